// SPDX-License-Identifier: Apache-2.0
// What was stripped once is a photo, and has nothing more to be stripped.
#include <cstdlib>

#include "format/image/image.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* start, std::size_t size);

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* start, std::size_t size) {
  const auto photo = guatu::image::strip(std::string_view(reinterpret_cast<const char*>(start), size));
  if (!photo) return 0;
  const auto again = guatu::image::strip(photo->bytes);
  if (!again || again->bytes != photo->bytes || again->taken_on) std::abort();
  return 0;
}

// SPDX-License-Identifier: Apache-2.0
// The two kinds of photo, each with its own walk over the bytes; image.hpp chooses. Nothing else includes it. Refuses
// what image.hpp says.
#pragma once

#include "format/image/image.hpp"

namespace guatu::image {

inline constexpr std::string_view kPngBegins = "\x89PNG\r\n\x1A\n";

Result<Photo> strip_jpeg(std::string_view bytes);  // begins with FF D8
Result<Photo> strip_png(std::string_view bytes);   // begins with kPngBegins
Result<void> check_size(int width, int height);

}  // namespace guatu::image

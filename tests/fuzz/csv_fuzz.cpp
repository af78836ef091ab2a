// SPDX-License-Identifier: Apache-2.0
// Whatever is read has valid UTF-8 in its cells.
#include <cstdlib>

#include "base/text.hpp"
#include "format/csv/csv.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* start, std::size_t size);

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* start, std::size_t size) {
  const auto book = guatu::csv::read_csv(std::string_view(reinterpret_cast<const char*>(start), size), "a.csv");
  if (!book) return 0;
  for (const auto& cell : book->sheets.at(0).cells)
    if (!guatu::is_valid_utf8(cell.text)) std::abort();
  return 0;
}

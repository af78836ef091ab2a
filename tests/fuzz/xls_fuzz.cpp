// SPDX-License-Identifier: Apache-2.0
// A whole compound file, or the stream inside one.
#include "format/xls/xls_reader.hpp"
#include "tests/support/xls_maker.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* start, std::size_t size);

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* start, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(start), size);
  if (bytes.starts_with("\xD0\xCF")) {
    static_cast<void>(guatu::xls::read_xls(bytes, "a.xls"));
  } else {
    static_cast<void>(guatu::xls::read_xls(guatu::testing::compound_file("Workbook", std::string(bytes)), "a.xls"));
  }
  return 0;
}

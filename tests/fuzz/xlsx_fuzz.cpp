// SPDX-License-Identifier: Apache-2.0
// Three entrances: a whole package; the same bytes as the sheet of a good package, because mutations of packed
// bytes hardly reach the XML; and as an XML text that our scanner must read as expat does.
#include <cstdlib>

#include "base/marked_copy.hpp"
#include "format/xlsx/xlsx_reader.hpp"
#include "tests/support/xlsx_parts.hpp"
#include "tests/support/xml_events.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* start, std::size_t size);

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* start, std::size_t size) {
  using namespace guatu;
  const std::string_view bytes(reinterpret_cast<const char*>(start), size);
  if (bytes.starts_with("PK")) {
    const auto book = xlsx::read_xlsx(bytes, "a.xlsx");
    if (book) static_cast<void>(sheet_out::marked_copy(*book, {}));
    return 0;
  }
  for (const char* part : {"xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml", "xl/workbook.xml"}) {
    auto parts = testing::xlsx_parts(testing::sheet_rows("<row><c t=\"s\"><v>0</v></c><c s=\"1\"><v>1</v></c></row>"));
    parts[part] = bytes;
    static_cast<void>(xlsx::read_xlsx(testing::pack(parts), "a.xlsx"));
  }
  const std::string by_expat = testing::xml_events(bytes, xlsx::XmlEngine::expat);
  if (!by_expat.starts_with("refused") && testing::xml_events(bytes, xlsx::XmlEngine::by_encoding) != by_expat)
    std::abort();
  return 0;
}

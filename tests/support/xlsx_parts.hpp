// SPDX-License-Identifier: Apache-2.0
// Builds small xlsx files part by part, so that a test can hold exactly the oddity it is about.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "base/date.hpp"
#include "format/package/package_writer.hpp"

namespace guatu::testing {

inline constexpr std::string_view kMainNamespace = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
inline constexpr std::string_view kRelationNamespace =
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

inline std::string relations_of(const std::map<std::string, std::pair<std::string, std::string>>& by_id) {
  std::string xml = R"(<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">)";
  for (const auto& [id, one] : by_id)
    xml += "<Relationship Id=\"" + id + "\" Type=\"" + std::string(kRelationNamespace) + "/" + one.first +
           "\" Target=\"" + one.second + "\"/>";
  return xml + "</Relationships>";
}

inline std::string worksheet(std::string_view inside) {
  return "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<worksheet xmlns=\"" +
         std::string(kMainNamespace) + "\" xmlns:r=\"" + std::string(kRelationNamespace) + "\">" + std::string(inside) +
         "</worksheet>";
}

inline std::string sheet_rows(std::string_view rows) {
  return worksheet("<sheetData>" + std::string(rows) + "</sheetData>");
}

// The parts of a workbook with one sheet 台账; a test replaces, adds or removes what it is about.
inline std::map<std::string, std::string> xlsx_parts(std::string_view sheet_xml) {
  return {
      {"[Content_Types].xml", R"(<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>)"},
      {"_rels/.rels", relations_of({{"rId1", {"officeDocument", "xl/workbook.xml"}}})},
      {"xl/workbook.xml", "<workbook xmlns=\"" + std::string(kMainNamespace) + "\" xmlns:r=\"" +
                              std::string(kRelationNamespace) +
                              "\"><sheets><sheet name=\"台账\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>"},
      {"xl/_rels/workbook.xml.rels", relations_of({{"rId1", {"worksheet", "worksheets/sheet1.xml"}},
                                                   {"rId2", {"sharedStrings", "sharedStrings.xml"}},
                                                   {"rId3", {"styles", "styles.xml"}}})},
      {"xl/worksheets/sheet1.xml", std::string(sheet_xml)},
  };
}

inline std::string pack(const std::map<std::string, std::string>& parts,
                        package::Packing packing = package::Packing::deflated) {
  package::PackageWriter writer{Instant(date_of(2026, 9, 21))};
  for (const auto& [path, bytes] : parts) writer.add(path, bytes, packing);
  return writer.finish();
}

inline std::string styles_part(std::string_view inside) {
  return "<styleSheet xmlns=\"" + std::string(kMainNamespace) + "\">" + std::string(inside) + "</styleSheet>";
}

inline std::string shared_part(std::string_view inside) {
  return "<sst xmlns=\"" + std::string(kMainNamespace) + "\">" + std::string(inside) + "</sst>";
}

}  // namespace guatu::testing

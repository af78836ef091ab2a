// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "base/markup.hpp"
#include "format/docx/paragraph.hpp"
#include "format/docx/parts.hpp"

namespace guatu::docx {
namespace {

constexpr std::string_view kXml = R"(<?xml version="1.0" encoding="UTF-8" standalone="yes"?>)";
constexpr std::string_view kWordTypes = "application/vnd.openxmlformats-officedocument.wordprocessingml.";
constexpr std::string_view kRelations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";

// 2026-09-21T08:30:00Z
std::string utc_seconds(Instant instant) {
  return format_instant(std::chrono::floor<std::chrono::seconds>(instant)).substr(0, 19) + "Z";
}

}  // namespace

std::string content_types_xml() {
  std::string out = fmt::format(
      R"({}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" )"
      R"(ContentType="application/vnd.openxmlformats-package.relationships+xml"/>)"
      R"(<Default Extension="xml" ContentType="application/xml"/>)"
      R"(<Override PartName="/docProps/core.xml")"
      R"( ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>)"
      R"(<Override PartName="/docProps/custom.xml")"
      R"( ContentType="application/vnd.openxmlformats-officedocument.custom-properties+xml"/>)",
      kXml);
  const std::pair<std::string_view, std::string_view> parts[] = {
      {"document", "document.main"}, {"styles", "styles"},  {"settings", "settings"}, {"fontTable", "fontTable"},
      {"footer1", "footer"},         {"footer2", "footer"}, {"footer3", "footer"},    {"footer4", "footer"},
      {"footer5", "footer"},         {"header1", "header"}};
  for (const auto& [name, type] : parts)
    out += fmt::format(R"(<Override PartName="/word/{}.xml" ContentType="{}{}+xml"/>)", name, kWordTypes, type);
  return out + "</Types>";
}

std::string package_relations_xml() {
  return fmt::format(
      R"({0}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">)"
      R"(<Relationship Id="rId1" )"
      R"(Type="{1}officeDocument" Target="word/document.xml"/><Relationship Id="rId2" )"
      R"(Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties")"
      R"( Target="docProps/core.xml"/>)"
      R"(<Relationship Id="rId3" Type="{1}custom-properties" Target="docProps/custom.xml"/></Relationships>)",
      kXml, kRelations);
}

std::string document_relations_xml() {
  std::string out =
      fmt::format(R"({}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">)", kXml);
  struct Relation {
    std::string_view id, type, target;
  };
  for (const auto& [id, type, target] :
       {Relation{"rIdStyles", "styles", "styles"}, Relation{"rIdSettings", "settings", "settings"},
        Relation{"rIdFonts", "fontTable", "fontTable"}, Relation{"rIdOdd", "footer", "footer1"},
        Relation{"rIdEven", "footer", "footer2"}, Relation{"rIdOddTurned", "footer", "footer3"},
        Relation{"rIdEvenTurned", "footer", "footer4"}, Relation{"rIdFirstFooter", "footer", "footer5"},
        Relation{"rIdFirstHeader", "header", "header1"}})
    out += fmt::format(R"(<Relationship Id="{}" Type="{}{}" Target="{}.xml"/>)", id, kRelations, type, target);
  return out + "</Relationships>";
}

std::string core_properties_xml(const document::Official& document) {
  const auto time = utc_seconds(document.provenance.made_at);
  return fmt::format(
      R"({}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" )"
      R"(xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/")"
      R"( xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">)"
      R"(<dc:title>{}</dc:title><dc:creator>{}</dc:creator>)"
      R"(<dcterms:created xsi:type="dcterms:W3CDTF">{}</dcterms:created>)"
      R"(<dcterms:modified xsi:type="dcterms:W3CDTF">{}</dcterms:modified></cp:coreProperties>)",
      kXml, escape_markup(document.title), escape_markup(document.issuers.empty() ? "" : document.issuers.front()),
      time, time);
}

std::string custom_properties_xml(const document::Provenance& provenance) {
  const auto property = [](int id, std::string_view name, std::string_view value) {
    return fmt::format(R"(<property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="{}" name="{}">)"
                       R"(<vt:lpwstr>{}</vt:lpwstr></property>)",
                       id, name, escape_markup(value));
  };
  return fmt::format(
      R"({}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" )"
      R"(xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">{}{}</Properties>)",
      kXml, property(2, "GuatuSnapshot", provenance.snapshot_digest),
      property(3, "GuatuVersion", provenance.program_version));
}

}  // namespace guatu::docx

// SPDX-License-Identifier: Apache-2.0
// Everything in the file besides the text itself: styles, settings, fonts, footers with their page numbers, sections
// and properties.
#pragma once

#include <string>
#include <string_view>

#include "base/document.hpp"
#include "format/docx/docx.hpp"

namespace guatu::docx {

enum class PageSide { odd, even };

std::string styles_xml(const HouseStyle& style);
std::string settings_xml();
std::string font_table_xml(const HouseStyle& style);
std::string footer_xml(document::Orientation orientation, PageSide side, const HouseStyle& style);
std::string header_part_xml(std::string_view inside);
std::string footer_part_xml(std::string_view inside);
enum class FirstPage { like_others, own_header };
std::string section_xml(document::Orientation orientation, FirstPage first_page, Grid grid);
std::string content_types_xml();
std::string package_relations_xml();
std::string document_relations_xml();
std::string core_properties_xml(const document::Official& document);
std::string custom_properties_xml(const document::Provenance& provenance);
std::string document_part_xml(std::string_view body);

}  // namespace guatu::docx

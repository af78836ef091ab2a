// SPDX-License-Identifier: Apache-2.0
#include "format/docx/parts.hpp"
#include "base/markup.hpp"

#include <fmt/format.h>

#include "format/docx/geometry.hpp"
#include "format/docx/paragraph.hpp"
#include "format/docx/text_box.hpp"

namespace guatu::docx {
namespace {

using document::Orientation;

constexpr std::string_view kXml = R"(<?xml version="1.0" encoding="UTF-8" standalone="yes"?>)";
constexpr std::string_view kNamespaces =
    R"( xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main")"
    R"( xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships")"
    R"( xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006")"
    R"( xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing")"
    R"( xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main")"
    R"( xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape")"
    R"( xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office")";
constexpr int kRotatedBox = 360;  // twips: a line of 四号 with a little room

std::string page_number_paragraph(PageSide side, const HouseStyle& style) {
  const Letters letters{.font = style.song_font, .size = kSizeImprint};
  Form form{.style = "Footer", .off_grid = true};
  form.indent.character = kSmallCharacter;
  (side == PageSide::odd ? form.indent.right : form.indent.left) = 100;
  form.justification = side == PageSide::odd ? "right" : "left";
  return paragraph(form, run("— ", letters) + field("PAGE", letters) + run(" —", letters));
}

// A landscape page is bound turned left, so the portrait bottom is its left edge: the number stands there, turned.
std::string rotated_box(std::string_view inside) {
  return text_box({.place = BoxPlace::page_left,
                   .name = "页码",
                   .id = 1,
                   .left = kFooterDistance,
                   .top = kMarginLeft,
                   .width = kRotatedBox,
                   .height = kTextWidth},
                  inside);
}

std::string style_xml(std::string_view id, std::string_view name, std::string_view paragraph_part,
                      std::string_view run_part) {
  return fmt::format(R"(<w:style w:type="paragraph" w:styleId="{0}"><w:name w:val="{1}"/><w:basedOn w:val="Normal"/>)"
                     R"(<w:next w:val="BodyText"/>)"
                     R"(<w:qFormat/><w:pPr>{2}</w:pPr><w:rPr>{3}</w:rPr></w:style>)",
                     id, name, paragraph_part, run_part);
}

std::string fonts_xml(std::string_view font) {
  return fmt::format(R"(<w:rFonts w:ascii="{0}" w:hAnsi="{0}" w:eastAsia="{0}" w:cs="{0}")"
                     R"( w:hint="eastAsia"/>)",
                     font);
}

std::string first_line_xml() { return R"(<w:ind w:firstLineChars="200" w:firstLine="640"/>)"; }

}  // namespace

std::string styles_xml(const HouseStyle& style) {
  const auto body = escape_markup(style.body_font);
  std::string out =
      fmt::format(R"({}<w:styles{}><w:docDefaults><w:rPrDefault><w:rPr>{}<w:kern w:val="0"/><w:sz w:val="{}"/>)"
                  R"(<w:szCs w:val="{}"/>)"
                  R"(<w:lang w:val="en-US" w:eastAsia="zh-CN"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr>)"
                  R"(<w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/></w:pPr></w:pPrDefault></w:docDefaults>)",
                  kXml, kNamespaces, fonts_xml(body), kSizeBody, kSizeBody);
  out += fmt::format(
      R"(<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/>)"
      R"(<w:pPr><w:widowControl w:val="0"/>)"
      R"(<w:overflowPunct/><w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/><w:jc w:val="both"/></w:pPr>)"
      R"(<w:rPr>{}{}<w:sz w:val="{}"/>)"
      R"(<w:szCs w:val="{}"/></w:rPr></w:style>)",
      fonts_xml(body), style.grid == Grid::lines ? fmt::format(R"(<w:spacing w:val="{}"/>)", kLetterSpacing) : "",
      kSizeBody, kSizeBody);
  out += R"(<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:tblPr>)"
         R"(<w:tblInd w:w="0" w:type="dxa"/>)"
         R"(<w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/>)"
         R"(<w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/>)"
         R"(</w:tblCellMar></w:tblPr></w:style>)";
  out += style_xml("BodyText", "Body Text", first_line_xml(), "");
  out += style_xml("Title", "Title", R"(<w:jc w:val="center"/>)",
                   fmt::format(R"({}<w:sz w:val="{}"/><w:szCs w:val="{}"/>)", fonts_xml(escape_markup(style.mark_font)),
                               kSizeTitle, kSizeTitle));
  const std::string* fonts[] = {&style.black_font, &style.kai_font, &style.body_font, &style.body_font};
  for (int level = 1; level <= 4; ++level)
    out += style_xml(fmt::format("Heading{}", level), fmt::format("heading {}", level),
                     first_line_xml() + fmt::format(R"(<w:outlineLvl w:val="{}"/>)", level - 1),
                     fonts_xml(escape_markup(*fonts[level - 1])));
  out += style_xml("Footer", "footer", "",
                   fmt::format(R"({}<w:sz w:val="28"/>)"
                               R"(<w:szCs w:val="28"/>)",
                               fonts_xml(escape_markup(style.song_font))));
  return out + "</w:styles>";
}

std::string settings_xml() {
  return fmt::format(
      R"({}<w:settings{}><w:zoom w:percent="100"/><w:evenAndOddHeaders/><w:drawingGridVerticalSpacing w:val="{}"/>)"
      R"(<w:characterSpacingControl w:val="doNotCompress"/><w:compat><w:doNotExpandShiftReturn/><w:useFELayout/>)"
      R"(<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word")"
      R"( w:val="15"/></w:compat>)"
      R"(<w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/></w:settings>)",
      kXml, kNamespaces, kLinePitch);
}

// The second name is the same face under the name it has on other machines, so that nothing is replaced in silence.
std::string font_table_xml(const HouseStyle& style) {
  std::string out = fmt::format("{}<w:fonts{}>", kXml, kNamespaces);
  const std::pair<const std::string*, std::string_view> fonts[] = {{&style.mark_font, "FZXiaoBiaoSong-B05S"},
                                                                   {&style.body_font, "FangSong_GB2312"},
                                                                   {&style.kai_font, "KaiTi_GB2312"},
                                                                   {&style.black_font, "SimHei"},
                                                                   {&style.song_font, "SimSun"}};
  for (const auto& [font, other] : fonts)
    out += fmt::format(R"(<w:font w:name="{}"><w:altName w:val="{}"/><w:charset w:val="86"/><w:family w:val="auto"/>)"
                       R"(<w:pitch w:val="default"/></w:font>)",
                       escape_markup(*font), other);
  return out + "</w:fonts>";
}

std::string header_part_xml(std::string_view inside) {
  return fmt::format("{}<w:hdr{}>{}</w:hdr>", kXml, kNamespaces, inside);
}
std::string footer_part_xml(std::string_view inside) {
  return fmt::format("{}<w:ftr{}>{}</w:ftr>", kXml, kNamespaces, inside);
}

std::string footer_xml(Orientation orientation, PageSide side, const HouseStyle& style) {
  const auto number = page_number_paragraph(side, style);
  if (orientation == Orientation::portrait) return footer_part_xml(number);
  return footer_part_xml(paragraph({.style = "Footer", .off_grid = true}, rotated_box(number)));
}

std::string section_xml(Orientation orientation, FirstPage first_page, Grid grid) {
  const bool is_portrait = orientation == Orientation::portrait;
  std::string out = "<w:sectPr>";
  if (first_page == FirstPage::own_header)
    out += R"(<w:headerReference w:type="first" r:id="rIdFirstHeader"/>)"
           R"(<w:footerReference w:type="first" r:id="rIdFirstFooter"/>)";
  out += is_portrait
             ? R"(<w:footerReference w:type="default" r:id="rIdOdd"/><w:footerReference w:type="even" r:id="rIdEven"/>)"
             : R"(<w:footerReference w:type="default" r:id="rIdOddTurned"/>)"
               R"(<w:footerReference w:type="even" r:id="rIdEvenTurned"/>)";
  if (is_portrait)
    out += fmt::format(R"(<w:pgSz w:w="{}" w:h="{}"/><w:pgMar w:top="{}" w:right="{}" w:bottom="{}" w:left="{}")",
                       kPageWidth, kPageHeight, kMarginTop, kMarginRight, kMarginBottom, kMarginLeft);
  else  // turned left: top becomes right, left becomes top
    out += fmt::format(R"(<w:pgSz w:w="{}" w:h="{}" w:orient="landscape"/>)"
                       R"(<w:pgMar w:top="{}" w:right="{}" w:bottom="{}" w:left="{}")",
                       kPageHeight, kPageWidth, kMarginLeft, kMarginTop, kMarginRight, kMarginBottom);
  const int header = first_page == FirstPage::own_header ? kLetterMarkFromEdge : kHeaderDistance;
  out += fmt::format(R"( w:header="{}" w:footer="{}" w:gutter="0"/>)"
                     R"(<w:cols w:space="720"/>)",
                     header, kFooterDistance);
  if (first_page == FirstPage::own_header) out += "<w:titlePg/>";
  if (grid == Grid::lines)
    return out + fmt::format(R"(<w:docGrid w:type="lines" w:linePitch="{}"/></w:sectPr>)", kLinePitch);
  return out + fmt::format(R"(<w:docGrid w:type="linesAndChars" w:linePitch="{}" w:charSpace="{}"/></w:sectPr>)",
                           kLinePitch, kCharacterSpace);
}

std::string document_part_xml(std::string_view body) {
  return fmt::format("{}<w:document{}><w:body>{}</w:body></w:document>", kXml, kNamespaces, body);
}

}  // namespace guatu::docx

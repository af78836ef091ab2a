// SPDX-License-Identifier: Apache-2.0
#include "format/docx/docx.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"
#include "format/docx/blocks.hpp"
#include "format/docx/elements.hpp"
#include "format/docx/geometry.hpp"
#include "format/docx/paragraph.hpp"
#include "format/docx/parts.hpp"
#include "format/package/package_writer.hpp"

namespace guatu::docx {
namespace {

using document::Block;
using document::Layout;
using document::Official;
using document::Orientation;

bool is_han(char32_t c) {
  return (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3400 && c <= 0x4DBF) || (c >= 0x20000 && c <= 0x323AF) || c == 0x3007;
}

bool is_digit(char32_t c) { return c >= U'0' && c <= U'9'; }

// ^\p{Han}+〔(19|20)\d{2}〕[1-9]\d*号$
bool is_document_number(std::string_view number) {
  const auto text = decode_utf8(number);
  std::size_t at = 0;
  while (at < text.size() && is_han(text[at]) && text[at] != U'号') ++at;
  if (at == 0 || at + 6 >= text.size() || text[at] != U'〔' || text[at + 5] != U'〕') return false;
  const auto year = std::u32string_view(text).substr(at + 1, 4);
  if (!std::ranges::all_of(year, is_digit) || !(year.starts_with(U"19") || year.starts_with(U"20"))) return false;
  const auto serial = std::u32string_view(text).substr(at + 6);
  return serial.size() >= 2 && serial.ends_with(U'号') && serial[0] != U'0' &&
         std::ranges::all_of(serial.substr(0, serial.size() - 1), is_digit);
}

struct BlockCheck {
  std::string place;

  Result<void> operator()(const document::Paragraph&) const { return {}; }
  Result<void> operator()(const document::List&) const { return {}; }
  Result<void> operator()(const document::Heading& heading) const {
    if (heading.level >= 1 && heading.level <= 4) return {};
    return refuse(ErrorKind::invalid, place, "docx.bad_heading_level", {{"value", std::to_string(heading.level)}});
  }
  Result<void> operator()(const document::Table& table) const {
    if (table.columns.empty()) return refuse(ErrorKind::invalid, place, "docx.empty_table");
    for (const auto& row : table.rows)
      if (row.kind != document::RowKind::group && row.cells.size() != table.columns.size())
        return refuse(ErrorKind::invalid, place, "docx.ragged_table",
                      {{"cells", std::to_string(row.cells.size())}, {"columns", std::to_string(table.columns.size())}});
    return {};
  }
};

Result<void> check_blocks(const std::vector<Block>& blocks, const std::string& place) {
  for (std::size_t i = 0; i < blocks.size(); ++i)
    GUATU_CHECK(std::visit(BlockCheck{fmt::format("{}!{}", place, i + 1)}, blocks[i]));
  return {};
}

Result<void> check(const Official& document) {
  if (trim(document.title).empty()) return refuse(ErrorKind::invalid, "标题", "docx.no_title");
  if (document.issuers.empty()) return refuse(ErrorKind::invalid, "发文机关", "docx.no_issuer");
  const bool is_standard = document.layout == Layout::paper || document.layout == Layout::letter;
  if (is_standard && !document.number.empty() && !is_document_number(document.number))
    return refuse(ErrorKind::invalid, "发文字号", "docx.bad_number", {{"value", document.number}});
  const auto& copy = document.copy_number;
  if (!copy.empty() && (copy.size() != 6 || copy.find_first_not_of("0123456789") != std::string::npos))
    return refuse(ErrorKind::invalid, "份号", "docx.bad_copy_number", {{"value", copy}});
  if (document.direction == document::Direction::upward && document.signer.empty())
    return refuse(ErrorKind::invalid, "签发人", "docx.signer_missing");
  GUATU_CHECK(check_blocks(document.body, "正文"));
  for (std::size_t i = 0; i < document.annexes.size(); ++i)
    GUATU_CHECK(check_blocks(document.annexes[i].blocks, fmt::format("附件{}", i + 1)));
  return {};
}

// XML cannot hold control characters, and a file that Word calls damaged is worse than a refusal.
Result<void> check_text(std::string_view xml) {
  const auto bad = std::ranges::find_if(xml, [](char c) { return static_cast<unsigned char>(c) < 0x20; });
  if (bad == xml.end() && is_valid_utf8(xml) && !xml.contains("\xEF\xBF\xBE") && !xml.contains("\xEF\xBF\xBF"))
    return {};
  const auto at = static_cast<std::size_t>(bad - xml.begin());
  const std::string code = bad == xml.end() ? "?" : fmt::format("U+{:04X}", static_cast<unsigned char>(xml[at]));
  return refuse(ErrorKind::invalid, "正文", "docx.not_text", {{"value", code}});
}

int text_width_of(Orientation orientation) { return orientation == Orientation::portrait ? kTextWidth : kTextHeight; }

class BodyWriter {
 public:
  BodyWriter(const Official& document, const HouseStyle& style) : document_(document), style_(style) {}

  std::string write() {
    main_text();
    for (std::size_t i = 0; i < document_.annexes.size(); ++i) annex(i);
    if (document_.imprint) {
      if (orientation_ != Orientation::portrait) next_section(Orientation::portrait);
      body_ += imprint_xml(*document_.imprint);
    } else if (body_.ends_with("</w:tbl>")) {
      body_ += thin_paragraph("");
    }
    return body_ + section_xml(orientation_, first_page(), style_.grid);
  }

 private:
  void main_text() {
    body_ += head_xml(document_, style_);
    body_ += empty_line() + empty_line() + title_xml(document_.title, style_) + empty_line();
    body_ += addressees_xml(document_.addressees) + blocks_xml(document_.body, kTextWidth, style_);
    body_ += annex_note_xml(document_.annexes) + signature_xml(document_) + note_xml(document_.note);
  }

  void annex(std::size_t index) {
    const auto& annex = document_.annexes[index];
    const bool same_section = annex.orientation == Orientation::portrait && orientation_ == Orientation::portrait;
    if (!same_section) next_section(annex.orientation);
    Form form{.keeps_with_next = true, .starts_page = same_section};
    body_ += paragraph(form, annex_mark_xml(index + 1, document_.annexes.size(), style_));
    body_ += empty_line() + title_xml(annex.title, style_) + empty_line();
    body_ += blocks_xml(annex.blocks, text_width_of(annex.orientation), style_);
  }

  void next_section(Orientation orientation) {
    body_ += thin_paragraph(section_xml(orientation_, first_page(), style_.grid));
    orientation_ = orientation;
    is_first_section_ = false;
  }

  FirstPage first_page() const {
    return is_first_section_ && document_.layout == Layout::letter ? FirstPage::own_header : FirstPage::like_others;
  }

  const Official& document_;
  const HouseStyle& style_;
  std::string body_;
  Orientation orientation_ = Orientation::portrait;
  bool is_first_section_ = true;
};

}  // namespace

Result<std::string> render(const Official& document, const HouseStyle& style) {
  GUATU_CHECK(check(document));
  const auto text = document_part_xml(BodyWriter(document, style).write());
  GUATU_CHECK(check_text(text));
  const auto core = core_properties_xml(document);
  GUATU_CHECK(check_text(core));
  using enum Orientation;
  const std::pair<const char*, std::string> parts[] = {
      {"[Content_Types].xml", content_types_xml()},
      {"_rels/.rels", package_relations_xml()},
      {"docProps/core.xml", core},
      {"docProps/custom.xml", custom_properties_xml(document.provenance)},
      {"word/document.xml", text},
      {"word/_rels/document.xml.rels", document_relations_xml()},
      {"word/styles.xml", styles_xml(style)},
      {"word/settings.xml", settings_xml()},
      {"word/fontTable.xml", font_table_xml(style)},
      {"word/footer1.xml", footer_xml(portrait, PageSide::odd, style)},
      {"word/footer2.xml", footer_xml(portrait, PageSide::even, style)},
      {"word/footer3.xml", footer_xml(landscape, PageSide::odd, style)},
      {"word/footer4.xml", footer_xml(landscape, PageSide::even, style)},
      {"word/footer5.xml", footer_part_xml(letter_footer_xml())},
      {"word/header1.xml", header_part_xml(letter_header_xml(document, style))}};
  package::PackageWriter writer(document.provenance.made_at);
  for (const auto& [name, bytes] : parts) writer.add(name, bytes);
  return writer.finish();
}

}  // namespace guatu::docx

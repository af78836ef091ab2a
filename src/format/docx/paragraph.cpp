// SPDX-License-Identifier: Apache-2.0
#include "format/docx/paragraph.hpp"
#include "base/markup.hpp"

#include <fmt/format.h>

#include "base/text.hpp"

namespace guatu::docx {
namespace {

std::string letters_xml(const Letters& letters) {
  std::string out = "<w:rPr><w:rFonts";
  if (!letters.font.empty()) {
    const auto font = escape_markup(letters.font);
    out += fmt::format(R"( w:ascii="{0}" w:hAnsi="{0}" w:eastAsia="{0}" w:cs="{0}")", font);
  }
  out += R"( w:hint="eastAsia"/>)";
  if (!letters.colour.empty()) out += fmt::format(R"(<w:color w:val="{}"/>)", letters.colour);
  if (letters.size != 0) out += fmt::format(R"(<w:sz w:val="{0}"/><w:szCs w:val="{0}"/>)", letters.size);
  return out + "</w:rPr>";
}

void append_text(std::string& out, std::string_view text) {
  if (!text.empty()) out += fmt::format(R"(<w:t xml:space="preserve">{}</w:t>)", escape_markup(text));
}

std::string indent_xml(const Indent& indent) {
  std::string out;
  const auto add = [&](std::string_view name, int hundredths) {
    if (hundredths != 0)
      out += fmt::format(R"( w:{0}Chars="{1}" w:{0}="{2}")", name, hundredths, hundredths * indent.character / 100);
  };
  add("left", indent.left);
  add("right", indent.right);
  add("firstLine", indent.first_line);
  add("hanging", indent.hanging);
  return out.empty() ? out : "<w:ind" + out + "/>";
}

}  // namespace

std::string run(std::string_view text, const Letters& letters) {
  std::string inside;
  while (!text.empty()) {
    const auto at = text.find_first_of("\n\t");
    append_text(inside, text.substr(0, at));
    if (at == std::string_view::npos) break;
    inside += text[at] == '\n' ? "<w:br/>" : "<w:tab/>";
    text.remove_prefix(at + 1);
  }
  return inside.empty() ? "" : "<w:r>" + letters_xml(letters) + inside + "</w:r>";
}

std::string field(std::string_view code, const Letters& letters) {
  const auto properties = letters_xml(letters);
  const auto part = [&](std::string_view inside) { return fmt::format("<w:r>{}{}</w:r>", properties, inside); };
  return part(R"(<w:fldChar w:fldCharType="begin"/>)") +
         part(fmt::format(R"(<w:instrText xml:space="preserve"> {} </w:instrText>)", code)) +
         part(R"(<w:fldChar w:fldCharType="separate"/>)") + part("<w:t>1</w:t>") +
         part(R"(<w:fldChar w:fldCharType="end"/>)");
}

std::string paragraph(const Form& form, std::string_view runs) {
  std::string properties;
  if (!form.style.empty()) properties += fmt::format(R"(<w:pStyle w:val="{}"/>)", form.style);
  if (form.keeps_with_next) properties += "<w:keepNext/>";
  if (form.starts_page) properties += "<w:pageBreakBefore/>";
  if (!form.borders.empty()) properties += "<w:pBdr>" + form.borders + "</w:pBdr>";
  if (!form.tabs.empty()) properties += "<w:tabs>" + form.tabs + "</w:tabs>";
  if (form.off_grid) properties += R"(<w:snapToGrid w:val="0"/>)";
  if (form.before != 0 || form.exact_line != 0) {
    properties += fmt::format(R"(<w:spacing w:before="{}" w:after="0")", form.before);
    if (form.exact_line != 0) properties += fmt::format(R"( w:line="{}" w:lineRule="exact")", form.exact_line);
    properties += "/>";
  }
  properties += indent_xml(form.indent);
  if (!form.justification.empty()) properties += fmt::format(R"(<w:jc w:val="{}"/>)", form.justification);
  if (form.outline_level != 0) properties += fmt::format(R"(<w:outlineLvl w:val="{}"/>)", form.outline_level - 1);
  properties += form.section;
  return fmt::format("<w:p><w:pPr>{}</w:pPr>{}</w:p>", properties, runs);
}

std::string empty_line() { return "<w:p/>"; }

std::string thin_paragraph(const std::string& section) {
  Form form;
  form.off_grid = true;
  form.exact_line = 20;
  form.section = section;
  return paragraph(form, "");
}

std::string border(std::string_view side, std::string_view kind, int eighths, std::string_view colour) {
  return fmt::format(R"(<w:{} w:val="{}" w:sz="{}" w:space="0" w:color="{}"/>)", side, kind, eighths, colour);
}

std::string font_of(document::Face face, const HouseStyle& style) {
  switch (face) {
    case document::Face::body:
      return style.body_font;
    case document::Face::kai:
      return style.kai_font;
    case document::Face::black:
      return style.black_font;
  }
  return style.body_font;
}

std::string runs_of(const std::vector<document::Run>& runs, const HouseStyle& style) {
  std::string out;
  for (const auto& part : runs)
    out += run(part.text, {.font = part.face == document::Face::body ? "" : font_of(part.face, style)});
  return out;
}

int half_width(std::string_view text) {
  int width = 0;
  for (const char32_t character : decode_utf8(text)) width += character < 0x2000 ? 1 : 2;
  return width;
}

}  // namespace guatu::docx

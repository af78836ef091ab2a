// SPDX-License-Identifier: Apache-2.0
#include "format/docx/elements.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"
#include "format/docx/geometry.hpp"
#include "format/docx/paragraph.hpp"
#include "format/docx/text_box.hpp"

namespace guatu::docx {
namespace {

using document::Layout;

constexpr std::string_view kRed = "FF0000";
constexpr int kMarkSizeMax = 100;  // 50 pt; the standard leaves the size open, but below that of higher authorities

// The mark fits on one line; joint marks leave room for 文件 on the right.
int mark_size(int halves_of_longest) {
  const int by_width = kTextWidth / 10 * 2 * 94 / 100 / std::max(2, halves_of_longest);
  return std::clamp(by_width / 2 * 2, 44, kMarkSizeMax);
}

std::string mark_run(const std::string& text, int size, const HouseStyle& style) {
  return run(text, {.font = style.mark_font, .size = size, .colour = std::string(kRed)});
}

std::string mark_text(const document::Official& document) {
  std::string text = document.issuers.empty() ? "" : document.issuers.front();
  if (document.layout == Layout::paper && !text.ends_with("文件")) text += "文件";
  return text;
}

std::string mark_cell(int width, std::string_view merge, std::string_view inside) {
  return fmt::format(R"(<w:tc><w:tcPr><w:tcW w:w="{}" w:type="dxa"/>{}<w:vAlign w:val="center"/></w:tcPr>{}</w:tc>)",
                     width, merge, inside);
}

// 联合行文: the issuers one below the other, 文件 beside them in the middle.
std::string joint_mark(const document::Official& document, int before, const HouseStyle& style) {
  int longest = 0;
  for (const auto& issuer : document.issuers) longest = std::max(longest, half_width(issuer));
  const int size = mark_size(longest + 5);
  const int suffix_width = size * 10 * 5 / 2;
  const int names_width = kTextWidth - suffix_width;
  const int line = size * 11;
  std::string rows;
  for (std::size_t i = 0; i < document.issuers.size(); ++i) {
    Form form{.off_grid = true, .before = 0, .exact_line = line, .indent = {}, .justification = "distribute"};
    const auto name = paragraph(form, mark_run(document.issuers[i], size, style));
    form.justification = "center";
    const auto suffix = paragraph(form, i == 0 ? mark_run("文件", size, style) : "");
    rows += "<w:tr>" + mark_cell(names_width, "", name) +
            mark_cell(suffix_width, i == 0 ? R"(<w:vMerge w:val="restart"/>)" : "<w:vMerge/>", suffix) + "</w:tr>";
  }
  Form gap{.off_grid = true, .before = 0, .exact_line = before};
  return paragraph(gap, "") +
         fmt::format(
             R"(<w:tbl><w:tblPr><w:tblW w:w="{}" w:type="dxa"/><w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>)"
             R"(<w:gridCol w:w="{}"/><w:gridCol w:w="{}"/></w:tblGrid>{}</w:tbl>)",
             kTextWidth, names_width, suffix_width, rows);
}

// 份号 and 紧急程度 stand on the first lines; the lines down to the mark stay empty.
std::string first_lines(const document::Official& document, int lines, const HouseStyle& style) {
  std::vector<std::string> texts;
  if (!document.copy_number.empty()) texts.push_back(paragraph({}, run(document.copy_number)));
  if (document.urgency != document::Urgency::none)
    texts.push_back(paragraph(
        {}, run(document.urgency == document::Urgency::urgent ? "加急" : "特急", {.font = style.black_font})));
  while (texts.size() < static_cast<std::size_t>(lines)) texts.push_back(empty_line());
  return join(texts, "");
}

std::string number_line(const document::Official& document, const HouseStyle& style) {
  if (document.direction == document::Direction::downward)
    return paragraph({.justification = "center"}, run(document.number));
  Form form;
  form.tabs = fmt::format(R"(<w:tab w:val="right" w:pos="{}"/>)", kTextWidth - kLetterCharacter);
  form.indent = {.left = 100, .right = 100};
  return paragraph(form, run(document.number + "\t签发人：") + run(document.signer, {.font = style.kai_font}));
}

std::string red_rule(const HouseStyle& style) {
  Form form;
  form.borders = border("bottom", "single", style.red_rule_eighths, kRed);
  form.off_grid = true;
  form.exact_line = kRuleBelowNumber;
  return paragraph(form, "");
}

std::string letter_head(const document::Official& document, const HouseStyle& style) {
  std::string out = first_lines(document, 0, style);
  return out + paragraph({.justification = "right"}, run(document.number));
}

}  // namespace

std::string head_xml(const document::Official& document, const HouseStyle& style) {
  if (document.layout == Layout::letter) return letter_head(document, style);
  const int top = document.layout == Layout::order ? kOrderMarkBelowTextTop : kMarkBelowTextTop;
  const int lines = top / kLinePitch;
  const int rest = top - lines * kLinePitch;
  std::string out = first_lines(document, lines, style);
  if (document.issuers.size() > 1) {
    out += joint_mark(document, rest, style);
  } else {
    const auto text = mark_text(document);
    const int size = mark_size(half_width(text));
    Form form{.off_grid = true, .before = rest, .exact_line = size * 11, .indent = {}, .justification = "center"};
    out += paragraph(form, mark_run(text, size, style));
  }
  out += empty_line() + empty_line();
  return out + number_line(document, style) + red_rule(style);
}

std::string letter_header_xml(const document::Official& document, const HouseStyle& style) {
  const auto text = mark_text(document);
  const int size = mark_size(half_width(text));
  Form mark{.off_grid = true, .exact_line = size * 11, .indent = {}, .justification = "center"};
  Form rule{
      .borders = border("bottom", "thickThinSmallGap", 24, kRed), .off_grid = true, .exact_line = kRuleBelowNumber};
  auto xml = paragraph(rule, "");
  const std::string overhang = fmt::format(R"(<w:ind w:left="-{0}" w:right="-{0}"/></w:pPr>)", kLetterRuleOverhang);
  return paragraph(mark, mark_run(text, size, style)) + replace_all(std::move(xml), "</w:pPr>", overhang);
}

std::string letter_footer_xml() {
  Form rule{.borders = border("top", "thinThickSmallGap", 24, kRed), .off_grid = true, .exact_line = 40};
  const std::string overhang = fmt::format(R"(<w:ind w:left="-{0}" w:right="-{0}"/></w:pPr>)", kLetterRuleOverhang);
  return replace_all(paragraph(rule, ""), "</w:pPr>", overhang);
}

std::string title_xml(const std::string& title, const HouseStyle& style) {
  Form form;
  form.style = "Title";
  form.keeps_with_next = true;
  form.off_grid = true;
  form.exact_line = kLinePitch;
  form.justification = "center";
  return paragraph(
      form, run(join(title_lines(title, kTitleCharactersMax), "\n"), {.font = style.mark_font, .size = kSizeTitle}));
}

std::string addressees_xml(const std::string& addressees) {
  return addressees.empty() ? "" : paragraph({}, run(addressees + "："));
}

std::string annex_note_xml(const std::vector<document::Annex>& annexes) {
  if (annexes.empty()) return "";
  std::string out = empty_line();
  if (annexes.size() == 1)
    return out + paragraph({.indent = {.left = 500, .hanging = 300}}, run("附件：" + annexes[0].title));
  for (std::size_t i = 0; i < annexes.size(); ++i) {
    const auto text = fmt::format("{}{}.{}", i == 0 ? "附件：" : "", i + 1, annexes[i].title);
    out += paragraph({.indent = {.left = 600, .hanging = i == 0 ? 400 : 100}}, run(text));
  }
  return out;
}

SignaturePlace signature_place(int name_halves, int date_halves, document::Sealing sealing) {
  if (sealing == document::Sealing::sealed) return {std::max(0, 400 + (date_halves - name_halves) * 25), 400};
  const int date_right = (name_halves - date_halves) * 50;
  if (date_right >= 0 && name_halves >= date_halves) return {200, date_right};
  // A date longer than the name stands two characters from the edge, and the name moves left.
  return {400 + (date_halves - name_halves) * 50, 200};
}

std::string signature_xml(const document::Official& document) {
  const auto& names = document.signatures.empty() ? document.issuers : document.signatures;
  if (!document.dated || document.layout == Layout::minutes) return "";
  const auto date = format_date_chinese(*document.dated);
  const bool is_sealed = document.sealing == document::Sealing::sealed;
  std::string out = empty_line();
  if (is_sealed) out += empty_line();  // the seal stands over name and date, its top within a line of the text
  SignaturePlace place = signature_place(0, half_width(date), document.sealing);
  for (const auto& name : names) {
    place = signature_place(half_width(name), half_width(date), document.sealing);
    Form form{.keeps_with_next = true, .indent = {.right = place.name_right}, .justification = "right"};
    out += paragraph(form, run(name));
  }
  Form form{.indent = {.right = place.date_right}, .justification = "right"};
  return out + paragraph(form, run(date));
}

std::string note_xml(const std::string& note) {
  return note.empty() ? "" : paragraph({.indent = {.first_line = 200}}, run("（" + note + "）"));
}

// A box on the bottom of the text area of the page where the text ends. Rules are paragraphs of their own, because a
// paragraph's border ends where its indents do.
std::string imprint_xml(const document::Imprint& imprint) {
  const auto rule = [](int eighths) {
    return paragraph(
        {.borders = border("bottom", "single", eighths, "000000"), .off_grid = true, .exact_line = kImprintRule}, "");
  };
  const Letters letters{.font = "", .size = kSizeImprint};
  Form form{.off_grid = true, .exact_line = kImprintLine};
  std::string inside = rule(kImprintRuleOuter);
  int height = 2 * kImprintRule + kImprintLine;
  if (!imprint.copies_to.empty()) {
    const auto copies = join(imprint.copies_to, "，") + "。";
    form.indent = {.left = 400, .right = 100, .hanging = 300, .character = kSmallCharacter};
    inside += paragraph(form, run("抄送：" + copies, letters)) + rule(kImprintRuleInner);
    const int halves_a_line =
        (kTextWidth - 5 * kSmallCharacter) * 2 / kSmallCharacter - 2;  // kinsoku may move a character
    height += kImprintRule + kImprintLine * ((half_width(copies) + halves_a_line - 1) / halves_a_line);
  }
  form.tabs = fmt::format(R"(<w:tab w:val="right" w:pos="{}"/>)", kTextWidth - kSmallCharacter);
  form.indent = {.left = 100, .right = 100, .character = kSmallCharacter};
  std::string text = imprint.printed_by;
  if (imprint.printed_on) text += "\t" + format_date_chinese(*imprint.printed_on) + "印发";
  inside += paragraph(form, run(text, letters)) + rule(kImprintRuleOuter);
  Form anchor{.off_grid = true, .exact_line = 20};
  return paragraph(
      anchor,
      text_box({.place = BoxPlace::margin_bottom, .name = "版记", .id = 2, .width = kTextWidth, .height = height},
               inside));
}

std::string annex_mark_xml(std::size_t number, std::size_t of, const HouseStyle& style) {
  const auto text = of == 1 ? std::string("附件") : fmt::format("附件{}", number);
  return run(text, {.font = style.black_font, .size = kSizeBody});
}

}  // namespace guatu::docx

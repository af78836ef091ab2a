// SPDX-License-Identifier: Apache-2.0
#include "format/docx/blocks.hpp"

#include <fmt/format.h>

#include <array>

#include "format/docx/geometry.hpp"
#include "format/docx/paragraph.hpp"
#include "format/docx/table.hpp"

namespace guatu::docx {
namespace {

using document::Heading;
using document::List;
using document::Numbering;
using document::Paragraph;
using document::Table;

struct BlockWriter {
  int width;
  const HouseStyle& style;
  std::array<int, 4> counters{};

  std::string operator()(const Paragraph& block) const {
    return paragraph({.style = "BodyText", .indent = {.first_line = 200}}, runs_of(block.runs, style));
  }

  std::string operator()(const List& block) const {
    std::string out;
    for (const auto& item : block.items)
      out += paragraph({.style = "BodyText", .indent = {.first_line = 200}}, runs_of(item, style));
    return out;
  }

  std::string operator()(const Heading& block) {
    const auto at = static_cast<std::size_t>(block.level - 1);
    std::string text = block.text;
    if (block.numbering == Numbering::automatic) {
      text = heading_number(block.level, ++counters[at]) + text;
      for (std::size_t deeper = at + 1; deeper < counters.size(); ++deeper) counters[deeper] = 0;
    }
    const std::string& font = block.level == 1 ? style.black_font : block.level == 2 ? style.kai_font : style.body_font;
    Form form{.style = fmt::format("Heading{}", block.level), .keeps_with_next = block.run_in.empty()};
    form.indent = {.first_line = 200};
    form.outline_level = block.level;
    return paragraph(form, run(text, {.font = font, .size = kSizeBody}) + runs_of(block.run_in, style));
  }

  std::string operator()(const Table& block) const { return table_xml(block, width, style); }
};

}  // namespace

std::string chinese_number(int number) {
  static constexpr std::array<const char*, 10> kDigits{"", "一", "二", "三", "四", "五", "六", "七", "八", "九"};
  if (number > 99) return std::to_string(number);
  const auto tens = static_cast<std::size_t>(number / 10 % 10);
  const auto ones = static_cast<std::size_t>(number % 10);
  if (tens == 0) return kDigits[ones];
  return std::string(tens == 1 ? "" : kDigits[tens]) + "十" + kDigits[ones];
}

std::string heading_number(int level, int number) {
  switch (level) {
    case 1:
      return chinese_number(number) + "、";
    case 2:
      return "（" + chinese_number(number) + "）";
    case 3:
      return fmt::format("{}.", number);
    default:
      return fmt::format("（{}）", number);
  }
}

std::string blocks_xml(const std::vector<document::Block>& blocks, int width, const HouseStyle& style) {
  BlockWriter writer{width, style};
  std::string out;
  for (const auto& block : blocks) out += std::visit(writer, block);
  return out;
}

}  // namespace guatu::docx

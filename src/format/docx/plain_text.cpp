// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "format/docx/blocks.hpp"
#include "format/docx/docx.hpp"

namespace guatu::docx {
namespace {

std::string text_of(const std::vector<document::Run>& runs) {
  std::string text;
  for (const auto& run : runs) text += run.text;
  return text;
}

struct TextWriter {
  std::string& out;
  std::array<int, 4> counters{};

  void operator()(const document::Paragraph& block) const { out += text_of(block.runs) + "\n"; }
  void operator()(const document::List& block) const {
    for (const auto& item : block.items) out += text_of(item) + "\n";
  }
  void operator()(const document::Heading& block) {
    const auto at = static_cast<std::size_t>(std::clamp(block.level, 1, 4) - 1);
    if (block.numbering == document::Numbering::automatic) {
      out += heading_number(block.level, ++counters[at]);
      for (std::size_t deeper = at + 1; deeper < counters.size(); ++deeper) counters[deeper] = 0;
    }
    out += block.text + text_of(block.run_in) + "\n";
  }
  void operator()(const document::Table& block) const {
    if (!block.caption.empty()) out += block.caption + "\n";
    std::vector<std::string> headers;
    for (const auto& column : block.columns) headers.push_back(column.header);
    out += join(headers, "\t") + "\n";
    for (const auto& row : block.rows) out += join(row.cells, "\t") + "\n";
  }
};

void write_blocks(std::string& out, const std::vector<document::Block>& blocks) {
  TextWriter writer{out};
  for (const auto& block : blocks) std::visit(writer, block);
}

}  // namespace

std::string render_plain_text(const document::Official& document) {
  std::string out = document.title + "\n\n";
  if (!document.addressees.empty()) out += document.addressees + "：\n";
  write_blocks(out, document.body);
  const auto& names = document.signatures.empty() ? document.issuers : document.signatures;
  if (document.dated) out += "\n" + join(names, "\n") + "\n" + format_date_chinese(*document.dated) + "\n";
  if (!document.note.empty()) out += "（" + document.note + "）\n";
  for (std::size_t i = 0; i < document.annexes.size(); ++i) {
    out += fmt::format("\n附件{}　{}\n", i + 1, document.annexes[i].title);
    write_blocks(out, document.annexes[i].blocks);
  }
  return out;
}

}  // namespace guatu::docx

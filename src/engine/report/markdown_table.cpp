// SPDX-License-Identifier: Apache-2.0
#include "engine/report/markdown_table.hpp"

#include "base/text.hpp"

namespace guatu::report {
namespace {

std::string cell_text(std::string text) {
  text = replace_all(std::move(text), "\\", "\\\\");
  text = replace_all(std::move(text), "|", "\\|");
  return replace_all(std::move(text), "\n", " ");
}

std::string row_text(const std::vector<std::string>& cells) {
  std::string line = "|";
  for (const auto& cell : cells) line += " " + cell_text(cell) + " |";
  return line + "\n";
}

}  // namespace

std::string markdown_of(const document::Table& table) {
  std::string out;
  if (!table.caption.empty()) out += "表：" + table.caption + "\n";
  if (!table.unit.empty()) out += "单位：" + table.unit + "\n";
  std::vector<std::string> headers;
  std::string rule = "|";
  for (const auto& column : table.columns) {
    headers.push_back(column.header);
    rule += column.alignment == document::Alignment::left    ? ":---|"
            : column.alignment == document::Alignment::right ? "---:|"
                                                             : ":---:|";
  }
  out += row_text(headers) + rule + "\n";
  for (const auto& row : table.rows)
    out += row_text(row.kind == document::RowKind::group && !row.cells.empty() ? std::vector{row.cells[0]} : row.cells);
  if (!table.source.empty()) out += (table.source.starts_with("注：") ? "" : "注：") + table.source + "\n";
  return out;
}

}  // namespace guatu::report

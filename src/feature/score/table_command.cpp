// SPDX-License-Identifier: Apache-2.0
#include "feature/score/table_command.hpp"

#include <algorithm>
#include <filesystem>

#include "base/text.hpp"
#include "engine/score/decision.hpp"
#include "engine/score/number_text.hpp"
#include "format/scoredata/wide_csv.hpp"
#include "platform/ui/shell.hpp"

namespace guatu::score {
namespace {

std::size_t width_of(std::string_view text) {
  std::size_t width = 0;
  for (const char32_t c : decode_utf8(text)) width += c >= 0x1100 ? 2 : 1;
  return width;
}

void append_node(const ScoreSession& session, std::size_t unit, std::size_t index, std::size_t depth,
                 std::vector<std::vector<std::string>>& rows) {
  const Scheme& scheme = session.computed.scheme;
  const Node& node = scheme.nodes[index];
  const auto number = [&](const auto& column) { return column.empty() ? std::string() : fixed_text(column[unit], 4); };
  const std::size_t row = session.table.units()[unit].row;
  rows.push_back(
      {std::string(2 * depth, ' ') + node.name, number(session.computed.scores[index]), number_text(node.weight),
       std::string(node.is_item() ? name_of(node.method.method) : name_of(node.aggregate.method)),
       number(session.computed.columns.items[index].value),
       node.is_item() && node.method.method != Method::vote ? session.table.cell_name(row, node.column) : ""});
  for (const int child : node.children) append_node(session, unit, static_cast<std::size_t>(child), depth + 1, rows);
}

}  // namespace

Result<NamedBytes> read_named(const std::string& path) {
  GUATU_TRY(auto bytes, ui::read_file(path));
  // Only the file's own name goes into results: a bundle must not depend on where it was computed.
  return NamedBytes{path == "-" ? path : std::filesystem::path(path).filename().string(), std::move(bytes)};
}

std::string aligned(const std::vector<std::vector<std::string>>& rows) {
  std::vector<std::size_t> widths;
  for (const auto& row : rows)
    for (std::size_t i = 0; i < row.size(); ++i) {
      if (i == widths.size()) widths.push_back(0);
      widths[i] = std::max(widths[i], width_of(row[i]));
    }
  std::string out;
  for (const auto& row : rows) {
    for (std::size_t i = 0; i < row.size(); ++i) {
      out += row[i];
      if (i + 1 < row.size()) out += std::string(widths[i] - width_of(row[i]) + 2, ' ');
    }
    out += '\n';
  }
  return out;
}

std::string aligned_csv(std::string_view csv) {
  const auto read = scoredata::read_wide_csv(csv, "");
  if (!read) return std::string(csv);
  std::vector<std::vector<std::string>> rows;
  for (std::size_t at = 0; at < read->cells.size(); at += read->columns)
    rows.emplace_back(read->cells.begin() + static_cast<std::ptrdiff_t>(at),
                      read->cells.begin() + static_cast<std::ptrdiff_t>(at + read->columns));
  return aligned(rows);
}

std::string figures_text(const WeightOutput& output) {
  std::string out;
  for (const auto& [name, value] : output.figures) out += name + " " + number_text(value) + "\n";
  return out;
}

std::vector<std::string> matrix_names(const SheetText& sheet, std::size_t size) {
  std::vector<std::string> names;
  const bool named = sheet.row_count() > size;
  for (std::size_t i = 0; i < size; ++i)
    names.push_back(named ? std::string(trim(sheet.at(0, i + 1))) : std::to_string(i + 1));
  return names;
}

std::string trace_text(const ScoreSession& session, std::size_t unit) {
  std::vector<std::vector<std::string>> rows{
      {session.table.units()[unit].name, "score", "weight", "method", "value", "cell"}};
  append_node(session, unit, session.computed.scheme.nodes.size() - 1, 0, rows);
  return aligned(rows);
}

std::vector<std::vector<std::string>> separation_rows(const ScoreSession& session, const Separation& separation) {
  std::vector<std::vector<std::string>> rows;
  for (const ItemEffect& effect : separation.items)
    rows.push_back({session.computed.scheme.nodes[static_cast<std::size_t>(effect.item)].name,
                    fixed_text(effect.own, 4), fixed_text(effect.other, 4), fixed_text(effect.effect, 4)});
  rows.push_back({"bonus - deduction", "", "", fixed_text(separation.bonus, 4)});
  rows.push_back({"interaction", "", "", fixed_text(separation.interaction, 4)});
  rows.push_back({"=", "", "", fixed_text(separation.difference, 4)});
  return rows;
}

std::vector<std::vector<std::string>> reach_rows(const ScoreSession& session, const Reach& reach) {
  std::vector<std::vector<std::string>> rows;
  for (const ItemReach& one : reach.items)
    rows.push_back({session.computed.scheme.nodes[static_cast<std::size_t>(one.item)].name, fixed_text(one.from, 4),
                    one.to ? fixed_text(*one.to, 4) : "-", fixed_text(one.limit, 4), number_text(one.place_at_limit)});
  return rows;
}

Result<ReachLimits> read_reach_limits(std::string_view share) {
  GUATU_TRY(const auto value, read_number(share, "--limit"));
  if (!(value > 0)) return refuse(ErrorKind::invalid, "--limit", "score.points_not_positive", {{"source", "--limit"}});
  return ReachLimits{value};
}

}  // namespace guatu::score

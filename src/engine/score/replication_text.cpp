// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <charconv>

#include "base/text.hpp"
#include "engine/score/number_text.hpp"
#include "engine/score/robustness.hpp"
#include "engine/score/statistics.hpp"

namespace guatu::score {
namespace {

constexpr std::size_t kFixedColumns = 3;

std::string cell_of(const SheetText& sheet, std::size_t row, std::size_t column) {
  const std::size_t number = row < sheet.rows.size() ? sheet.rows[row] : row + 1;
  return sheet.name + "!" + column_letters(column) + std::to_string(number);
}

Result<int> index_in(const std::vector<std::string>& names, const SheetText& sheet, std::size_t row,
                     std::size_t column) {
  const std::string text(trim(sheet.at(row, column)));
  const auto found = std::find(names.begin(), names.end(), text);
  if (found != names.end()) return static_cast<int>(found - names.begin());
  return refuse(ErrorKind::invalid, cell_of(sheet, row, column), "score.choice_unknown",
                {{"value", text}, {"choices", join(names, ", ")}});
}

}  // namespace

std::string write_replications(const Computed& computed, const Factors& factors,
                               const std::vector<Replication>& replications) {
  std::string out = "run,normalise,aggregate";
  for (const Node& node : computed.scheme.nodes) append_csv(out += ',', node.code);
  out += '\n';
  for (std::size_t run = 0; run < replications.size(); ++run) {
    const Replication& one = replications[run];
    out += std::to_string(run + 1) + ',' + factors.normalise[static_cast<std::size_t>(one.normalise)] + ',' +
           factors.aggregate[static_cast<std::size_t>(one.aggregate)];
    for (const double weight : one.weights) append_number(out += ',', weight);
    out += '\n';
  }
  return out;
}

Result<std::vector<Replication>> read_replications(const SheetText& sheet, const Computed& computed,
                                                   const Factors& factors) {
  std::vector<Replication> replications;
  std::vector<std::size_t> node_of;
  const std::vector<std::string> fixed{"run", "normalise", "aggregate"};
  for (std::size_t column = 0; column < sheet.columns && sheet.row_count() > 0; ++column) {
    const std::string name(trim(sheet.at(0, column)));
    const int node = computed.scheme.find(name);
    const bool known = column < kFixedColumns ? name == fixed[column] : node >= 0;
    if (!known) return refuse(ErrorKind::invalid, cell_of(sheet, 0, column), "score.item_unknown", {{"item", name}});
    node_of.push_back(static_cast<std::size_t>(std::max(node, 0)));
  }
  if (sheet.columns <= kFixedColumns || sheet.row_count() < 2)
    return refuse(ErrorKind::invalid, sheet.name, "score.no_rows");
  for (std::size_t row = 1; row < sheet.row_count(); ++row) {
    Replication one;
    GUATU_TRY(one.normalise, index_in(factors.normalise, sheet, row, 1));
    GUATU_TRY(one.aggregate, index_in(factors.aggregate, sheet, row, 2));
    for (const Node& node : computed.scheme.nodes) one.weights.push_back(node.weight);
    for (std::size_t column = kFixedColumns; column < sheet.columns; ++column) {
      const Cell cell = read_cell(sheet.at(row, column), {});
      if (cell.kind != CellKind::number || cell.value < 0)
        return refuse(ErrorKind::invalid, cell_of(sheet, row, column), "score.not_a_number",
                      {{"value", std::string(sheet.at(row, column))}});
      one.weights[node_of[column]] = cell.value;
    }
    replications.push_back(std::move(one));
  }
  return replications;
}

std::string write_run_results(const Computed& computed, const std::vector<RunResult>& results) {
  std::string out = "run,unit,total,place\n";
  for (std::size_t run = 0; run < results.size(); ++run)
    for (std::size_t unit = 0; unit < computed.units.size(); ++unit) {
      out += std::to_string(run + 1);
      append_csv(out += ',', computed.units[unit]);
      append_number(out += ',', results[run].total[unit]);
      append_number(out += ',', static_cast<double>(results[run].place[unit]));
      out += '\n';
    }
  return out;
}

}  // namespace guatu::score

// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "base/text.hpp"
#include "engine/score/number_text.hpp"
#include "engine/score/report.hpp"
#include "engine/score/statistics.hpp"

namespace guatu::score {
namespace {

void append_unit(std::string& out, const Unit& unit) {
  append_csv(out, unit.code);
  append_csv(out += ',', unit.name);
  append_csv(out += ',', unit.group);
}

std::vector<std::size_t> inner_nodes(const Scheme& scheme) {
  std::vector<std::size_t> nodes;
  for (std::size_t node = 0; node < scheme.nodes.size(); ++node)
    if (!scheme.nodes[node].is_item()) nodes.push_back(node);
  return nodes;
}

constexpr std::string_view kUnitColumns = "unit,name,group,place,published,total,raw,bonus,deduction,veto";

// A node called like a column of the unit, often `total`, must not hide it.
std::string node_column(const std::string& code) {
  const auto fixed = split(kUnitColumns, ",");
  return std::find(fixed.begin(), fixed.end(), code) == fixed.end() ? code : "node:" + code;
}

}  // namespace

std::string compute_csv(const ComputeInput& input, const Computed& computed) {
  const auto nodes = inner_nodes(computed.scheme);
  std::string out(kUnitColumns);
  for (const std::size_t node : nodes) append_csv(out += ',', node_column(computed.scheme.nodes[node].code));
  out += '\n';
  out.reserve(computed.units.size() * (nodes.size() * 20 + 100));
  for (std::size_t unit = 0; unit < computed.units.size(); ++unit) {
    append_unit(out, input.table.units()[unit]);
    append_number(out += ',', computed.place[unit]);
    out += ',';
    out += fixed_text(computed.total[unit], computed.scheme.precision);
    append_number(out += ',', computed.total[unit]);
    append_number(out += ',', computed.raw[unit]);
    append_number(out += ',', computed.bonus[unit].points);
    append_number(out += ',', computed.deduction[unit].points);
    out += ',';
    if (!computed.vetoes[unit].empty()) append_csv(out, computed.vetoes[unit].front()->code);
    for (const std::size_t node : nodes) append_number(out += ',', computed.scores[node][unit]);
    out += '\n';
  }
  return out;
}

std::string normalise_csv(const ComputeInput& input, const Computed& computed, Stage stage) {
  const auto items = computed.scheme.items();
  std::string out = "unit,name,group";
  for (const int item : items) append_csv(out += ',', computed.scheme.nodes[static_cast<std::size_t>(item)].code);
  out += '\n';
  for (std::size_t unit = 0; unit < computed.units.size(); ++unit) {
    append_unit(out, input.table.units()[unit]);
    for (const int item : items) {
      const auto node = static_cast<std::size_t>(item);
      append_number(out += ',',
                    stage == Stage::value ? computed.columns.items[node].value[unit] : computed.scores[node][unit]);
    }
    out += '\n';
  }
  return out;
}

std::string weights_csv(const std::vector<std::string>& items, const WeightOutput& output) {
  std::string out = "item,weight";
  for (const auto& [name, values] : output.columns) out += "," + name;
  out += '\n';
  for (std::size_t i = 0; i < items.size(); ++i) {
    append_csv(out, items[i]);
    append_number(out += ',', output.weights[i]);
    for (const auto& [name, values] : output.columns) append_number(out += ',', values[i]);
    out += '\n';
  }
  return out;
}

std::string topsis_csv(const DecisionTable& table, const TopsisOutput& output) {
  std::string out = "unit,place,closeness,to_ideal,to_anti_ideal\n";
  for (std::size_t unit = 0; unit < table.units.size(); ++unit) {
    append_csv(out, table.units[unit]);
    append_number(out += ',', output.place[unit]);
    append_number(out += ',', output.closeness[unit]);
    append_number(out += ',', output.to_ideal[unit]);
    append_number(out += ',', output.to_anti_ideal[unit]);
    out += '\n';
  }
  return out;
}

std::string grey_csv(const DecisionTable& table, const GreyOutput& output) {
  std::string out = "unit,place,grade";
  for (const auto& item : table.items) append_csv(out += ',', item);
  out += '\n';
  for (std::size_t unit = 0; unit < table.units.size(); ++unit) {
    append_csv(out, table.units[unit]);
    append_number(out += ',', output.place[unit]);
    append_number(out += ',', output.grade[unit]);
    for (const auto& column : output.coefficients) append_number(out += ',', column[unit]);
    out += '\n';
  }
  return out;
}

std::string robustness_csv(const Computed& computed, const Robustness& robustness) {
  std::string out = "unit,place,mean,median,q5,q95,best,worst,same\n";
  for (std::size_t unit = 0; unit < robustness.units.size(); ++unit) {
    const UnitRobustness& one = robustness.units[unit];
    append_csv(out, computed.units[unit]);
    for (const double value : {one.nominal, one.mean, one.median, one.q5, one.q95, one.best, one.worst, one.same})
      append_number(out += ',', value);
    out += '\n';
  }
  return out;
}

std::vector<std::vector<std::string>> ranking_rows(const ComputeInput& input, const Computed& computed) {
  std::vector<std::size_t> order(computed.units.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  const auto& units = input.table.units();
  const bool apart = computed.scheme.rank_scope == Scope::group;
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    if (apart && units[a].group != units[b].group) return units[a].group < units[b].group;
    const double place_a = is_present(computed.place[a]) ? computed.place[a] : 1e300;
    const double place_b = is_present(computed.place[b]) ? computed.place[b] : 1e300;
    return place_a < place_b;
  });
  std::vector<std::vector<std::string>> rows;
  for (const std::size_t unit : order) {
    std::vector<std::string> row{number_text(computed.place[unit]), units[unit].name, units[unit].group,
                                 fixed_text(computed.total[unit], computed.scheme.precision)};
    for (const int child : computed.scheme.nodes.back().children)
      row.push_back(fixed_text(computed.scores[static_cast<std::size_t>(child)][unit], computed.scheme.precision));
    if (!computed.vetoes[unit].empty()) row[0] += " *";
    rows.push_back(std::move(row));
  }
  return rows;
}

}  // namespace guatu::score

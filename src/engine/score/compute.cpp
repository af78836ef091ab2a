// SPDX-License-Identifier: Apache-2.0
#include "engine/score/compute.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "engine/score/statistics.hpp"

namespace guatu::score {
namespace {

bool parent_adds_points(const Scheme& scheme, const Node& node) {
  return node.parent >= 0 && scheme.nodes[static_cast<std::size_t>(node.parent)].aggregate.method == Aggregate::sum;
}

Result<std::vector<Operand>> operands_of(const Node& item, const Table& table) {
  std::vector<Operand> operands;
  for (const ParameterSpec& spec : find_method(name_of(item.method.method))->parameters) {
    const Parameter* parameter = spec.kind == ParameterKind::operand ? item.method.find(spec.name) : nullptr;
    if (parameter == nullptr) continue;
    if (!parameter->numbers.empty()) {
      operands.push_back({parameter->name, {parameter->numbers.front()}});
      continue;
    }
    GUATU_TRY(auto column, table.numbers(parameter->texts.front()));
    operands.push_back({parameter->name, std::move(column.value)});
  }
  return operands;
}

std::vector<Operand> gathered_operands(const std::vector<Operand>& operands, const std::vector<std::size_t>& units) {
  std::vector<Operand> result;
  for (const Operand& operand : operands)
    result.push_back(operand.values.size() == 1 ? operand : Operand{operand.name, gathered(operand.values, units)});
  return result;
}

Result<void> score_votes(const ComputeInput& input, std::size_t node, Computed& computed) {
  const Node& item = computed.scheme.nodes[node];
  GUATU_TRY(computed.items[node].votes, count_votes(item, input.ballots, computed.units));
  auto& values = computed.columns.items[node].value;
  computed.scores[node].assign(computed.units.size(), kMissing);
  const bool points = parent_adds_points(computed.scheme, item);
  if (points) computed.fractions[node] = computed.scores[node];
  for (std::size_t unit = 0; unit < computed.units.size(); ++unit) {
    if (computed.columns.screened[unit] != 0) continue;
    values[unit] = computed.items[node].votes[unit].score;
    computed.scores[node][unit] = values[unit];
    if (points) computed.fractions[node][unit] = values[unit] / 100;
  }
  computed.full[node] = 100;
  computed.items[node].scopes = {{"", 100, {}}};
  return {};
}

void adjust_units(const ComputeInput& input, Computed& computed) {
  computed.total = computed.raw;
  for (std::size_t unit = 0; unit < computed.units.size(); ++unit) {
    computed.bonus.push_back(adjust(computed.scheme.bonus, AdjustmentKind::bonus, input.events, computed.units[unit]));
    computed.deduction.push_back(
        adjust(computed.scheme.deduction, AdjustmentKind::deduction, input.events, computed.units[unit]));
    computed.total[unit] += computed.bonus.back().points - computed.deduction.back().points;
    auto& vetoes = computed.vetoes.emplace_back();
    for (const VetoRule& veto : computed.scheme.vetoes) {
      const bool fell = std::any_of(input.events.begin(), input.events.end(), [&](const Event& event) {
        return event.kind == EventKind::veto && event.source == veto.code && event.unit == computed.units[unit];
      });
      if (fell) vetoes.push_back(&veto);
    }
  }
}

bool has_effect(const std::vector<const VetoRule*>& vetoes, VetoEffect effect) {
  return std::any_of(vetoes.begin(), vetoes.end(), [&](const VetoRule* veto) { return veto->effect == effect; });
}

void give_places(const ComputeInput& input, Computed& computed) {
  for (const double total : computed.total) computed.published.push_back(published(total, computed.scheme.precision));
  computed.place = places_of(computed.scheme, input.table, ranked_totals(computed, computed.raw), computed.scores);
}

void note_findings(const ComputeInput& input, Computed& computed) {
  computed.findings = computed.scheme.findings;
  for (std::size_t unit = 0; unit < computed.units.size(); ++unit) {
    if (computed.columns.screened[unit] != 0)
      computed.findings.push_back(fmt::format("{}: left out, too few values", computed.units[unit]));
    for (const Adjustment* adjustment : {&computed.bonus[unit], &computed.deduction[unit]})
      for (const AdjustmentLine& line : adjustment->lines)
        if (!line.cut.empty())
          computed.findings.push_back(fmt::format("{} {}: {} of {} points counted ({})", line.event->cell,
                                                  line.event->evidence, line.counted, line.points, line.cut));
  }
  for (std::size_t node = 0; node < computed.scheme.nodes.size(); ++node)
    if (!computed.columns.items[node].passes_outlier_test)
      computed.findings.push_back(fmt::format("{}: still fails the outlier test", computed.scheme.nodes[node].code));
  static_cast<void>(input);
}

}  // namespace

Result<ScoredItem> score_column(const Node& item, const Table& table, const std::vector<ScopeUnits>& scopes,
                                const std::vector<double>& values) {
  GUATU_TRY(const auto operands, operands_of(item, table));
  ScoredItem scored;
  scored.score.assign(values.size(), kMissing);
  scored.fraction.assign(values.size(), kMissing);
  for (const ScopeUnits& scope : scopes) {
    const auto x = gathered(values, scope.units);
    GUATU_TRY(const auto output, apply_method({item.code, item.method, item.direction, item.weight, x, scope.codes,
                                               gathered_operands(operands, scope.units)}));
    for (std::size_t i = 0; i < scope.units.size(); ++i) {
      scored.score[scope.units[i]] = output.score[i];
      if (output.full > 0) scored.fraction[scope.units[i]] = output.score[i] / output.full;
    }
    scored.scopes.push_back({scope.group, output.full, output.resolved});
  }
  return scored;
}

Result<void> derive_scheme_weights(Computed& computed) {
  const WeightRule& rule = computed.scheme.weights;
  computed.derived.resize(computed.scheme.nodes.size());
  if (rule.method == WeightMethod::given) return {};
  for (std::size_t parent = 0; parent < computed.scheme.nodes.size(); ++parent) {
    WeightInput input;
    std::vector<std::size_t> nodes;
    for (const int child : computed.scheme.nodes[parent].children) {
      const Node& node = computed.scheme.nodes[static_cast<std::size_t>(child)];
      if (!node.is_item()) continue;
      nodes.push_back(static_cast<std::size_t>(child));
      input.items.push_back(node.code);
      input.directions.push_back(node.direction);
      std::vector<double> x;
      for (std::size_t unit = 0; unit < computed.units.size(); ++unit)
        if (computed.columns.screened[unit] == 0) x.push_back(computed.columns.items[nodes.back()].value[unit]);
      input.x.push_back(std::move(x));
    }
    if (nodes.empty()) continue;
    double points = 0;
    for (const std::size_t node : nodes) points += computed.scheme.nodes[node].weight;
    if (nodes.size() == 1) continue;
    GUATU_TRY(computed.derived[parent], derive_weights(input, rule));
    for (std::size_t i = 0; i < nodes.size(); ++i)
      computed.scheme.nodes[nodes[i]].weight = computed.derived[parent].weights[i] * points;
  }
  return {};
}

Result<void> apply_methods(const ComputeInput& input, Computed& computed) {
  const std::size_t nodes = computed.scheme.nodes.size();
  computed.items.resize(nodes);
  computed.full.assign(nodes, 0);
  computed.scores.resize(nodes);
  computed.fractions.resize(nodes);
  std::vector<Problem> problems;
  for (const int index : computed.scheme.items()) {
    const auto node = static_cast<std::size_t>(index);
    const Node& item = computed.scheme.nodes[node];
    if (item.method.method == Method::vote) {
      GUATU_CHECK(score_votes(input, node, computed));
      continue;
    }
    auto scored = score_column(item, input.table, computed.columns.scopes, computed.columns.items[node].value);
    if (!scored) {
      problems.insert(problems.end(), scored.error().problems.begin(), scored.error().problems.end());
      continue;
    }
    computed.scores[node] = std::move(scored->score);
    if (parent_adds_points(computed.scheme, item)) computed.fractions[node] = std::move(scored->fraction);
    for (const ScopeParameters& scope : scored->scopes) computed.full[node] = std::max(computed.full[node], scope.full);
    computed.items[node].scopes = std::move(scored->scopes);
  }
  if (!problems.empty()) return refuse(Error{ErrorKind::invalid, std::move(problems)});
  full_marks(computed.scheme, computed.full);
  return {};
}

std::vector<double> ranked_totals(const Computed& computed, const std::vector<double>& raw) {
  std::vector<double> ranked = raw;
  for (std::size_t unit = 0; unit < ranked.size(); ++unit) {
    ranked[unit] += computed.bonus[unit].points - computed.deduction[unit].points;
    if (computed.vetoes[unit].empty() && computed.columns.screened[unit] == 0) continue;
    if (has_effect(computed.vetoes[unit], VetoEffect::last) && is_present(ranked[unit])) ranked[unit] = -HUGE_VAL;
    if (has_effect(computed.vetoes[unit], VetoEffect::unranked) || computed.columns.screened[unit] != 0)
      ranked[unit] = kMissing;
  }
  return ranked;
}

std::vector<double> places_of(const Scheme& scheme, const Table& table, const std::vector<double>& total,
                              const NodeColumns& scores) {
  std::vector<std::vector<double>> keys{total};
  for (const auto& code : scheme.tie_chain) keys.push_back(scores[static_cast<std::size_t>(scheme.find(code))]);
  for (auto& key : keys)
    for (double& value : key) value = published(value, scheme.precision);
  if (scheme.rank_scope == Scope::all) return places(keys, scheme.ties);
  std::map<std::string, std::vector<std::size_t>> groups;
  for (std::size_t unit = 0; unit < table.units().size(); ++unit) groups[table.units()[unit].group].push_back(unit);
  std::vector<double> place(total.size(), kMissing);
  for (const auto& [group, units] : groups) {
    std::vector<std::vector<double>> own;
    for (const auto& key : keys) own.push_back(gathered(key, units));
    const auto ranked = places(own, scheme.ties);
    for (std::size_t i = 0; i < units.size(); ++i) place[units[i]] = ranked[i];
  }
  return place;
}

Result<Computed> compute(const ComputeInput& input) {
  Computed computed;
  computed.scheme = input.scheme;
  computed.units = input.table.codes();
  GUATU_TRY(computed.columns, prepare_columns(input.scheme, input.table));
  GUATU_CHECK(derive_scheme_weights(computed));
  GUATU_CHECK(apply_methods(input, computed));
  NodeColumns above;
  const TreeInput tree{computed.scheme, computed.scores, computed.fractions, computed.full, computed.units};
  GUATU_CHECK(aggregate_tree(tree, rules_of(computed.scheme), above));
  for (std::size_t node = 0; node < above.size(); ++node)
    if (!computed.scheme.nodes[node].is_item()) computed.scores[node] = std::move(above[node]);
  computed.raw = computed.scores.back();
  for (std::size_t unit = 0; unit < computed.raw.size(); ++unit)
    if (computed.columns.screened[unit] != 0) computed.raw[unit] = kMissing;
  adjust_units(input, computed);
  give_places(input, computed);
  GUATU_TRY(computed.boards, list_boards(input, computed));
  note_findings(input, computed);
  return computed;
}

}  // namespace guatu::score

// SPDX-License-Identifier: Apache-2.0
#include "feature/cycle/snapshot.hpp"

#include <algorithm>

namespace guatu::cycle {
namespace {

constexpr std::int64_t kNone = -1;

std::int64_t basis_points(Money part, Money whole) {
  if (whole.is_zero()) return kNone;
  return static_cast<std::int64_t>(ratio_of(part, whole).rounded(4).coefficient());
}

HandSet hand_set(const project::ProjectNote& note, std::string computed) {
  return {std::move(computed), note.sequence, note.written_by, note.reason, note.first, note.last};
}

FrozenLight freeze(const lights::Board& board, const lights::ProjectLight& row, const lights::ShownLight& shown) {
  FrozenLight frozen;
  frozen.project = row.project->id.value;
  const auto explanations = lights::explain(board, row, light::Tongue::chinese);
  const auto& deciding = explanations[row.lights.worst];
  frozen.light = board.rules().lights[shown.light].code;
  if (shown.by_hand != nullptr) frozen.by_hand = hand_set(*shown.by_hand, deciding.light);
  frozen.metric = deciding.metric;
  frozen.clause = deciding.clause;
  frozen.rule = deciding.rule;
  frozen.source = deciding.source;
  frozen.turns_good = deciding.turns_good;
  frozen.sentences.push_back(deciding.sentence);
  for (const auto& explanation : explanations)
    if (&explanation != &deciding) frozen.sentences.push_back(explanation.sentence);
  const light::ProjectFacts facts = board.facts(row);
  const auto slot = static_cast<std::size_t>(board.month().number() - 1);
  const bool reported = (facts.reported_months >> slot) & 1U;
  frozen.progress_basis_points = reported ? basis_points(facts.actual[slot], facts.year_plan) : kNone;
  frozen.expected_basis_points = facts.planned_months != 0 ? basis_points(facts.plan[slot], facts.year_plan) : kNone;
  return frozen;
}

}  // namespace

const unit::Unit* Snapshot::find_unit(const Id<unit::Unit>& id) const {
  const auto found = std::find_if(units.begin(), units.end(), [&](const unit::Unit& unit) { return unit.id == id; });
  return found == units.end() ? nullptr : &*found;
}

const project::Project* Snapshot::find_project(std::string_view id) const {
  const auto found = std::find_if(portfolio.projects.begin(), portfolio.projects.end(),
                                  [&](const project::Project& project) { return project.id.value == id; });
  return found == portfolio.projects.end() ? nullptr : &*found;
}

const project::ProjectYear* Snapshot::find_year(std::string_view project) const {
  for (const auto& year : portfolio.years)
    if (year.project.value == project && year.year == month.year()) return &year;
  return nullptr;
}

const FrozenLight* Snapshot::find_light(std::string_view project) const {
  const auto found =
      std::find_if(lights.begin(), lights.end(), [&](const FrozenLight& light) { return light.project == project; });
  return found == lights.end() ? nullptr : &*found;
}

std::string Snapshot::unit_name(const std::optional<Id<unit::Unit>>& id) const {
  if (!id) return {};
  const auto* unit = find_unit(*id);
  return unit == nullptr ? id->value : unit->shown_name();
}

std::vector<FrozenLight> freeze_lights(const lights::Board& board, const lights::ShownLights& shown) {
  std::vector<FrozenLight> frozen;
  frozen.reserve(board.rows().size());
  for (const auto& row : board.rows()) frozen.push_back(freeze(board, row, shown.of(row)));
  return frozen;
}

std::vector<FrozenStyle> freeze_styles(const light::RuleSet& rules) {
  std::vector<std::size_t> order(rules.lights.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return rules.severity[a] < rules.severity[b]; });
  std::vector<FrozenStyle> styles;
  for (const std::size_t i : order)
    styles.push_back({rules.lights[i].code, rules.lights[i].word, rules.lights[i].shape, rules.lights[i].colour});
  return styles;
}

std::string key_of(const indicator::Target& target) {
  return target.indicator.value + "/" + target.unit.value + "/" + std::to_string(target.year);
}

bool is_published(const indicator::Target& target) { return !target.level.empty() || !target.growth.empty(); }

PreviousCycle remember(const Snapshot& snapshot, std::string digest) {
  PreviousCycle previous{snapshot.cycle.id.value, std::move(digest), {}, {}, {}};
  for (const auto& light : snapshot.lights) previous.lights[light.project] = light.light;
  for (const auto& matter : snapshot.matters)
    if (matter::is_running(matter)) previous.matters[matter.id.value] = std::string(code_of(matter.state));
  for (const auto& target : snapshot.indicators.targets)
    if (is_published(target))
      previous.targets[key_of(target)] = {target.level, target.growth, target.adjustment_number};
  return previous;
}

}  // namespace guatu::cycle

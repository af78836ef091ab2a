// SPDX-License-Identifier: Apache-2.0
#include "feature/bulletin/comparison.hpp"

#include <algorithm>
#include <unordered_map>

#include "engine/light/rule_toml.hpp"
#include "feature/bulletin/pack_page.hpp"

namespace guatu::bulletin {
namespace {

using cycle::FrozenLight;
using cycle::is_published;
using cycle::key_of;
using cycle::Snapshot;

std::size_t severity(const Snapshot& snapshot, std::string_view code) {
  for (std::size_t i = 0; i < snapshot.styles.size(); ++i)
    if (snapshot.styles[i].code == code) return i;
  return snapshot.styles.size();
}

template <class Row, class Key>
auto index_of(const std::vector<Row>& rows, const Key& key) {
  std::unordered_map<std::string_view, const Row*> index;
  for (const Row& row : rows) index[key(row)] = &row;
  return index;
}

template <class Index>
auto look_up(const Index& index, std::string_view id) -> typename Index::mapped_type {
  const auto found = index.find(id);
  return found == index.end() ? nullptr : found->second;
}

const std::string& project_of(const FrozenLight& light) { return light.project; }
const std::string& id_of(const project::Project& project) { return project.id.value; }

std::optional<std::size_t> index_of_light(const light::RuleSet& rules, std::string_view code) {
  const auto found = std::ranges::find(rules.lights, code, &light::LightStyle::code);
  if (found == rules.lights.end()) return std::nullopt;
  return static_cast<std::size_t>(found - rules.lights.begin());
}

bool judges(const light::RuleSet& rules, std::size_t light) {
  if (light == rules.states.good || light == rules.states.done) return true;
  return std::ranges::any_of(rules.metrics, [light](const light::Metric& metric) {
    return std::ranges::any_of(
        metric.clauses, [light](const light::Clause& clause) { return !clause.is_hole && clause.light == light; });
  });
}

std::optional<light::RuleSet> rules_in(std::string_view text) {
  auto rules = light::parse_rule_set(text, "rule.toml");
  if (!rules) return std::nullopt;
  return std::move(*rules);
}

std::vector<LightMove> light_moves(const Snapshot& now, const Snapshot& before) {
  const auto projects = index_of(now.portfolio.projects, id_of);
  const auto old_projects = index_of(before.portfolio.projects, id_of);
  const auto old_lights = index_of(before.lights, project_of);
  const auto lights = index_of(now.lights, project_of);
  const LightOrder order(now.rule_text, before.rule_text);
  std::vector<LightMove> moves;
  for (const auto& light : now.lights) {
    const FrozenLight* old = look_up(old_lights, light.project);
    if (old != nullptr && old->light == light.light) continue;
    const auto* project = look_up(projects, light.project);
    if (old == nullptr)
      moves.push_back({project, &light, nullptr, {}, Move::appeared});
    else
      moves.push_back({project, &light, old, style_word(before, old->light), order.move(old->light, light.light)});
  }
  std::ranges::stable_sort(moves, {}, [&](const LightMove& move) { return severity(now, move.light->light); });
  for (const auto& old : before.lights)
    if (!lights.contains(old.project))
      moves.push_back({look_up(old_projects, old.project), nullptr, &old, style_word(before, old.light), Move::gone});
  std::erase_if(moves, [](const LightMove& move) { return move.project == nullptr; });
  return moves;
}

void compare_matters(const Snapshot& now, const Snapshot& before, Comparison& comparison) {
  const auto old =
      index_of(before.matters, [](const matter::Matter& matter) -> const std::string& { return matter.id.value; });
  for (const auto& matter : now.matters) {
    const matter::Matter* was = look_up(old, matter.id.value);
    const bool was_open = was != nullptr && matter::is_open(was->state);
    const bool is_open = matter::is_open(matter.state);
    if (was_open && !is_open) comparison.closed.push_back(&matter);
    if (is_open && !was_open) comparison.added.push_back(&matter);
  }
}

bool has_moved(const indicator::Standing& before, const indicator::Standing& after) {
  return before.month != after.month || before.value != after.value || before.growth != after.growth;
}

std::vector<FigureMove> figure_moves(const Snapshot& now, const Snapshot& before) {
  const auto by_indicator = [](const indicator::Standing& standing) -> const std::string& {
    return standing.indicator.value;
  };
  const auto old_standings = home_standings(before);
  const auto old = index_of(old_standings, by_indicator);
  const auto definitions =
      index_of(now.indicators.indicators,
               [](const indicator::Indicator& indicator) -> const std::string& { return indicator.id.value; });
  std::vector<FigureMove> moves;
  for (const auto& standing : home_standings(now)) {
    const auto* was = look_up(old, standing.indicator.value);
    if (was == nullptr && !standing.month) continue;
    if (was != nullptr && !has_moved(*was, standing)) continue;
    moves.push_back({look_up(definitions, standing.indicator.value),
                     was == nullptr ? std::nullopt : std::optional(*was), standing});
  }
  return moves;
}

bool says_the_same(const indicator::Target& one, const indicator::Target& other) {
  return one.level == other.level && one.growth == other.growth && one.adjustment_number == other.adjustment_number;
}

using Targets = std::unordered_map<std::string, const indicator::Target*>;

Targets published_targets(const Snapshot& snapshot) {
  Targets targets;
  for (const auto& target : snapshot.indicators.targets)
    if (is_published(target)) targets[key_of(target)] = &target;
  return targets;
}

std::vector<TargetMove> target_moves(const Snapshot& now, const Snapshot& before) {
  const auto id_of_indicator = [](const indicator::Indicator& one) -> const std::string& { return one.id.value; };
  const auto definitions = index_of(now.indicators.indicators, id_of_indicator);
  const auto old_definitions = index_of(before.indicators.indicators, id_of_indicator);
  const auto targets = published_targets(now);
  const auto old_targets = published_targets(before);
  std::vector<TargetMove> moves;
  for (const auto& target : now.indicators.targets) {
    if (!is_published(target)) continue;
    const auto found = old_targets.find(key_of(target));
    const auto* was = found == old_targets.end() ? nullptr : found->second;
    if (was != nullptr && says_the_same(*was, target)) continue;
    moves.push_back({look_up(definitions, target.indicator.value), was, &target,
                     was == nullptr ? TargetChange::set : TargetChange::adjusted});
  }
  for (const auto& target : before.indicators.targets)
    if (is_published(target) && !targets.contains(key_of(target)))
      moves.push_back({look_up(old_definitions, target.indicator.value), &target, nullptr, TargetChange::withdrawn});
  std::erase_if(moves, [](const TargetMove& move) { return move.indicator == nullptr; });
  std::ranges::stable_sort(moves, {}, [](const TargetMove& move) { return move.indicator->sequence; });
  return moves;
}

}  // namespace

LightOrder::LightOrder(std::string_view rule_text, std::string_view rule_text_before)
    : rules_(rules_in(rule_text)), rules_before_(rules_in(rule_text_before)) {}

Move LightOrder::move(std::string_view before, std::string_view after) const {
  if (!rules_ || !rules_before_) return Move::changed;
  const auto old_light = index_of_light(*rules_before_, before);
  const auto light = index_of_light(*rules_, after);
  if (!old_light || !light) return Move::changed;
  const bool was_judged = judges(*rules_before_, *old_light);
  const bool is_judged = judges(*rules_, *light);
  if (was_judged != is_judged) return is_judged ? Move::judged : Move::unjudged;
  const auto known = index_of_light(*rules_, before);
  if (!is_judged || !known || rules_->severity[*light] == rules_->severity[*known]) return Move::changed;
  return rules_->severity[*light] < rules_->severity[*known] ? Move::worse : Move::better;
}

std::string TargetMove::number() const {
  if (after == nullptr || (before != nullptr && before->adjustment_number == after->adjustment_number)) return {};
  return after->adjustment_number;
}

Comparison compare(const Snapshot& now, const Snapshot* before) {
  Comparison comparison;
  for (const auto& matter : now.matters)
    if (matter::is_overdue(matter, now.day)) comparison.overdue.push_back(&matter);
  std::ranges::stable_sort(comparison.overdue, {}, [](const matter::Matter* matter) { return *matter->due; });
  if (before == nullptr) return comparison;
  comparison.lights = light_moves(now, *before);
  compare_matters(now, *before, comparison);
  comparison.figures = figure_moves(now, *before);
  comparison.targets = target_moves(now, *before);
  return comparison;
}

}  // namespace guatu::bulletin

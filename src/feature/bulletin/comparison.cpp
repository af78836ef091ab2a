// SPDX-License-Identifier: Apache-2.0
#include "feature/bulletin/comparison.hpp"

#include <algorithm>
#include <unordered_map>

namespace guatu::bulletin {
namespace {

using cycle::FrozenLight;
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

std::vector<LightMove> light_moves(const Snapshot& now, const Snapshot& before) {
  const auto projects = index_of(now.portfolio.projects, id_of);
  const auto old_projects = index_of(before.portfolio.projects, id_of);
  const auto old_lights = index_of(before.lights, project_of);
  const auto lights = index_of(now.lights, project_of);
  std::vector<LightMove> moves;
  for (const auto& light : now.lights) {
    const FrozenLight* old = look_up(old_lights, light.project);
    if (old != nullptr && old->light == light.light) continue;
    const bool is_worse = old != nullptr && severity(now, light.light) < severity(now, old->light);
    const Move move = old == nullptr ? Move::appeared : (is_worse ? Move::worse : Move::better);
    moves.push_back({look_up(projects, light.project), &light, old, move});
  }
  std::ranges::stable_sort(moves, {}, [&](const LightMove& move) { return severity(now, move.light->light); });
  for (const auto& old : before.lights)
    if (!lights.contains(old.project)) moves.push_back({look_up(old_projects, old.project), nullptr, &old, Move::gone});
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

}  // namespace

Comparison compare(const Snapshot& now, const Snapshot* before) {
  Comparison comparison;
  for (const auto& matter : now.matters)
    if (matter::is_overdue(matter, now.day)) comparison.overdue.push_back(&matter);
  std::ranges::stable_sort(comparison.overdue, {}, [](const matter::Matter* matter) { return *matter->due; });
  if (before == nullptr) return comparison;
  comparison.lights = light_moves(now, *before);
  compare_matters(now, *before, comparison);
  comparison.figures = figure_moves(now, *before);
  return comparison;
}

}  // namespace guatu::bulletin

// SPDX-License-Identifier: Apache-2.0
#include "feature/indicator/indicator_check.hpp"

#include <algorithm>

#include "engine/indicator/figure.hpp"

namespace guatu::indicator {
namespace {

bool knows(const std::vector<unit::Unit>& units, const Id<unit::Unit>& id) {
  return std::ranges::find(units, id, &unit::Unit::id) != units.end();
}

Problem unknown_unit(std::string place, const Id<unit::Unit>& id) {
  return {std::move(place), "indicator.unknown_unit", {{"value", id.value}}};
}

Result<void> result_of(std::vector<Problem> problems) {
  if (problems.empty()) return {};
  return refuse(Error{ErrorKind::invalid, std::move(problems)});
}

void add_bound(std::vector<Problem>& problems, std::string_view place, const Result<Decimal>& checked) {
  if (checked) return;
  Problem problem = checked.error().problems.front();
  problem.place = place;
  problems.push_back(std::move(problem));
}

}  // namespace

Result<void> check_indicator(const Indicator& indicator, const std::vector<unit::Unit>& units) {
  std::vector<Problem> problems;
  // /indicators/matrix and /indicators/sprint are views.
  if (indicator.id.value == "matrix" || indicator.id.value == "sprint")
    problems.push_back({"id", "indicator.reserved_id", {{"value", indicator.id.value}}});
  if (indicator.responsible && !knows(units, *indicator.responsible))
    problems.push_back(unknown_unit("responsible", *indicator.responsible));
  return result_of(std::move(problems));
}

Result<void> check_estimate(const Estimate& estimate, const std::vector<unit::Unit>& units) {
  std::vector<Problem> problems;
  if (!knows(units, estimate.unit)) problems.push_back(unknown_unit("unit", estimate.unit));
  if (!estimate.value && !estimate.growth) problems.push_back({"value", "indicator.estimate_empty", {}});
  if (estimate.value) add_bound(problems, "value", figures::checked_figure(*estimate.value));
  if (estimate.growth) add_bound(problems, "growth", figures::checked_growth(*estimate.growth));
  return result_of(std::move(problems));
}

Result<void> check_peers(const PeerSet& peers, const std::vector<unit::Unit>& units) {
  std::vector<Problem> problems;
  if (!knows(units, peers.unit)) problems.push_back(unknown_unit("unit", peers.unit));
  for (std::size_t i = 0; i < peers.peers.size(); ++i)
    if (!knows(units, peers.peers[i]))
      problems.push_back(unknown_unit("peers[" + std::to_string(i) + "]", peers.peers[i]));
  return result_of(std::move(problems));
}

std::vector<Id<unit::Unit>> peers_of(const Id<unit::Unit>& unit, const std::vector<unit::Unit>& units,
                                     const std::vector<PeerSet>& sets) {
  std::vector<Id<unit::Unit>> peers;
  const auto own = std::ranges::find(units, unit, &unit::Unit::id);
  if (own == units.end()) return peers;
  const auto chosen = std::ranges::find(sets, unit, &PeerSet::unit);
  const bool is_chosen = chosen != sets.end() && !chosen->peers.empty();
  for (const auto& other : units) {
    const bool is_peer = is_chosen ? std::ranges::find(chosen->peers, other.id) != chosen->peers.end()
                                   : other.kind == own->kind && other.parent == own->parent;
    if (is_peer || other.id == unit) peers.push_back(other.id);
  }
  return peers;
}

}  // namespace guatu::indicator

// SPDX-License-Identifier: Apache-2.0
#include "engine/score/explain.hpp"

#include <algorithm>
#include <cmath>

#include "engine/score/statistics.hpp"

namespace guatu::score {
namespace {

// Totals with some item columns replaced; only what lies between them and the root is recomputed by reusing the tree.
Result<std::vector<double>> raw_totals(const Computed& computed, const NodeColumns& scores,
                                       const NodeColumns& fractions) {
  NodeColumns columns;
  GUATU_CHECK(aggregate_tree({computed.scheme, scores, fractions, computed.full, computed.units},
                             rules_of(computed.scheme), columns));
  return std::move(columns.back());
}

// One unit alone: its total with other item scores, where the others do not matter.
bool units_are_independent(const Computed& computed) {
  return std::none_of(computed.scheme.nodes.begin(), computed.scheme.nodes.end(),
                      [](const Node& node) { return !node.is_item() && node.aggregate.method == Aggregate::copeland; });
}

struct Snapshot {
  NodeColumns scores;
  NodeColumns fractions;
  std::vector<std::string> units;
};

Snapshot snapshot_of(const Computed& computed, std::size_t unit) {
  Snapshot snapshot;
  if (!units_are_independent(computed)) return {computed.scores, computed.fractions, computed.units};
  snapshot.units = {computed.units[unit]};
  for (std::size_t node = 0; node < computed.scores.size(); ++node) {
    snapshot.scores.push_back(computed.scores[node].empty() ? std::vector<double>()
                                                            : std::vector<double>{computed.scores[node][unit]});
    snapshot.fractions.push_back(
        computed.fractions[node].empty() ? std::vector<double>() : std::vector<double>{computed.fractions[node][unit]});
  }
  return snapshot;
}

Result<double> total_in(const Computed& computed, const Snapshot& snapshot, std::size_t at) {
  NodeColumns columns;
  GUATU_CHECK(aggregate_tree({computed.scheme, snapshot.scores, snapshot.fractions, computed.full, snapshot.units},
                             rules_of(computed.scheme), columns));
  return columns.back()[at];
}

// Moving one item of one unit: its column is scored again, because its extremes may have moved with it.
class Mover {
 public:
  Mover(const ComputeInput& input, const Computed& computed, std::size_t unit, std::size_t node)
      : input_(input),
        computed_(computed),
        unit_(unit),
        node_(node),
        scores_(computed.scores),
        fractions_(computed.fractions),
        values_(computed.columns.items[node].value) {}

  Result<double> place_with(double value) {
    values_[unit_] = value;
    GUATU_TRY(auto scored,
              score_column(computed_.scheme.nodes[node_], input_.table, computed_.columns.scopes, values_));
    scores_[node_] = std::move(scored.score);
    if (!fractions_[node_].empty()) fractions_[node_] = std::move(scored.fraction);
    GUATU_TRY(const auto raw, raw_totals(computed_, scores_, fractions_));
    return places_of(computed_.scheme, input_.table, ranked_totals(computed_, raw), scores_)[unit_];
  }

 private:
  const ComputeInput& input_;
  const Computed& computed_;
  std::size_t unit_;
  std::size_t node_;
  NodeColumns scores_;
  NodeColumns fractions_;
  std::vector<double> values_;
};

// Which way is better: a deduction counts what should not have happened.
double good_sign(const Node& item) { return item.method.method == Method::deduct ? -1 : sign_of(item.direction); }

Result<ItemReach> reach_by(Mover& mover, ItemReach reach, double wanted) {
  GUATU_TRY(reach.place_at_limit, mover.place_with(reach.limit));
  if (!(reach.place_at_limit <= wanted)) return reach;
  double fails = reach.from;
  double suffices = reach.limit;
  for (int step = 0; step < 60 && std::abs(suffices - fails) > 1e-12 * std::max(std::abs(suffices), std::abs(fails));
       ++step) {
    const double middle = fails + (suffices - fails) / 2;
    GUATU_TRY(const double place, mover.place_with(middle));
    (place <= wanted ? suffices : fails) = middle;
  }
  reach.to = suffices;
  return reach;
}

}  // namespace

std::vector<double> parent_correlations(const Computed& computed) {
  std::vector<double> result(computed.scheme.nodes.size(), kMissing);
  for (std::size_t node = 0; node < result.size(); ++node) {
    const int parent = computed.scheme.nodes[node].parent;
    if (parent >= 0)
      result[node] = correlation(computed.scores[node], computed.scores[static_cast<std::size_t>(parent)]);
  }
  return result;
}

Result<Separation> separate(const Computed& computed, std::size_t first, std::size_t second) {
  Separation separation;
  separation.difference = computed.total[first] - computed.total[second];
  separation.bonus = (computed.total[first] - computed.raw[first]) - (computed.total[second] - computed.raw[second]);
  Snapshot snapshot = snapshot_of(computed, first);
  const std::size_t at = snapshot.units.size() == 1 ? 0 : first;
  double explained = 0;
  for (const int item : computed.scheme.items()) {
    const auto node = static_cast<std::size_t>(item);
    ItemEffect effect{item, computed.scores[node][first], computed.scores[node][second], 0};
    const bool by_points = !computed.fractions[node].empty();
    auto& column = by_points ? snapshot.fractions[node] : snapshot.scores[node];
    const double own = column[at];
    column[at] = by_points ? computed.fractions[node][second] : computed.scores[node][second];
    GUATU_TRY(const double changed, total_in(computed, snapshot, at));
    column[at] = own;
    effect.effect = computed.raw[first] - changed;
    if (is_present(effect.effect)) explained += effect.effect;
    separation.items.push_back(effect);
  }
  std::stable_sort(separation.items.begin(), separation.items.end(),
                   [](const ItemEffect& a, const ItemEffect& b) { return std::abs(a.effect) > std::abs(b.effect); });
  separation.interaction = separation.difference - separation.bonus - explained;
  return separation;
}

Result<Reach> what_it_takes(const ComputeInput& input, const Computed& computed, std::size_t unit, double place,
                            const ReachLimits& limits) {
  Reach reach{computed.place[unit], place, {}};
  if (!is_present(reach.place_now))
    return refuse(ErrorKind::conflict, computed.units[unit], "score.unit_without_place",
                  {{"unit", computed.units[unit]}});
  for (const int item : computed.scheme.items()) {
    const auto node = static_cast<std::size_t>(item);
    const Node& one = computed.scheme.nodes[node];
    const auto& values = computed.columns.items[node].value;
    if (one.method.method == Method::vote || !is_present(values[unit])) continue;
    const double range = maximum(values) - minimum(values);
    ItemReach wanted{item, values[unit], std::nullopt, values[unit] + good_sign(one) * limits.share * range,
                     reach.place_now};
    const bool counts = one.method.method == Method::count || one.method.method == Method::deduct;
    if (counts) wanted.limit = std::max(0.0, wanted.limit);
    Mover mover(input, computed, unit, node);
    GUATU_TRY(auto found, reach_by(mover, wanted, place));
    reach.items.push_back(found);
  }
  const auto share = [&](const ItemReach& one) {
    return one.to ? std::abs(*one.to - one.from) / std::max(std::abs(one.limit - one.from), 1e-300) : 2.0;
  };
  std::stable_sort(reach.items.begin(), reach.items.end(),
                   [&](const ItemReach& a, const ItemReach& b) { return share(a) < share(b); });
  return reach;
}

}  // namespace guatu::score

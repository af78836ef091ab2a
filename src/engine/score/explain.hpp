// SPDX-License-Identifier: Apache-2.0
// Why a unit stands where it stands (得分溯源): what separates two units, what a weight really does, and what it would
// take to reach a place. Effects are found by recomputing with one thing changed, so they hold for
// every method and aggregate, and what does not add up is shown as interaction.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/score/compute.hpp"

namespace guatu::score {

// Correlation of each node's score with its parent's, over the units; NaN for the root and for constant columns.
std::vector<double> parent_correlations(const Computed& computed);

struct ItemEffect {
  int item = 0;
  double own = 0;     // item score of the first unit
  double other = 0;   // and of the second
  double effect = 0;  // by how much the first unit's total falls with the second's item score in place of its own
};

struct Separation {
  double difference = 0;          // of the totals, first − second
  double bonus = 0;               // of bonus − deduction
  std::vector<ItemEffect> items;  // by size of the effect
  double interaction = 0;         // difference − bonus − Σ effects
};

Result<Separation> separate(const Computed& computed, std::size_t first, std::size_t second);

// How far each item may be moved, in the item's own unit, from the value the method sees now.
struct ReachLimits {
  double share = 0.5;  // of the column's range, in the good direction
};

struct ItemReach {
  int item = 0;
  double from = 0;
  std::optional<double> to;  // the smallest change that suffices; none within the limit
  double limit = 0;          // the value at the limit
  double place_at_limit = 0;
};

struct Reach {
  double place_now = 0;
  double place_wanted = 0;
  std::vector<ItemReach> items;  // reachable ones first, by share of the range
};

// The other units stay as they are. An item without a value, and a vote, cannot be moved.
Result<Reach> what_it_takes(const ComputeInput& input, const Computed& computed, std::size_t unit, double place,
                            const ReachLimits& limits);

}  // namespace guatu::score

// SPDX-License-Identifier: Apache-2.0
// Aggregation (合成) of the children of one node, with weights renormalised over the values that are
// present. A node of whose children a smaller share (counted) is present than the stated minimum is
// missing. Refuses values for which a mean does not exist: zero or less under the geometric mean.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace guatu::score {

enum class Aggregate { arithmetic, geometric, harmonic, power_mean, copeland, median, minimum, sum };

struct AggregateRule {
  Aggregate method = Aggregate::arithmetic;
  double p = 1;              // of the power mean
  double minimum_share = 0;  // share of the children, counted, that must be present
};

std::optional<Aggregate> find_aggregate(std::string_view name);
std::string_view name_of(Aggregate aggregate);
std::string_view aggregate_names();

using ColumnView = std::span<const double>;

// `place` is the node's code, `units` the codes of the units; both are named in refusals. `sum` is the
// arithmetic mean here: its children come as shares of their full marks, and the caller multiplies by the points.
struct AggregateInput {
  std::string_view place;
  std::span<const ColumnView> children;
  std::span<const double> weights;
  std::span<const std::string> units;
};

// Children of weight 0 are left out; at least one must weigh more.
Result<std::vector<double>> aggregate(const AggregateInput& all, const AggregateRule& rule);

// Share of the weight by which unit i is ahead of unit j, half for equal values; over children both have.
double outranking(const AggregateInput& input, std::size_t i, std::size_t j);

}  // namespace guatu::score

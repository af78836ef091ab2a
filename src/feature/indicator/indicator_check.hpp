// SPDX-License-Identifier: Apache-2.0
// What an indicator, an estimate (预计、调度数) and a choice of peers (对比单位) must be before they are stored. An
// estimate stands in a table of its own and is never summed with a statistic. Refuses unknown units and indicators, the
// ids that addresses use, estimates that say nothing, and comparisons of a unit with itself alone.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "feature/indicator/indicator.hpp"

namespace guatu::indicator {

struct Estimate {
  Id<Indicator> indicator;
  Id<unit::Unit> unit;
  Month month;
  std::optional<Decimal> value;   // cumulative, as the indicator's own figure
  std::optional<Decimal> growth;  // in %
  std::string note;
  std::string entered_by;
  Date entered_on;
};

struct PeerSet {
  Id<unit::Unit> unit;
  std::vector<Id<unit::Unit>> peers;  // empty: as without a choice
};

// Refuses indicator.reserved_id, indicator.unknown_unit.
Result<void> check_indicator(const Indicator& indicator, const std::vector<unit::Unit>& units);
// Refuses indicator.unknown_unit, indicator.estimate_empty, indicator.figure_too_large, indicator.growth_too_large.
Result<void> check_estimate(const Estimate& estimate, const std::vector<unit::Unit>& units);
// Refuses indicator.unknown_unit.
Result<void> check_peers(const PeerSet& peers, const std::vector<unit::Unit>& units);

// Whom the unit is compared with, itself among them, in the official order that `units` have: the chosen ones, else
// those of its kind and parent.
std::vector<Id<unit::Unit>> peers_of(const Id<unit::Unit>& unit, const std::vector<unit::Unit>& units,
                                     const std::vector<PeerSet>& sets);

}  // namespace guatu::indicator

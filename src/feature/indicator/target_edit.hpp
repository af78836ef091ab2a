// SPDX-License-Identifier: Apache-2.0
// Setting and adjusting targets (目标调整): the first setting is plain; after it a change of level or growth is an
// adjustment with number, date and reason, and the target before stays beside the one after. Refuses targets that do
// not read, changes without their number, numbers without a change, month shares that fall or do not end at 100.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "feature/indicator/indicator.hpp"

namespace guatu::indicator {

struct TargetAdjustment {
  Id<Indicator> indicator;
  Id<unit::Unit> unit;
  std::int64_t year = 0;
  std::string number;
  Date adjusted_on;
  std::string level_before;
  std::string level_after;
  std::string growth_before;
  std::string growth_after;
  std::string reason;
  std::string adjusted_by;
  std::int64_t sequence = 0;
};

std::string adjustment_key(const Target& target);  // whose adjustments they are: indicator/unit/year

struct TargetWish {
  std::string level;
  std::string growth;
  std::string internal_level;
  std::string note;
  std::string adjustment_number;
  std::optional<Date> adjusted_on;
  std::string reason;
};

struct TargetEdit {
  Target target;
  std::optional<TargetAdjustment> adjustment;
};

// Refuse indicator.target_empty, indicator.target_without_number and the like, indicator.adjustment_of_nothing.
Result<TargetEdit> set_target(Target fresh, const TargetWish& wish);
// Besides, indicator.adjustment_incomplete, indicator.adjustment_without_change, indicator.adjustment_number_taken.
Result<TargetEdit> adjust_target(const Target& before, const TargetWish& wish,
                                 const std::vector<TargetAdjustment>& earlier, std::string_view actor);

// Refuses indicator.share_out_of_bounds, indicator.plan_falls, indicator.shares_not_whole.
Result<void> check_month_shares(const MonthShares& shares);

}  // namespace guatu::indicator

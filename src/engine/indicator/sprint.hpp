// SPDX-License-Identifier: Apache-2.0
// Sprint figures (冲刺): what is left of the year's plan, by month left, against the best month and the last three
// months' pace; for one project, or summed by sector. Money is exact fen. Refuses months out of range.
#pragma once

#include <array>
#include <optional>
#include <span>

#include "base/money.hpp"
#include "base/result.hpp"

namespace guatu::figures {

struct SprintFacts {
  Money year_plan;
  std::array<std::optional<Money>, 12> cumulative;  // actual, January to December; none: not reported
  int month = 0;                                    // 1…12, the last month looked at
};

enum class SprintOutlook {
  done,
  within_recent_pace,
  within_best_month,
  beyond_best_month,
  no_month_left,
  not_reported
};

struct Sprint {
  Money remaining;  // 0 when the plan is reached
  int months_left = 0;
  std::optional<Money> needed_per_month;  // rounded up to the fen; none when no month is left or nothing is needed
  std::optional<Money> best_month;        // the largest single month known
  std::optional<Money> recent_pace;       // mean of the last three months known, rounded half up
  SprintOutlook outlook = SprintOutlook::not_reported;
};

std::string_view code_of(SprintOutlook outlook);

Result<Sprint> measure_sprint(const SprintFacts& facts);  // indicator.month_out_of_range
// The sum of several: plans and actuals are added month by month. A project without a report in the month makes
// the sum not reported.
Result<Sprint> measure_sprint_of_sum(std::span<const SprintFacts> facts);

}  // namespace guatu::figures

// SPDX-License-Identifier: Apache-2.0
// Earned value and earned schedule (Lipke 2003): what the work done is worth, and at which point of the plan it should
// have been done. ES = C + (EV − PV_C)/(PV_{C+1} − PV_C), C the last period whose plan is reached; when everything is
// earned ES is the planned duration, so SPI(t) of a late project does not return to 1 as SPI does.
//
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/result.hpp"

namespace guatu::schedule {

struct EarnedInput {  // cumulative, one a period
  std::vector<double> planned;
  std::vector<double> earned;  // as far as reported
  std::vector<std::optional<double>> spent;
};

struct EarnedPeriod {
  double planned = 0;
  double earned = 0;
  std::optional<double> spent;
  double schedule_variance = 0;                  // EV − PV
  std::optional<double> schedule_index;          // EV ÷ PV
  std::optional<double> cost_variance;           // EV − AC
  std::optional<double> cost_index;              // EV ÷ AC
  std::optional<double> estimate_at_completion;  // BAC ÷ CPI
  double earned_schedule = 0;                    // in periods
  double schedule_variance_time = 0;             // ES − AT
  double schedule_index_time = 0;                // ES ÷ AT
  std::optional<double> duration_estimate;       // PD ÷ SPI(t)
};

struct EarnedReport {
  double budget = 0;            // BAC
  double planned_duration = 0;  // PD: the first period that reaches the budget
  std::vector<EarnedPeriod> periods;
};

// Refuses schedule.plan_falls, schedule.no_plan, schedule.value_below_zero.
Result<EarnedReport> earned_schedule(const EarnedInput& input);

}  // namespace guatu::schedule

// SPDX-License-Identifier: Apache-2.0
#include "engine/schedule/earned.hpp"

#include <algorithm>
#include <cmath>

namespace guatu::schedule {
namespace {

std::unexpected<Error> refused(std::size_t period, const char* code) {
  return refuse(ErrorKind::invalid, "period " + std::to_string(period), code, {{"period", std::to_string(period)}});
}

bool is_usable(double value) { return std::isfinite(value) && value >= 0; }

Result<void> check(const EarnedInput& input) {
  if (input.planned.empty() || input.planned.back() <= 0) return refused(input.planned.size(), "schedule.no_plan");
  for (std::size_t i = 0; i < input.planned.size(); ++i) {
    if (!is_usable(input.planned[i])) return refused(i + 1, "schedule.value_below_zero");
    if (i > 0 && input.planned[i] < input.planned[i - 1]) return refused(i + 1, "schedule.plan_falls");
  }
  for (std::size_t i = 0; i < input.earned.size(); ++i)
    if (!is_usable(input.earned[i]) || (i < input.spent.size() && input.spent[i] && !is_usable(*input.spent[i])))
      return refused(i + 1, "schedule.value_below_zero");
  return {};
}

std::optional<double> ratio(double above, double below) {
  return below == 0 ? std::nullopt : std::optional(above / below);
}

double earned_at(const std::vector<double>& planned, double earned, double planned_duration) {
  if (earned >= planned.back()) return planned_duration;
  const auto next = std::upper_bound(planned.begin(), planned.end(), earned);
  const auto reached = static_cast<double>(next - planned.begin());
  const double before = next == planned.begin() ? 0 : *(next - 1);
  return reached + (earned - before) / (*next - before);
}

EarnedPeriod period_of(const EarnedInput& input, std::size_t i, double planned_duration) {
  const double budget = input.planned.back();
  const double time = static_cast<double>(i + 1);
  EarnedPeriod period;
  period.planned = i < input.planned.size() ? input.planned[i] : budget;  // late projects run past their plan
  period.earned = input.earned[i];
  if (i < input.spent.size()) period.spent = input.spent[i];
  period.schedule_variance = period.earned - period.planned;
  period.schedule_index = ratio(period.earned, period.planned);
  if (period.spent) {
    period.cost_variance = period.earned - *period.spent;
    period.cost_index = ratio(period.earned, *period.spent);
    if (period.cost_index) period.estimate_at_completion = ratio(budget, *period.cost_index);
  }
  period.earned_schedule = earned_at(input.planned, period.earned, planned_duration);
  period.schedule_variance_time = period.earned_schedule - time;
  period.schedule_index_time = period.earned_schedule / time;
  period.duration_estimate = ratio(planned_duration, period.schedule_index_time);
  return period;
}

}  // namespace

Result<EarnedReport> earned_schedule(const EarnedInput& input) {
  GUATU_CHECK(check(input));
  EarnedReport report;
  report.budget = input.planned.back();
  const auto reached = std::lower_bound(input.planned.begin(), input.planned.end(), report.budget);
  report.planned_duration = static_cast<double>(reached - input.planned.begin() + 1);
  for (std::size_t i = 0; i < input.earned.size(); ++i)
    report.periods.push_back(period_of(input, i, report.planned_duration));
  return report;
}

}  // namespace guatu::schedule

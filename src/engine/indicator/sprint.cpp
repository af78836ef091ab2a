// SPDX-License-Identifier: Apache-2.0
#include "engine/indicator/sprint.hpp"

#include <algorithm>
#include <string>
#include <vector>

namespace guatu::figures {
namespace {

// Months that can be told apart: a gap in the reports leaves the months around it together, and out.
std::vector<Money> single_months(const SprintFacts& facts) {
  std::vector<Money> months;
  std::optional<Money> before = Money();
  for (int m = 0; m < facts.month; ++m) {
    const auto& now = facts.cumulative[static_cast<std::size_t>(m)];
    if (now && before) months.push_back(*now - *before);
    before = now;
  }
  return months;
}

Money mean_of_last_three(const std::vector<Money>& months) {
  const auto count = std::min<std::size_t>(3, months.size());
  Money sum;
  for (std::size_t i = months.size() - count; i < months.size(); ++i) sum += months[i];
  return Money::of_fen(static_cast<std::int64_t>(divide_half_up(sum.fen(), static_cast<int128>(count))));
}

SprintOutlook outlook_of(const Sprint& sprint) {
  if (sprint.remaining.is_zero()) return SprintOutlook::done;
  if (sprint.months_left == 0) return SprintOutlook::no_month_left;
  if (sprint.recent_pace && *sprint.needed_per_month <= *sprint.recent_pace) return SprintOutlook::within_recent_pace;
  if (sprint.best_month && *sprint.needed_per_month <= *sprint.best_month) return SprintOutlook::within_best_month;
  return SprintOutlook::beyond_best_month;
}

}  // namespace

std::string_view code_of(SprintOutlook outlook) {
  switch (outlook) {
    case SprintOutlook::done:
      return "done";
    case SprintOutlook::within_recent_pace:
      return "within_recent_pace";
    case SprintOutlook::within_best_month:
      return "within_best_month";
    case SprintOutlook::beyond_best_month:
      return "beyond_best_month";
    case SprintOutlook::no_month_left:
      return "no_month_left";
    case SprintOutlook::not_reported:
      return "not_reported";
  }
  return "";
}

Result<Sprint> measure_sprint(const SprintFacts& facts) {
  if (facts.month < 1 || facts.month > 12)
    return refuse(ErrorKind::invalid, "", "indicator.month_out_of_range", {{"value", std::to_string(facts.month)}});
  Sprint sprint;
  sprint.months_left = 12 - facts.month;
  const auto months = single_months(facts);
  if (!months.empty()) {
    sprint.best_month = *std::max_element(months.begin(), months.end());
    sprint.recent_pace = mean_of_last_three(months);
  }
  const auto& reached = facts.cumulative[static_cast<std::size_t>(facts.month - 1)];
  sprint.remaining = reached ? std::max(Money(), facts.year_plan - *reached) : facts.year_plan;
  if (!reached) return sprint;  // without the month's report nothing is promised
  if (sprint.months_left > 0 && !sprint.remaining.is_zero()) {
    const std::int64_t months_left = sprint.months_left;
    sprint.needed_per_month = Money::of_fen((sprint.remaining.fen() + months_left - 1) / months_left);
  }
  sprint.outlook = outlook_of(sprint);
  return sprint;
}

Result<Sprint> measure_sprint_of_sum(std::span<const SprintFacts> facts) {
  if (facts.empty()) return refuse(ErrorKind::invalid, "", "indicator.parts_empty", {});
  SprintFacts sum;
  sum.month = facts.front().month;
  for (auto& month : sum.cumulative) month = Money();
  for (const auto& one : facts) {
    sum.year_plan += one.year_plan;
    for (std::size_t m = 0; m < 12; ++m) {
      if (sum.cumulative[m] && one.cumulative[m])
        *sum.cumulative[m] += *one.cumulative[m];
      else
        sum.cumulative[m].reset();
    }
  }
  return measure_sprint(sum);
}

}  // namespace guatu::figures

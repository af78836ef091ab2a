// SPDX-License-Identifier: Apache-2.0
// The plan of dispatch cycles (调度安排): on which days each kind of cycle is held, how many workdays before it the
// cut-off and the reminder lie, by which day of the month the figures of the month before are due, and the band of
// 达进度. A day that is no workday moves to the next one. Refuses days and leads outside their range.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/decimal.hpp"
#include "base/id.hpp"
#include "base/result.hpp"
#include "engine/calendar/cadence.hpp"

namespace guatu::cadence {

struct CyclePlan {
  Id<CyclePlan> id{"plan"};                   // there is one
  std::optional<std::int64_t> weekly_on = 1;  // ISO weekday; none: no cycles of this kind by themselves
  std::optional<std::int64_t> half_month_on;  // day of each half of the month
  std::optional<std::int64_t> monthly_on;     // day of the month
  std::int64_t planned_weeks = 8;             // how far ahead cycles are planned by themselves
  std::int64_t cut_off_lead = 1;              // workdays before the meeting
  std::int64_t reminder_lead = 2;             // workdays before the cut-off
  std::int64_t figures_due_day = 15;          // of the next month; figures_due.hpp has which months it is for
  Decimal tolerance;                          // percentage points on both sides of the trajectory
  std::string chair;
  std::string place;
};

// Refuses cadence.out_of_range for every field that is.
Result<void> check_plan(const CyclePlan& plan);

// Refuse calendar.out_of_range.
Result<Date> cut_off_of(const calendar::Calendar& calendar, const CyclePlan& plan, Date meeting);
Result<Date> reminder_of(const calendar::Calendar& calendar, const CyclePlan& plan, Date cut_off);

struct PlannedMeeting {
  calendar::Rhythm rhythm = calendar::Rhythm::weekly;
  Date day;
  Date cut_off;
};
// Of all kinds that the plan holds, by day. Refuses what find_meetings refuses.
Result<std::vector<PlannedMeeting>> planned_meetings(const calendar::Calendar& calendar, const CyclePlan& plan,
                                                     Date first, Date last);

}  // namespace guatu::cadence

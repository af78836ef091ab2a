// SPDX-License-Identifier: Apache-2.0
#include "feature/cadence/cycle_plan.hpp"

#include <algorithm>
#include <string_view>

namespace guatu::cadence {
namespace {

using calendar::Rhythm;

constexpr int kWeekdays = 7;
constexpr int kHalfMonthDayMax = 13;  // there in every second half, also in February's
constexpr int kMonthDayMax = 28;
constexpr int kWeeksMax = 60;
constexpr int kLeadMax = 10;
constexpr int kToleranceMax = 50;
constexpr int kToleranceScaleMax = 2;

class Ranges {
 public:
  void check(std::string_view field, const std::optional<std::int64_t>& value, std::int64_t lowest,
             std::int64_t highest) {
    if (!value || (lowest <= *value && *value <= highest)) return;
    refuse_field(field, std::to_string(*value), lowest, highest);
  }
  void check_tolerance(const Decimal& value) {
    if (!value.is_negative() && value <= Decimal(kToleranceMax, 0) && value.scale() <= kToleranceScaleMax) return;
    refuse_field("tolerance", format_decimal(value), 0, kToleranceMax);
  }
  Result<void> finish() {
    if (problems_.empty()) return {};
    return refuse(Error{ErrorKind::invalid, std::move(problems_)});
  }

 private:
  void refuse_field(std::string_view field, std::string value, std::int64_t lowest, std::int64_t highest) {
    problems_.push_back(
        {std::string(field),
         "cadence.out_of_range",
         {{"value", std::move(value)}, {"lowest", std::to_string(lowest)}, {"highest", std::to_string(highest)}}});
  }

  std::vector<Problem> problems_;
};

}  // namespace

Result<void> check_plan(const CyclePlan& plan) {
  Ranges ranges;
  ranges.check("weekly_on", plan.weekly_on, 1, kWeekdays);
  ranges.check("half_month_on", plan.half_month_on, 1, kHalfMonthDayMax);
  ranges.check("monthly_on", plan.monthly_on, 1, kMonthDayMax);
  ranges.check("planned_weeks", plan.planned_weeks, 1, kWeeksMax);
  ranges.check("cut_off_lead", plan.cut_off_lead, 0, kLeadMax);
  ranges.check("reminder_lead", plan.reminder_lead, 0, kLeadMax);
  ranges.check("figures_due_day", plan.figures_due_day, 1, kMonthDayMax);
  ranges.check_tolerance(plan.tolerance);
  return ranges.finish();
}

Result<Date> cut_off_of(const calendar::Calendar& calendar, const CyclePlan& plan, Date meeting) {
  GUATU_TRY(const auto found, calendar.add_workdays(meeting, -static_cast<int>(plan.cut_off_lead)));
  return found.date;
}

Result<Date> reminder_of(const calendar::Calendar& calendar, const CyclePlan& plan, Date cut_off) {
  GUATU_TRY(const auto found, calendar.add_workdays(cut_off, -static_cast<int>(plan.reminder_lead)));
  return found.date;
}

Result<std::vector<PlannedMeeting>> planned_meetings(const calendar::Calendar& calendar, const CyclePlan& plan,
                                                     Date first, Date last) {
  const std::pair<Rhythm, std::optional<std::int64_t>> kinds[] = {
      {Rhythm::weekly, plan.weekly_on}, {Rhythm::half_monthly, plan.half_month_on}, {Rhythm::monthly, plan.monthly_on}};
  std::vector<PlannedMeeting> planned;
  for (const auto& [rhythm, anchor] : kinds) {
    if (!anchor) continue;
    const calendar::Cadence held{rhythm, static_cast<int>(*anchor), calendar::OffDayRule::next_workday};
    GUATU_TRY(const auto meetings, calendar::find_meetings(calendar, held, first, last));
    for (const auto& meeting : meetings) {
      GUATU_TRY(const Date cut_off, cut_off_of(calendar, plan, meeting.date));
      planned.push_back({rhythm, meeting.date, cut_off});
    }
  }
  std::ranges::stable_sort(planned, {}, &PlannedMeeting::day);
  return planned;
}

}  // namespace guatu::cadence

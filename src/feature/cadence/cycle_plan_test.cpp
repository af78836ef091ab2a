// SPDX-License-Identifier: Apache-2.0
#include "feature/cadence/cycle_plan.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/calendar/calendar_toml.hpp"
#include "feature/cadence/figures_due.hpp"
#include "feature/calendar/calendar_presets.hpp"
#include "tests/support/golden.hpp"

namespace guatu::cadence {
namespace {

using ::testing::ElementsAre;

calendar::Calendar calendar_2026() {
  const std::string text = testing::read_whole(testing::source_path("data/calendar/2026.toml"));
  const calendar::YearText year{"2026.toml", text};
  return *calendar::calendar_from(std::span(&year, 1));
}

TEST(CyclePlanTest, accepts) {
  EXPECT_TRUE(check_plan(CyclePlan{}));
  CyclePlan plan;
  plan.weekly_on.reset();
  plan.half_month_on = 13;
  plan.monthly_on = 28;
  plan.planned_weeks = 60;
  plan.cut_off_lead = 0;
  plan.reminder_lead = 10;
  plan.figures_due_day = 1;
  plan.tolerance = Decimal(5000, 2);
  EXPECT_TRUE(check_plan(plan));
}

TEST(CyclePlanTest, refuses) {
  const auto places = [](auto change) {
    CyclePlan plan;
    change(plan);
    std::vector<std::string> found;
    const auto checked = check_plan(plan);
    if (!checked)
      for (const Problem& problem : checked.error().problems) found.push_back(problem.place + " " + problem.code);
    return found;
  };
  const auto one = [](const char* field) { return ElementsAre(std::string(field) + " cadence.out_of_range"); };
  EXPECT_THAT(places([](CyclePlan& plan) { plan.weekly_on = 0; }), one("weekly_on"));
  EXPECT_THAT(places([](CyclePlan& plan) { plan.weekly_on = 8; }), one("weekly_on"));
  EXPECT_THAT(places([](CyclePlan& plan) { plan.half_month_on = 14; }), one("half_month_on"));
  EXPECT_THAT(places([](CyclePlan& plan) { plan.monthly_on = 29; }), one("monthly_on"));
  EXPECT_THAT(places([](CyclePlan& plan) { plan.planned_weeks = 61; }), one("planned_weeks"));
  EXPECT_THAT(places([](CyclePlan& plan) { plan.cut_off_lead = -1; }), one("cut_off_lead"));
  EXPECT_THAT(places([](CyclePlan& plan) { plan.reminder_lead = 11; }), one("reminder_lead"));
  EXPECT_THAT(places([](CyclePlan& plan) { plan.figures_due_day = 29; }), one("figures_due_day"));
  EXPECT_THAT(places([](CyclePlan& plan) { plan.tolerance = Decimal(-1, 2); }), one("tolerance"));
  EXPECT_THAT(places([](CyclePlan& plan) { plan.tolerance = Decimal(1, 3); }), one("tolerance"));
  EXPECT_THAT(places([](CyclePlan& plan) { plan.weekly_on = 9, plan.monthly_on = 0; }),
              ElementsAre("weekly_on cadence.out_of_range", "monthly_on cadence.out_of_range"));
}

TEST(FiguresDueTest, figures_are_due_by_a_day_of_the_next_month) {
  const FiguresDue as_it_comes;
  EXPECT_EQ(as_it_comes.due(Month(2026, 12)), date_of(2027, 1, 15));
  EXPECT_EQ(as_it_comes.month_at(date_of(2026, 9, 14)), Month(2026, 7));
  EXPECT_EQ(as_it_comes.month_at(date_of(2026, 9, 15)), Month(2026, 8));
  const FiguresDue tenth({{date_of(2025, 1, 1), 10}});
  EXPECT_EQ(tenth.month_at(date_of(2026, 9, 10)), Month(2026, 8));
  EXPECT_EQ(tenth.month_at(date_of(2026, 1, 9)), Month(2025, 11));
}

TEST(FiguresDueTest, what_was_due_before_a_plan_changed_keeps_its_day) {
  struct Row {
    int changed_on;  // of September
    std::int64_t day;
    int july;    // due in August
    int august;  // due in September
    int september;
  };
  for (const Row& row : {Row{1, 10, 15, 10, 10}, Row{10, 10, 15, 10, 10}, Row{11, 10, 15, 15, 10},
                         Row{15, 20, 15, 20, 20}, Row{16, 20, 15, 15, 20}, Row{16, 10, 15, 15, 10}}) {
    const FiguresDue due({{date_of(2026, 9, row.changed_on), row.day}});
    const std::string which = std::to_string(row.changed_on) + " to " + std::to_string(row.day);
    EXPECT_EQ(due.due(Month(2026, 7)), date_of(2026, 8, row.july)) << which;
    EXPECT_EQ(due.due(Month(2026, 8)), date_of(2026, 9, row.august)) << which;
    EXPECT_EQ(due.due(Month(2026, 9)), date_of(2026, 10, row.september)) << which;
  }
}

TEST(FiguresDueTest, the_month_looked_at_never_goes_back) {
  const FiguresDue due({{date_of(2026, 3, 16), 20},
                        {date_of(2026, 6, 3), 1},
                        {date_of(2026, 6, 3), 2},
                        {date_of(2026, 9, 2), 28},
                        {date_of(2026, 9, 27), 5}});
  Month before(2025, 10);
  for (Date day = date_of(2026, 1, 1); day < date_of(2027, 1, 1); day += std::chrono::days(1)) {
    EXPECT_LE(before, due.month_at(day)) << format_date(day);
    before = due.month_at(day);
  }
  EXPECT_EQ(due.due(Month(2026, 5)), date_of(2026, 6, 20));  // neither the first nor the second came in time
  EXPECT_EQ(due.due(Month(2026, 8)), date_of(2026, 9, 28));
}

// The week of the National Day of 2026: off from October 1 to 7, a make-up day on Saturday the 10th.
TEST(CyclePlanTest, meetings_move_to_workdays_and_the_cut_off_lies_before_them) {
  CyclePlan plan;
  plan.monthly_on = 25;
  const auto meetings = planned_meetings(calendar_2026(), plan, date_of(2026, 9, 21), date_of(2026, 10, 12));
  ASSERT_TRUE(meetings);
  std::vector<std::string> days;
  for (const auto& meeting : *meetings) days.push_back(format_date(meeting.day) + " " + format_date(meeting.cut_off));
  // The 25th is a holiday until Sunday the 27th, so the monthly meeting is on the Monday of the weekly one.
  EXPECT_THAT(days, ElementsAre("2026-09-21 2026-09-20", "2026-09-28 2026-09-24", "2026-09-28 2026-09-24",
                                "2026-10-08 2026-09-30", "2026-10-12 2026-10-10"));
  EXPECT_EQ(*reminder_of(calendar_2026(), plan, date_of(2026, 9, 30)), date_of(2026, 9, 28));
}

}  // namespace
}  // namespace guatu::cadence

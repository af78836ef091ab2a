// SPDX-License-Identifier: Apache-2.0
#include "engine/schedule/work_calendar.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

#include "base/date.hpp"

namespace guatu::schedule {
namespace {

DayShifts office() { return {{480, 720}, {780, 1020}}; }

std::int32_t day_number(int year, int month, int day) {
  return static_cast<std::int32_t>(date_of(year, month, day).time_since_epoch().count());
}

Moment at(int year, int month, int day, int hour, int minute = 0) {
  return Moment{day_number(year, month, day) * kTicksPerDay} + minutes(hour * 60 + minute);
}

CalendarPlan office_plan() {
  CalendarPlan plan;
  plan.name = "office";
  for (std::size_t i = 0; i < 5; ++i) plan.week[i] = office();
  return plan;
}

// The State Council's days off and make-up workdays of 2026.
WorkCalendar china_2026() {
  CalendarPlan plan = office_plan();
  const auto off = [&](int month, int first, int last) {
    for (int day = first; day <= last; ++day) plan.exceptions.push_back({day_number(2026, month, day), {}});
  };
  off(1, 1, 3), off(2, 15, 23), off(4, 4, 6), off(5, 1, 5), off(6, 19, 21), off(9, 25, 27), off(10, 1, 7);
  for (const auto& [month, day] : {std::pair{1, 4}, {2, 14}, {2, 28}, {5, 9}, {9, 20}, {10, 10}})
    plan.exceptions.push_back({day_number(2026, month, day), office()});
  return *WorkCalendar::make(std::move(plan));
}

TEST(WorkCalendar, CountsTheWorkdaysOf2026ByMonth) {
  const WorkCalendar calendar = china_2026();
  const int expected[] = {21, 16, 22, 21, 19, 21, 23, 21, 22, 18, 21, 23};
  for (int month = 1; month <= 12; ++month) {
    const Moment first = at(2026, month, 1, 0);
    const Moment next = month == 12 ? at(2027, 1, 1, 0) : at(2026, month + 1, 1, 0);
    EXPECT_EQ(whole_minutes(calendar.work_between(first, next)), expected[month - 1] * 480) << month;
  }
}

TEST(WorkCalendar, FinishesBeforeAndStartsAfterAHoliday) {
  const WorkCalendar calendar = china_2026();
  // Ten days from Wednesday 23 September: 24, (25–27 off), 28, 29, 30, (1–7 off), 8, 9, 10 make-up, 12, 13.
  EXPECT_EQ(calendar.add(at(2026, 9, 23, 8), minutes(10 * 480)), at(2026, 10, 13, 17));
  EXPECT_EQ(calendar.next_work(at(2026, 9, 30, 17)), at(2026, 10, 8, 8));
  EXPECT_EQ(calendar.previous_work(at(2026, 10, 8, 8)), at(2026, 9, 30, 17));
  EXPECT_EQ(calendar.add(at(2026, 10, 8, 8), minutes(-480)), at(2026, 9, 30, 8));
}

TEST(WorkCalendar, ZeroLengthMovesNothing) {
  const WorkCalendar calendar = china_2026();
  EXPECT_EQ(calendar.add(at(2026, 10, 3, 12), Span{}), at(2026, 10, 3, 12));
  EXPECT_EQ(calendar.work_between(at(2026, 10, 1, 0), at(2026, 10, 7, 23)), Span{});
}

TEST(WorkCalendar, StaysExactFarOutsideItsWindow) {
  const WorkCalendar calendar = china_2026();
  const Span century = minutes(480LL * 5 * 52 * 100);
  const Moment far = calendar.add(at(2027, 1, 4, 8), century);
  EXPECT_EQ(calendar.work_between(at(2027, 1, 4, 8), far), century);
  const Moment past = calendar.add(at(2025, 1, 6, 8), -century);
  EXPECT_EQ(calendar.work_between(past, at(2025, 1, 6, 8)), century);
}

TEST(WorkCalendar, AddAndMeasureAreInverse) {
  const WorkCalendar calendars[] = {china_2026(), *WorkCalendar::make(office_plan()), WorkCalendar::round_the_clock()};
  std::mt19937 random(7);
  std::uniform_int_distribution<std::int64_t> moment(at(2024, 1, 1, 0).ticks, at(2028, 1, 1, 0).ticks);
  std::uniform_int_distribution<std::int64_t> length(1, 400 * 4800);
  for (int i = 0; i < 3000; ++i) {
    const WorkCalendar& calendar = calendars[i % 3];
    const Moment from{moment(random)};
    const Span span{length(random)};
    const Moment finish = calendar.add(from, span);
    ASSERT_EQ(calendar.work_between(from, finish), span);
    ASSERT_EQ(calendar.previous_work(finish), finish);  // a finish lies at the end of work
    const Moment start = calendar.add(from, -span);
    ASSERT_EQ(calendar.work_between(start, from), span);
    ASSERT_EQ(calendar.next_work(start), start);
    ASSERT_LE(from, calendar.next_work(from));
    ASSERT_EQ(calendar.work_between(from, calendar.next_work(from)), Span{});
  }
}

TEST(WorkCalendar, WorksOnlyWhenBothDo) {
  CalendarPlan mornings = office_plan();
  mornings.week.fill({{480, 600}});
  mornings.exceptions.push_back({day_number(2026, 3, 3), {}});
  const WorkCalendar both = *WorkCalendar::both(*WorkCalendar::make(office_plan()), *WorkCalendar::make(mornings));
  EXPECT_EQ(both.work_between(at(2026, 3, 2, 0), at(2026, 3, 9, 0)),
            minutes(4 * 120));  // Monday to Friday without Tuesday
}

TEST(WorkCalendar, JoinsShiftsThatTouchAndDropsEmptyOnes) {
  CalendarPlan plan;
  plan.week[0] = {{600, 700}, {480, 600}, {300, 300}, {1400, 2000}};
  const WorkCalendar calendar = *WorkCalendar::make(plan);
  EXPECT_THAT(calendar.plan().week[0], testing::ElementsAre(Shift{480, 700}, Shift{1400, 1440}));
  EXPECT_EQ(calendar.workday(), minutes(260));
}

struct Refusal {
  const char* why;
  CalendarPlan plan;
  const char* code;
};

TEST(WorkCalendar, Refuses) {
  CalendarPlan far = office_plan();
  far.exceptions = {{0, {}}, {300'000, {}}};
  CalendarPlan idle;
  idle.exceptions = {{0, {{480, 960}}}};
  for (const Refusal& row : {Refusal{"a week without work", idle, "schedule.calendar_without_work"},
                             Refusal{"exceptions centuries apart", far, "schedule.calendar_too_long"}}) {
    const auto calendar = WorkCalendar::make(row.plan);
    ASSERT_FALSE(calendar) << row.why;
    EXPECT_EQ(calendar.error().problems.front().code, row.code) << row.why;
  }
}

}  // namespace
}  // namespace guatu::schedule

// SPDX-License-Identifier: Apache-2.0
#include "engine/loop/recount.hpp"

#include <gtest/gtest.h>

namespace guatu::loop {
namespace {

using calendar::Calendar;
using calendar::Certainty;
using calendar::DayKind;

calendar::PublishedYear year_2026() { return {2026, {{"一号", "", ""}}, {}}; }

// New Year's Day to the 3rd off, the 9th (a Saturday) worked.
Calendar with_2027() {
  calendar::PublishedYear year{2027, {{"二号", "", ""}}, {}};
  for (int day = 1; day <= 3; ++day) year.days.push_back({date_of(2027, 1, day), DayKind::holiday, "元旦", "二号"});
  year.days.push_back({date_of(2027, 1, 9), DayKind::workday, "调休", "二号"});
  return *Calendar::from({year_2026(), std::move(year)});
}

struct Counted {
  Course course;
  Kind kind;
};

// Given on 28 December 2026, counted without the notice of 2027.
Counted counted(Limit limit, calendar::EndRule end) {
  Counted made;
  made.kind.done = limit;
  made.kind.end = end;
  made.course.state = State::working;
  made.course.registered_on = made.course.round_began_on = made.course.assigned_on = date_of(2026, 12, 28);
  const auto due = *end_of(limit, date_of(2026, 12, 28), made.kind, *Calendar::from({year_2026()}));
  made.course.due = made.course.original_due = due.due;
  made.course.due_certainty = due.certainty;
  return made;
}

Limit workdays(int count) { return {{count, calendar::TermUnit::workdays}, 0}; }

TEST(RecountTest, a_provisional_date_is_counted_by_the_notice_and_the_original_one_stays) {
  Counted made = counted(workdays(7), calendar::EndRule::stay);
  ASSERT_EQ(made.course.due, date_of(2027, 1, 6));
  ASSERT_EQ(made.course.due_certainty, Certainty::provisional);
  EXPECT_TRUE(*recount_due(made.course, made.kind, with_2027()));
  EXPECT_EQ(made.course.due, date_of(2027, 1, 7));  // the 1st is a holiday
  EXPECT_EQ(made.course.original_due, date_of(2027, 1, 6));
  EXPECT_EQ(made.course.due_certainty, Certainty::published);
  EXPECT_FALSE(*recount_due(made.course, made.kind, with_2027()));  // once
}

TEST(RecountTest, a_worked_weekend_brings_it_nearer) {
  Counted made = counted(workdays(10), calendar::EndRule::stay);
  ASSERT_EQ(made.course.due, date_of(2027, 1, 11));
  EXPECT_TRUE(*recount_due(made.course, made.kind, with_2027()));  // one holiday more, one weekend day less
  EXPECT_EQ(made.course.due, date_of(2027, 1, 11));
  Counted rolled = counted({{12, calendar::TermUnit::calendar_days}, 0}, calendar::EndRule::roll_to_workday);
  ASSERT_EQ(rolled.course.due, date_of(2027, 1, 11));  // the 9th is a Saturday
  EXPECT_TRUE(*recount_due(rolled.course, rolled.kind, with_2027()));
  EXPECT_EQ(rolled.course.due, date_of(2027, 1, 9));
}

TEST(RecountTest, what_was_published_or_named_stays) {
  Counted made = counted({{20, calendar::TermUnit::calendar_days}, 0}, calendar::EndRule::stay);
  ASSERT_EQ(made.course.due_certainty, Certainty::published);
  const Course before = made.course;
  EXPECT_FALSE(*recount_due(made.course, made.kind, with_2027()));
  EXPECT_EQ(made.course, before);
  Counted none = counted(workdays(7), calendar::EndRule::stay);
  none.course.due.reset();
  EXPECT_FALSE(*recount_due(none.course, none.kind, with_2027()));
}

TEST(RecountTest, a_suspension_moves_it_as_before) {
  Counted made = counted(workdays(7), calendar::EndRule::roll_to_workday);
  made.kind.suspended_time = SuspendedTime::moves_due;
  made.course.suspensions = {{date_of(2026, 12, 29), "x", date_of(2026, 12, 31)}};
  made.course.due = date_of(2027, 1, 8);  // the 6th and two days
  EXPECT_TRUE(*recount_due(made.course, made.kind, with_2027()));
  EXPECT_EQ(made.course.due, date_of(2027, 1, 9));  // the 7th and two days, a worked Saturday
}

TEST(RecountTest, a_named_date_that_a_suspension_moved_only_rolls_off_a_day_off) {
  Counted made = counted(workdays(7), calendar::EndRule::roll_to_workday);
  made.course.due = date_of(2027, 1, 1);
  EXPECT_TRUE(*recount_due(made.course, made.kind, with_2027()));
  EXPECT_EQ(made.course.due, date_of(2027, 1, 4));
  made.course.due = date_of(2027, 1, 5);
  made.course.due_certainty = Certainty::provisional;
  EXPECT_TRUE(*recount_due(made.course, made.kind, with_2027()));
  EXPECT_EQ(made.course.due, date_of(2027, 1, 5));
  EXPECT_EQ(made.course.due_certainty, Certainty::published);
}

TEST(RecountTest, without_a_notice_it_stays_provisional) {
  Counted made = counted(workdays(7), calendar::EndRule::stay);
  EXPECT_FALSE(*recount_due(made.course, made.kind, *Calendar::from({year_2026()})));
  EXPECT_EQ(made.course.due_certainty, Certainty::provisional);
}

}  // namespace
}  // namespace guatu::loop

// SPDX-License-Identifier: Apache-2.0
#include "feature/matter/handling.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "feature/matter/ask.hpp"
#include "feature/matter/kinds_test.hpp"

namespace guatu::matter {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

Date day(int month, int number) { return date_of(2026, month, number); }
const Date kToday = date_of(2026, 9, 21);

Matter imported() {
  Matter row;
  row.id.value = "云调督〔2026〕1号";
  row.kind = "会议交办";
  row.text = "征拆方案";
  row.lead = Id<unit::Unit>{"U01"};
  row.assisting = {{"U02"}, {"U03"}};
  row.registered_on = day(9, 1);
  row.assigned_on = day(9, 2);
  row.original_due = row.due = day(9, 18);
  row.state = State::working;
  return row;
}

loop::Course course_of_row(const Matter& row, const Told& told = {}) {
  return course_of(row, told, loop::find_kind(kinds(), row.kind), kToday);
}

TEST(HandlingTest, a_course_made_from_a_row_shows_that_row) {
  for (const auto& state : kStates) {
    Matter row = imported();
    row.state = state.value;
    if (state.value <= State::registered) {
      row.lead.reset();
      row.assisting.clear();
      row.assigned_on.reset();
      row.original_due.reset();
      row.due.reset();
    }
    if (state.value == State::draft) row.registered_on.reset();
    if (!is_open(state.value)) row.done_on = day(9, 15);
    EXPECT_TRUE(agrees(row, course_of_row(row), *loop::find_kind(kinds(), "meeting"))) << state.code;
  }
  for (const char* side : {"挂牌", "中止", "撤销", "合并", "反弹"}) {
    Matter row = imported();
    row.side_state = side;
    EXPECT_TRUE(agrees(row, course_of_row(row), *loop::find_kind(kinds(), "meeting"))) << side;
  }
}

TEST(HandlingTest, takes_from_a_workbook_who_replied_and_what_waits) {
  Matter row = imported();
  row.coordination_level = "联系领导";
  row.kind = "项目问题";
  Told told;
  told.reports = {{row.id, 1, day(9, 5), Id<unit::Unit>{"U02"}, "已核定", ""},
                  {row.id, 2, day(9, 9), Id<unit::Unit>{"U09"}, "曾经办理", ""}};
  told.extensions = {{row.id, day(9, 3), {}, day(9, 18), day(9, 20), "同意", day(9, 4), "", ""},
                     {row.id, day(9, 10), {}, day(9, 18), day(10, 8), "待批", {}, "", "等批复"}};
  const auto course = course_of_row(row, told);
  EXPECT_EQ(course.assisting[0].replied_on, day(9, 5));
  EXPECT_FALSE(course.assisting[1].replied_on);
  EXPECT_EQ(course.last_on, day(9, 10));
  EXPECT_EQ(course.extensions, 1);
  ASSERT_TRUE(course.extension);
  EXPECT_EQ(course.extension->due_asked, day(10, 8));
  EXPECT_EQ(course.level, 2);
  // Whoever reported for U09 worked on it, though nobody knows who it was: that unit never judges it.
  ASSERT_EQ(course.hands.size(), 2U);
  EXPECT_EQ(course.hands[1].unit, loop::UnitId{"U09"});
}

TEST(HandlingTest, dates_that_a_workbook_lacks_or_has_in_the_future_do_not_stop_the_course) {
  Matter row = imported();
  row.assigned_on.reset();
  row.reported_on = day(10, 30);
  auto course = course_of_row(row);
  EXPECT_EQ(course.assigned_on, day(9, 1));
  EXPECT_EQ(course.last_on, kToday);
  row.registered_on.reset();
  row.original_due.reset();
  row.reported_on.reset();
  course = course_of_row(row);
  EXPECT_EQ(course.registered_on, kToday);
  EXPECT_EQ(course.original_due, day(9, 18));
}

std::vector<std::string> lines(const loop::Course& course, const char* kind) {
  const auto* found = *kind == '\0' ? nullptr : loop::find_kind(kinds(), kind);
  Matter row;
  row.id.value = course.id.value;
  std::vector<std::string> told;
  for (const auto& duty : duty_rows(row, *asks_of(course, found, calendar_of_2026())))
    told.push_back(duty.audience + " " + std::string(code_of(*duty.act)) + " " +
                   (duty.due == kNoDue ? "-" : format_date(duty.due)));
  return told;
}

TEST(AskTest, asks_whose_move_it_is) {
  Matter row = imported();
  row.state = State::assigned;
  EXPECT_THAT(lines(course_of_row(row), "meeting"),
              ElementsAre("unit:U01 accept 2026-09-09", "unit:U02 accept 2026-09-18", "unit:U03 accept 2026-09-18"));
  row.state = State::working;
  EXPECT_THAT(lines(course_of_row(row), "meeting"),
              ElementsAre("unit:U01 report 2026-09-09", "unit:U02 accept 2026-09-18", "unit:U03 accept 2026-09-18"));
  row.reported_on = day(9, 8);
  row.state = State::reported;
  row.assisting.clear();
  EXPECT_THAT(lines(course_of_row(row), "meeting"), ElementsAre("unit:U01 request_completion 2026-09-18"));
  EXPECT_THAT(lines(course_of_row(row), ""), ElementsAre("unit:U01 request_completion 2026-09-18"));
  row.state = State::accepted;
  row.reported_on.reset();
  EXPECT_THAT(lines(course_of_row(row), ""), ElementsAre("unit:U01 report 2026-09-18"));
  row.state = State::returned;
  EXPECT_THAT(lines(course_of_row(row), "meeting"), ElementsAre("unit:U01 work 2026-09-09"));
  row.state = State::completion_requested;
  EXPECT_THAT(lines(course_of_row(row), "meeting"), ElementsAre("verifier verify 2026-09-18"));
  row.verifier = Id<unit::Unit>{"U07"};
  row.state = State::verifying;
  EXPECT_THAT(lines(course_of_row(row), "meeting"), ElementsAre("verifier:U07 confirm 2026-09-18"));
  row.state = State::closed;
  EXPECT_THAT(lines(course_of_row(row), "meeting"), IsEmpty());
}

TEST(AskTest, asks_the_office_for_what_the_kind_wants_before_closing) {
  Matter row = imported();
  row.state = State::done;
  row.done_on = day(9, 15);
  const auto asked = [&](const char* kind) { return lines(course_of_row(row), kind).front().substr(0, 16); };
  EXPECT_EQ(asked("meeting"), "office close 202");
  EXPECT_EQ(asked("rectification"), "office publicise");
  EXPECT_EQ(asked("instruction"), "office report_up");
  EXPECT_EQ(asked("enterprise_case"), "office call_back");
  auto course = course_of_row(row);
  course.called_back_on = day(9, 16);
  EXPECT_EQ(lines(course, "enterprise_case").front(), "office close 2026-09-18");
  row.state = State::publicised;
  EXPECT_EQ(asked("rectification"), "office close 202");
}

TEST(AskTest, asks_the_signer_instead_of_the_unit_and_nobody_when_it_is_over) {
  auto course = course_of_row(imported());
  loop::Held held;
  held.request.actor.unit = loop::UnitId{"U01"};
  held.chain = {loop::SignLevel::deputy};
  course.held.push_back(held);
  course.assisting.clear();
  EXPECT_THAT(lines(course, "meeting"), ElementsAre("sign:deputy:U01 sign 2026-09-18"));
  course.extension = loop::ExtensionAsk{day(9, 10), day(10, 8), "", {}};
  EXPECT_THAT(lines(course, "meeting"),
              ElementsAre("office decide_extension 2026-09-18", "sign:deputy:U01 sign 2026-09-18"));
  course.suspensions.push_back({day(9, 11), "", {}});
  EXPECT_THAT(lines(course, "meeting"), ElementsAre("office resume 2026-09-18"));
  course.ending = loop::Ending{};
  EXPECT_THAT(lines(course, "meeting"), IsEmpty());
}

TEST(AskTest, lines_are_used_again) {
  const auto line = [](std::int64_t slot, const char* audience) {
    DutyRow row;
    row.slot = slot;
    row.audience = audience;
    row.due = kNoDue;
    return row;
  };
  const auto told = [](const std::vector<DutyRow>& rows) {
    std::string text;
    for (const auto& row : rows) text += std::to_string(row.slot) + row.audience + " ";
    return text;
  };
  EXPECT_EQ(told(placed({}, {line(0, "a"), line(0, "b")})), "0a 1b ");
  EXPECT_EQ(told(placed({line(0, "a"), line(1, "b")}, {line(0, "b")})), "0 1b ");
  EXPECT_EQ(told(placed({line(0, "a"), line(1, "b")}, {line(0, "c"), line(0, "b"), line(0, "d")})), "0c 1b 2d ");
  EXPECT_EQ(told(placed({line(0, ""), line(1, "b")}, {line(0, "d")})), "0d 1 ");
  EXPECT_EQ(told(placed({line(0, "a")}, {})), "0 ");
}

TEST(AskTest, one_audience_is_asked_for_what_is_due_first) {
  Matter row = imported();
  row.started_by = "linyan";
  std::vector<Ask> asks(2);
  asks[0].act = loop::Act::report;
  asks[0].due = day(9, 30);
  asks[1].act = loop::Act::accept;
  asks[1].due = day(9, 10);
  const auto rows = duty_rows(row, asks);
  ASSERT_EQ(rows.size(), 2U);
  EXPECT_EQ(rows[0].act, loop::Act::accept);
  EXPECT_EQ(rows[1].audience, "by:linyan");
  EXPECT_FALSE(rows[1].act);
}

}  // namespace
}  // namespace guatu::matter

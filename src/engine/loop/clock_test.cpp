// SPDX-License-Identifier: Apache-2.0
#include "engine/loop/clock.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/loop/story_test.hpp"

namespace guatu::loop {
namespace {

// Each line of the input with what it gives below it.
TEST(LoopStories, golden) {
  testing::check_golden("loop", [](const std::string& input) {
    Story story;
    std::string output;
    for (const auto& line : split(input, "\n")) {
      const std::string told = story.tell(line);
      if (!told.empty()) output += line + "\n  " + told + "\n";
    }
    return output;
  });
}

TEST(LoopClock, there_is_none_before_anything_happened) {
  EXPECT_FALSE(*step_clock({}, built_in_kinds()[0], china(), day("2026-03-02")));
  EXPECT_FALSE(whole_clock({}, day("2026-03-02")));
  Story draft;
  draft.must("2026-03-02 office draft");
  EXPECT_EQ(draft.tell("clock 2026-03-05"), "step draft 3d suspended 0 due - overdue 0");
  EXPECT_EQ(draft.tell("duties 2026-03-05"), "nothing");
}

TEST(LoopClock, the_step_begins_anew_and_the_whole_does_not) {
  for (const auto& state : kStates) {
    Story story;
    std::string way = way_to(state.value);
    if (state.value == State::publicised)  // a meeting item is not
      way = "kind rectification\n" + replace_all(way, "office register", "office register grade=staged");
    story.must(way);
    const auto whole = whole_clock(story.course(), day("2026-04-30"));
    if (state.value == State::draft) continue;
    EXPECT_EQ(whole->since, day("2026-03-02")) << state.code;
    const auto step = **step_clock(story.course(), story.kind(), china(), day("2026-04-30"));
    EXPECT_EQ(step.step, state.value);
    EXPECT_EQ(step.since, *story.course().last_on) << state.code;
  }
}

TEST(LoopClock, staying_in_a_step_does_not_begin_it_anew) {
  Story story;
  story.must(
      way_to(State::working) +
      "2026-03-05 office remind text=t;2026-03-06 office put_on_list reason=r;2026-03-07 leader instruct text=t;"
      "2026-03-08 lead ask_extension date=2026-05-01 reason=r;2026-03-09 office decide_extension verdict=granted");
  EXPECT_EQ(story.course().step_since, day("2026-03-03"));
  story.must("2026-03-10 lead report text=t;2026-03-11 lead report text=t");
  EXPECT_EQ(story.course().step_since, day("2026-03-11"));  // feeding back again is a new step
}

TEST(LoopClock, is_overdue_the_day_after_and_stops_when_done) {
  Story story;
  story.must(way_to(State::working));
  EXPECT_EQ(whole_clock(story.course(), day("2026-03-22"))->overdue_days, 0);
  EXPECT_EQ(whole_clock(story.course(), day("2026-03-23"))->overdue_days, 1);
  Story late;
  late.must(way_to(State::working) +
            "2026-03-23 lead request_completion text=t;2026-03-24 verifier verify;"
            "2026-03-25 verifier confirm text=t");
  EXPECT_EQ(whole_clock(late.course(), day("2026-06-01"))->overdue_days, 3);
  EXPECT_EQ(whole_clock(late.course(), day("2026-06-01"))->days, 23);
  late.must("2026-03-26 office close");
  EXPECT_EQ(whole_clock(late.course(), day("2026-06-01"))->overdue_days, 3);
}

TEST(LoopClock, shows_what_it_would_be_without_the_extension) {
  Story story;
  story.must(
      way_to(State::working) +
      "2026-03-05 lead ask_extension date=2026-04-10 reason=r;2026-03-06 office decide_extension verdict=granted");
  const auto whole = *whole_clock(story.course(), day("2026-04-12"));
  EXPECT_EQ(whole.overdue_days, 2);
  EXPECT_EQ(whole.original_overdue_days, 21);
}

TEST(LoopClock, shows_suspended_days_and_takes_none_off) {
  Story story;
  story.must(way_to(State::working) + "2026-03-10 office suspend reason=flood");
  EXPECT_EQ(story.tell("clock 2026-03-30"),
            "step working 27d suspended 20 due 2026-03-09 overdue 0 | whole since 2026-03-02 28d suspended 20 due "
            "2026-03-22 overdue 0 originally 2026-03-22 overdue 0");
  EXPECT_EQ(story.tell("duties 2026-03-30"), "nothing");
  story.must("2026-03-30 office resume");
  EXPECT_EQ(story.tell("clock 2026-03-31"),
            "step working 28d suspended 20 due 2026-03-09 overdue 22 | whole since 2026-03-02 29d suspended 20 due "
            "2026-03-22 overdue 9 originally 2026-03-22 overdue 9");
}

// A kind that says so: the current date and the limit of the step move, the original date does not.
class MovingClock : public ::testing::Test {
 protected:
  MovingClock() : kind_(*find_kind(built_in_kinds(), "meeting")) { kind_.suspended_time = SuspendedTime::moves_due; }
  void take(Act act, const char* who, const char* on) {
    Request request;
    request.act = act;
    request.actor = actor_of(who);
    request.text = request.reason = "r";
    request.lead = UnitId{"U01"};
    const auto event = decide(course_, request, {day(on), kind_, china(), {}, {}});
    ASSERT_TRUE(event) << text_of(event.error());
    course_ = event->after;
  }
  std::string duties() const {
    std::string told;
    const auto owed = *open_duties(course_, kind_, china());
    for (const auto& duty : owed) told += std::string(code_of(duty.kind)) + " " + format_date(duty.due) + " ";
    return told;
  }
  Kind kind_;
  Course course_;
};

TEST_F(MovingClock, moves_dates_by_the_days_that_were_suspended) {
  take(Act::enter, "office", "2026-03-02");
  take(Act::assign, "office", "2026-03-02");
  EXPECT_EQ(duties(), "report 2026-03-09 done 2026-03-22 ");
  take(Act::suspend, "office", "2026-03-04");
  take(Act::resume, "office", "2026-03-14");
  EXPECT_EQ(duties(), "report 2026-03-19 done 2026-04-01 ");
  EXPECT_EQ(course_.original_due, day("2026-03-22"));
  take(Act::suspend, "office", "2026-03-16");
  EXPECT_EQ((*step_clock(course_, kind_, china(), day("2026-03-18")))->suspended_days, 12);
  take(Act::resume, "office", "2026-03-16");
  EXPECT_EQ(duties(), "report 2026-03-19 done 2026-04-01 ");
  // Only what was suspended since the limit began counts for it.
  take(Act::accept, "lead", "2026-03-17");
  take(Act::report, "lead", "2026-03-17");
  kind_.feedback_every = Limit{{7, calendar::TermUnit::calendar_days}, 0};
  EXPECT_EQ(duties(), "report 2026-03-24 done 2026-04-01 ");
}

TEST_F(MovingClock, an_end_that_moved_onto_a_day_off_rolls_where_the_kind_rolls) {
  kind_.end = calendar::EndRule::roll_to_workday;
  take(Act::enter, "office", "2026-03-02");
  take(Act::assign, "office", "2026-03-02");
  EXPECT_EQ(course_.due, day("2026-03-23"));
  take(Act::suspend, "office", "2026-03-04");
  take(Act::resume, "office", "2026-03-09");  // five days on lies Saturday 28 March
  EXPECT_EQ(course_.due, day("2026-03-30"));
  EXPECT_EQ(course_.due_certainty, calendar::Certainty::published);
}

TEST(LoopClock, says_what_rests_on_a_notice_that_is_not_there) {
  Story story;
  story.must("2026-12-28 office register;2026-12-28 office assign lead=U01");
  EXPECT_EQ(story.tell("duties 2026-12-28"), "report U01 2027-01-04 provisional, done U01 2027-01-17");
  story.must("2026-12-28 lead accept");
  EXPECT_NE(story.tell("clock 2026-12-28").find("provisional"), std::string::npos);
  // A legal limit that waits for the notice still has a clock.
  Story petition;
  petition.must("kind petition;2026-12-28 office draft");
  EXPECT_EQ(petition.tell("duties 2026-12-28"), "register - 2027-01-12 provisional");
}

TEST(LoopClock, refuses_days_beyond_the_calendar) {
  Kind kind = *find_kind(built_in_kinds(), "meeting");
  Course course;
  course.state = State::assigned;
  course.lead = UnitId{"U01"};
  course.step_since = course.assigned_on = course.registered_on = day("2199-12-30");
  kind.accept = Limit{{5, calendar::TermUnit::workdays}, 0};
  EXPECT_EQ(step_clock(course, kind, china(), day("2199-12-31")).error().problems[0].code, "calendar.out_of_range");
  EXPECT_EQ(open_duties(course, kind, china()).error().problems[0].code, "calendar.out_of_range");
}

TEST(LoopClock, verification_has_one_limit_over_both_its_steps) {
  Kind kind = *find_kind(built_in_kinds(), "meeting");
  kind.verify = Limit{{3, calendar::TermUnit::workdays}, 0};
  Story story;
  story.must(way_to(State::verifying));
  const auto owed = *open_duties(story.course(), kind, china());
  EXPECT_EQ(owed[0], (Duty{DutyKind::verify, std::nullopt, day("2026-03-10"), calendar::Certainty::published, 0}));
}

TEST(LoopClock, quarters_end_on_their_last_day) {
  const auto targets = quarter_targets(2026, {"a", "", "c", "d", "e"});
  ASSERT_EQ(targets.size(), 3U);
  EXPECT_EQ(targets[0], (QuarterTarget{1, "a", day("2026-03-31"), {}, 2026}));
  EXPECT_EQ(targets[1].due, day("2026-09-30"));
  EXPECT_EQ(targets[2].quarter, 4);
}

TEST(LoopClock, counts_suspended_days_of_a_span) {
  Course course;
  course.suspensions = {{day("2026-03-01"), "", day("2026-03-11")}, {day("2026-03-20"), "", {}}};
  EXPECT_EQ(suspended_days(course, day("2026-01-01"), day("2026-03-25")), 15);
  EXPECT_EQ(suspended_days(course, day("2026-03-05"), day("2026-03-08")), 3);
  EXPECT_EQ(suspended_days(course, day("2026-03-11"), day("2026-03-20")), 0);
  EXPECT_TRUE(is_suspended(course));
  course.suspensions.pop_back();
  EXPECT_FALSE(is_suspended(course));
}

}  // namespace
}  // namespace guatu::loop

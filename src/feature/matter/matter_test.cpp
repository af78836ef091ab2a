// SPDX-License-Identifier: Apache-2.0
#include "feature/matter/matter.hpp"

#include <gtest/gtest.h>

namespace guatu::matter {
namespace {

Matter sample() {
  Matter matter;
  matter.id.value = "云调督〔2026〕1号";
  matter.lead = Id<unit::Unit>{"U01"};
  matter.assisting = {{"U02"}, {"U03"}};
  matter.registered_on = date_of(2026, 9, 1);
  matter.assigned_on = date_of(2026, 9, 2);
  matter.original_due = date_of(2026, 9, 20);
  matter.due = matter.original_due;
  matter.state = State::working;
  return matter;
}

std::string code_of(const Result<void>& result) { return result ? "" : result.error().problems.front().code; }

TEST(MatterTest, refuses) {
  const std::pair<void (*)(Matter&), const char*> rows[] = {
      {[](Matter& m) { m.verifier = Id<unit::Unit>{"U01"}; }, "matter.verifier_works_on_it"},
      {[](Matter& m) { m.verifier = Id<unit::Unit>{"U03"}; }, "matter.verifier_works_on_it"},
      {[](Matter& m) { m.original_due = date_of(2026, 9, 1); }, "matter.due_before_assigned"},
  };
  for (const auto& [change, code] : rows) {
    Matter matter = sample();
    change(matter);
    EXPECT_EQ(code_of(check(matter)), code);
  }
}

TEST(MatterTest, accepts_a_verifier_from_elsewhere_and_a_due_date_on_the_day_it_was_assigned) {
  Matter matter = sample();
  matter.verifier = Id<unit::Unit>{"U04"};
  matter.original_due = matter.assigned_on;
  EXPECT_TRUE(check(matter));
}

TEST(MatterTest, the_original_due_date_never_moves) {
  Matter after = sample();
  after.due = date_of(2026, 10, 20);
  EXPECT_TRUE(check_change(sample(), after));
  after.original_due = date_of(2026, 10, 20);
  EXPECT_EQ(code_of(check_change(sample(), after)), "matter.original_due_changed");
  after.original_due.reset();
  EXPECT_EQ(code_of(check_change(sample(), after)), "matter.original_due_changed");
}

TEST(MatterTest, a_workbook_tells_how_far_it_is_and_not_that_it_is_done) {
  struct Row {
    State before;
    State after;
    const char* code;
  };
  const Row rows[] = {
      {State::registered, State::assigned, ""},
      {State::working, State::reported, ""},
      {State::working, State::completion_requested, ""},
      {State::completion_requested, State::working, ""},
      {State::returned, State::completion_requested, ""},
      {State::closed, State::closed, ""},
      {State::working, State::verifying, "matter.state_by_acts"},
      {State::completion_requested, State::verifying, "matter.state_by_acts"},
      {State::completion_requested, State::returned, "matter.state_by_acts"},
      {State::working, State::done, "matter.state_by_acts"},
      {State::working, State::publicised, "matter.state_by_acts"},
      {State::working, State::closed, "matter.state_by_acts"},
      {State::working, State::archived, "matter.state_by_acts"},
      {State::done, State::closed, "matter.state_by_acts"},
      {State::closed, State::working, "matter.state_by_acts"},
      {State::verifying, State::working, "matter.state_by_acts"},
      {State::draft, State::closed, "matter.state_by_acts"},
      {State::working, State::registered, "matter.state_by_acts"},
      {State::assigned, State::draft, "matter.state_by_acts"},
      {State::registered, State::draft, "matter.state_by_acts"},
  };
  for (const auto& [from, to, code] : rows) {
    Matter before = sample();
    before.state = from;
    Matter after = before;
    after.state = to;
    EXPECT_EQ(code_of(check_change(before, after)), code) << chinese_of(from) << " → " << chinese_of(to);
  }
  for (const char* side : {"撤销", "合并"}) {
    Matter before = sample();
    before.side_state = side;
    Matter after = before;
    after.state = State::reported;
    EXPECT_EQ(code_of(check_change(before, after)), "matter.state_by_acts") << side;
  }
}

TEST(MatterTest, a_workbook_leaves_to_acts_what_is_decided_over_a_stored_matter) {
  struct Row {
    void (*change)(Matter&);
    const char* place;
  };
  const Row rows[] = {
      {[](Matter& m) { m.side_state = "撤销"; }, "side_state"},
      {[](Matter& m) { m.side_state = "中止"; }, "side_state"},
      {[](Matter& m) { m.done_on = date_of(2026, 9, 10); }, "done_on"},
      {[](Matter& m) { m.verifier = Id<unit::Unit>{"U04"}; }, "verifier"},
      {[](Matter& m) { m.return_count = 1; }, "return_count"},
  };
  for (const auto& [change, place] : rows) {
    Matter after = sample();
    change(after);
    const auto refused = check_change(sample(), after);
    EXPECT_EQ(code_of(refused), "matter.field_by_acts") << place;
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().problems.front().place, place);
    EXPECT_EQ(code_of(check(after)), "") << "a matter that is new to the register may bring it";
  }
}

TEST(MatterTest, is_overdue_the_day_after_and_only_while_it_runs) {
  EXPECT_FALSE(is_overdue(sample(), date_of(2026, 9, 20)));
  EXPECT_TRUE(is_overdue(sample(), date_of(2026, 9, 21)));
  for (const char* side : {"撤销", "合并", "中止"}) {
    Matter matter = sample();
    matter.side_state = side;
    EXPECT_FALSE(is_overdue(matter, date_of(2026, 9, 21))) << side;
  }
  Matter done = sample();
  done.state = State::done;
  EXPECT_FALSE(is_overdue(done, date_of(2026, 9, 21)));
  Matter returned = sample();
  returned.state = State::returned;
  EXPECT_TRUE(is_overdue(returned, date_of(2026, 9, 21)));
}

TEST(MatterTest, lies_since_something_last_happened) {
  EXPECT_EQ(lying_days(sample(), date_of(2026, 9, 21)), 19);
  Matter reported = sample();
  reported.reported_on = date_of(2026, 9, 18);
  EXPECT_EQ(lying_days(reported, date_of(2026, 9, 21)), 3);
  EXPECT_FALSE(lying_days(Matter{}, date_of(2026, 9, 21)));
}

}  // namespace
}  // namespace guatu::matter

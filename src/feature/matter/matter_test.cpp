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

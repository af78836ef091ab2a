// SPDX-License-Identifier: Apache-2.0
#include "feature/cycle/cycle.hpp"

#include <gtest/gtest.h>

namespace guatu::cycle {
namespace {

const Date kToday = date_of(2026, 9, 21);

TEST(CycleTest, goes_open_collect_freeze_publish) {
  Cycle cycle;
  cycle.id.value = "W2026-39";
  const std::pair<Step, CycleState> way[] = {{Step::open, CycleState::open},
                                             {Step::collect, CycleState::collecting},
                                             {Step::freeze, CycleState::frozen},
                                             {Step::publish, CycleState::published}};
  for (const auto& [step, state] : way) {
    const auto after = take_step(cycle, step, kToday);
    ASSERT_TRUE(after);
    cycle = *after;
    EXPECT_EQ(cycle.state, state);
  }
  EXPECT_EQ(cycle.frozen_on, kToday);
  EXPECT_EQ(cycle.published_on, kToday);
}

TEST(CycleTest, refuses_every_step_out_of_order) {
  const std::pair<CycleState, Step> allowed[] = {{CycleState::planned, Step::open},
                                                 {CycleState::held_on_paper, Step::open},
                                                 {CycleState::open, Step::collect},
                                                 {CycleState::collecting, Step::freeze},
                                                 {CycleState::frozen, Step::publish}};
  int refused = 0;
  for (const auto& state : kCycleStates)
    for (const Step step : {Step::open, Step::collect, Step::freeze, Step::publish}) {
      Cycle cycle;
      cycle.state = state.value;
      const auto after = take_step(cycle, step, kToday);
      const bool may =
          std::find(std::begin(allowed), std::end(allowed), std::pair(state.value, step)) != std::end(allowed);
      EXPECT_EQ(after.has_value(), may) << state.code;
      if (after) continue;
      ++refused;
      EXPECT_EQ(after.error().problems.front().code, "cycle.step_out_of_order");
    }
  EXPECT_EQ(refused, 6 * 4 - 5);
}

}  // namespace
}  // namespace guatu::cycle

// SPDX-License-Identifier: Apache-2.0
#include "feature/waiting/waiting.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "feature/account/right.hpp"

namespace guatu::waiting {
namespace {

TEST(WaitingTest, waits_for_everybody_but_who_asked) {
  const Waiting asked{Step::form, "B1", "表", "", "linyan", date_of(2026, 9, 21)};
  EXPECT_FALSE(is_for(asked, "linyan"));
  EXPECT_TRUE(is_for(asked, "guning"));
}

TEST(WaitingTest, what_two_typed_differently_waits_for_these_two) {
  Waiting differs{Step::transcription, "T1", "月报", "", "linyan", date_of(2026, 9, 21)};
  differs.only = {"linyan", "guning"};
  EXPECT_TRUE(is_for(differs, "linyan"));
  EXPECT_TRUE(is_for(differs, "guning"));
  EXPECT_FALSE(is_for(differs, "shenyi"));
}

TEST(WaitingTest, each_step_has_a_right_of_the_table) {
  const auto rights = account::all_rights();
  for (const auto& step : kSteps)
    EXPECT_NE(std::ranges::find(rights, right_of(step.value), &account::Right::code), rights.end()) << step.code;
}

}  // namespace
}  // namespace guatu::waiting

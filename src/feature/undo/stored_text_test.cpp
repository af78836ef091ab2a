// SPDX-License-Identifier: Apache-2.0
#include "feature/undo/stored_text.hpp"

#include <gtest/gtest.h>

namespace guatu::undo {
namespace {

TEST(StoredTextTest, money_is_shown_in_yuan_and_phones_masked) {
  EXPECT_EQ(shown_text("actual_08", "12345"), "123.45");
  EXPECT_EQ(shown_text("plan_12", "-5"), "-0.05");
  EXPECT_EQ(shown_text("total_investment", "100"), "1.00");
  EXPECT_EQ(shown_text("year_plan", std::nullopt), std::nullopt);
  EXPECT_EQ(shown_text("phone", "13800001234"), "138****1234");
  EXPECT_EQ(shown_text("sequence", "100"), "100");
  EXPECT_EQ(shown_text("plan_text", "100"), "100");
  EXPECT_EQ(shown_text("year_plan", "约3"), "约3");
}

}  // namespace
}  // namespace guatu::undo

// SPDX-License-Identifier: Apache-2.0
#include "feature/calendar/calendar_presets.hpp"

#include <gtest/gtest.h>

#include "tests/support/golden.hpp"

namespace guatu::calendar {
namespace {

TEST(CalendarPresets, JoinsTheYears) {
  const std::string last = testing::read_whole(testing::source_path("data/calendar/2026.toml"));
  const std::string first = testing::read_whole(testing::source_path("data/calendar/2025.toml"));
  const YearText texts[] = {{"2026.toml", last}, {"2025.toml", first}};
  const auto calendar = *calendar_from(texts);
  EXPECT_EQ(calendar.years().front().year, 2025);
  EXPECT_EQ(calendar.workdays_in(Month(2025, 10))->count, 18);
  const YearText twice[] = {{"a", last}, {"b", last}};
  EXPECT_EQ(calendar_from(twice).error().problems[0].code, "calendar.year_twice");
  const YearText broken[] = {{"a", "x"}};
  EXPECT_EQ(calendar_from(broken).error().problems[0].code, "calendar.toml_syntax");
}

}  // namespace
}  // namespace guatu::calendar

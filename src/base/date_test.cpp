// SPDX-License-Identifier: Apache-2.0
#include "base/date.hpp"

#include <gtest/gtest.h>

namespace guatu {
namespace {

TEST(DateTest, accepts) {
  for (const char* text : {"2026-09-21", "2024-02-29", "1900-01-01", "2199-12-31"})
    EXPECT_EQ(format_date(*parse_date(text)), text);
}

TEST(DateTest, refuses) {
  const std::pair<const char*, const char*> rows[] = {
      {"2026-02-30", "date.no_such_day"}, {"2026-13-01", "date.no_such_day"}, {"2026-00-10", "date.no_such_day"},
      {"2026-9-1", "date.not_a_date"},    {"2026/09/01", "date.not_a_date"},  {"", "date.not_a_date"},
      {"20260901xx", "date.not_a_date"},  {"-026-09-01", "date.not_a_date"},  {"1899-12-31", "date.no_such_day"}};
  for (const auto& [text, code] : rows) {
    const auto parsed = parse_date(text);
    ASSERT_FALSE(parsed) << text;
    EXPECT_EQ(parsed.error().problems.at(0).code, code) << text;
  }
}

TEST(MonthTest, ends_and_distances) {
  const Month february(2024, 2);
  EXPECT_EQ(format_date(february.last_day()), "2024-02-29");
  EXPECT_EQ(Month(2027, 1) - Month(2026, 11), 2);
  EXPECT_EQ(format_month(Month(2026, 1) - 1), "2025-12");
  EXPECT_EQ((MonthSpan{Month(2026, 1), Month(2026, 12)}).months(), 12);
  EXPECT_EQ(format_date(add_months(date_of(2026, 1, 31), 1)), "2026-02-28");
  EXPECT_FALSE(parse_month("2026-13"));
}

TEST(InstantTest, local_day_turns_at_china_midnight) {
  const Instant evening = *parse_instant("2026-09-20T15:59:59.999999Z");
  EXPECT_EQ(format_date(local_date(evening)), "2026-09-20");
  EXPECT_EQ(format_date(local_date(evening + std::chrono::microseconds(1))), "2026-09-21");
  EXPECT_EQ(format_instant(evening), "2026-09-20T15:59:59.999999Z");
  EXPECT_EQ(format_local_time(evening), "2026-09-20 23:59");
}

}  // namespace
}  // namespace guatu

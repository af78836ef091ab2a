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
      {"20260901xx", "date.not_a_date"},  {"-026-09-01", "date.not_a_date"},  {"2026--1-01", "date.not_a_date"},
      {"1899-12-31", "date.no_such_day"}};
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
}

TEST(MonthTest, refuses) {
  EXPECT_EQ(format_month(*parse_month("1900-01")), "1900-01");
  EXPECT_EQ(format_month(*parse_month("2198-12")), "2198-12");
  for (const char* text :
       {"2026-13", "2026-00", "1899-12", "2199-01", "2026-9", "2026/09", "2026-09-01", "二〇二六", ""}) {
    const auto parsed = parse_month(text);
    ASSERT_FALSE(parsed) << text;
    EXPECT_EQ(parsed.error().problems.at(0).code, "date.not_a_month") << text;
    EXPECT_EQ(parsed.error().problems.at(0).args.at("value"), text);
  }
}

TEST(InstantTest, local_day_turns_at_china_midnight) {
  const Instant evening = *parse_instant("2026-09-20T15:59:59.999999Z");
  EXPECT_EQ(format_date(local_date(evening)), "2026-09-20");
  EXPECT_EQ(format_date(local_date(evening + std::chrono::microseconds(1))), "2026-09-21");
  EXPECT_EQ(format_instant(evening), "2026-09-20T15:59:59.999999Z");
  EXPECT_EQ(format_local_time(evening), "2026-09-20 23:59");
}

TEST(InstantTest, refuses) {
  const std::pair<const char*, const char*> rows[] = {
      {"2026-09-20T24:00:00.000000Z", "date.not_an_instant"}, {"2026-09-20T15:60:00.000000Z", "date.not_an_instant"},
      {"2026-09-20T15:59:60.000000Z", "date.not_an_instant"}, {"2026-09-20T-0:59:59.000000Z", "date.not_an_instant"},
      {"2026-09-20 15:59:59.000000Z", "date.not_an_instant"}, {"2026-09-20T15:59:59.000000+", "date.not_an_instant"},
      {"2026-09-20T15:59:59Z", "date.not_an_instant"},        {"", "date.not_an_instant"},
      {"2026-02-30T15:59:59.000000Z", "date.no_such_day"}};
  for (const auto& [text, code] : rows) {
    const auto parsed = parse_instant(text);
    ASSERT_FALSE(parsed) << text;
    EXPECT_EQ(parsed.error().problems.at(0).code, code) << text;
  }
}

TEST(AssertDeathTest, names_what_does_not_hold_and_where) {
  EXPECT_DEATH(static_cast<void>(date_of(2026, 2, 30)), "date.cpp:[0-9]+: guatu: Assertion");
}

}  // namespace
}  // namespace guatu

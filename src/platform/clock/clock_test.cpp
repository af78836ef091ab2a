// SPDX-License-Identifier: Apache-2.0
#include "platform/clock/clock.hpp"

#include <gtest/gtest.h>

#include <cstdlib>

namespace guatu {
namespace {

TEST(ClockTest, a_fixed_day_begins_at_eight_and_advances_with_the_journal) {
  const Clock clock = Clock::fixed(date_of(2026, 9, 21));
  EXPECT_EQ(clock.today(), date_of(2026, 9, 21));
  EXPECT_EQ(format_local_time(clock.now()), "2026-09-21 08:00");
  EXPECT_EQ(format_instant(clock.instant_for(1)), "2026-09-21T00:00:01.000001Z");
  EXPECT_EQ(clock.instant_for(2), Clock::fixed(date_of(2026, 9, 21)).instant_for(2));
  Instant last = clock.now();
  for (const std::int64_t position : {1, 2, 57'539, 57'540, 57'541, 999'999}) {
    EXPECT_LT(last, clock.instant_for(position));
    last = clock.instant_for(position);
    EXPECT_EQ(local_date(last), clock.today());
  }
}

TEST(ClockTest, the_environment_fixes_the_day_or_is_refused) {
  ::setenv("GUATU_TODAY", "2026-09-21", 1);
  EXPECT_EQ(Clock::from_environment()->today(), date_of(2026, 9, 21));
  ::setenv("GUATU_TODAY", "tomorrow", 1);
  EXPECT_EQ(Clock::from_environment().error().problems.at(0).code, "clock.bad_today");
  ::setenv("GUATU_TODAY", "", 1);
  EXPECT_FALSE(Clock::from_environment()->is_fixed());
  ::unsetenv("GUATU_TODAY");
  EXPECT_FALSE(Clock::from_environment()->is_fixed());
}

}  // namespace
}  // namespace guatu

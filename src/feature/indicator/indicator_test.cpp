// SPDX-License-Identifier: Apache-2.0
#include "feature/indicator/indicator.hpp"

#include <gtest/gtest.h>

namespace guatu::indicator {
namespace {

Observation figure(int last, const char* value, const char* vintage, std::optional<Date> released) {
  Observation observation;
  observation.first = Month(2026, 1);
  observation.last = Month(2026, last);
  observation.value = *parse_decimal(value);
  observation.vintage = vintage;
  observation.released_on = released;
  return observation;
}

TEST(SeriesTest, shows_the_newest_vintage_released_by_the_day) {
  const std::vector<Observation> all{
      figure(3, "10.1", "最终核实", date_of(2026, 12, 20)), figure(3, "10.0", "初步", date_of(2026, 4, 15)),
      figure(3, "10.4", "修订", date_of(2026, 6, 1)), figure(4, "14.0", "初步", date_of(2026, 5, 15))};
  const auto value_of = [&](Date day) {
    const auto series = series_as_of(all, day);
    return series.empty() ? std::string() : format_decimal(*series.front().value);
  };
  EXPECT_EQ(value_of(date_of(2026, 4, 14)), "");
  EXPECT_EQ(value_of(date_of(2026, 4, 15)), "10.0");
  EXPECT_EQ(value_of(date_of(2026, 6, 1)), "10.4");
  EXPECT_EQ(value_of(date_of(2026, 12, 31)), "10.1");
  EXPECT_EQ(series_as_of(all, date_of(2026, 6, 1)).size(), 2U);
}

TEST(SeriesTest, what_is_not_applicable_needs_no_release_and_what_is_unreleased_does_not_exist) {
  Observation january = figure(1, "0", "初步", {});
  january.status = ObservationStatus::not_applicable;
  january.value.reset();
  const auto series = series_as_of({january, figure(2, "3.0", "初步", {})}, date_of(2026, 9, 1));
  ASSERT_EQ(series.size(), 1U);
  EXPECT_EQ(series.front().status, ObservationStatus::not_applicable);
}

}  // namespace
}  // namespace guatu::indicator

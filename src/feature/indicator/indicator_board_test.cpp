// SPDX-License-Identifier: Apache-2.0
#include "feature/indicator/indicator_board.hpp"

#include <gtest/gtest.h>

namespace guatu::indicator {
namespace {

Observation growth_of(const char* unit, int month, std::int64_t tenths) {
  Observation one;
  one.indicator.value = "I01";
  one.unit.value = unit;
  one.first = Month(2026, 1);
  one.last = Month(2026, month);
  one.measure = Measure::growth;
  one.vintage = "初步";
  one.value = Decimal(tenths, 1);
  one.released_on = one.last.last_day();
  return one;
}

// U01 was second in the month or quarter before and is first now.
std::optional<int> change_of(Frequency frequency, int before, int now) {
  IndicatorRegister registers;
  Indicator indicator;
  indicator.id.value = "I01";
  indicator.frequency = frequency;
  registers.indicators = {indicator};
  registers.observations = {growth_of("U01", before, 50), growth_of("U02", before, 60), growth_of("U01", now, 70),
                            growth_of("U02", now, 65)};
  const FigureBook book(registers, date_of(2026, 12, 31));
  const Standing standing = standing_of(book, indicator, {"U01"}, {{"U01"}, {"U02"}}, Month(2026, now), Decimal(2, 0));
  EXPECT_EQ(standing.rank, 1);
  return standing.rank_change;
}

TEST(RankChangeTest, is_against_the_figure_before) {
  EXPECT_EQ(change_of(Frequency::monthly, 5, 6), 1);
  EXPECT_EQ(change_of(Frequency::quarterly, 3, 6), 1);
  EXPECT_EQ(change_of(Frequency::quarterly, 6, 9), 1);
  EXPECT_EQ(change_of(Frequency::monthly, 3, 6), std::nullopt) << "May is missing";
  EXPECT_EQ(change_of(Frequency::quarterly, 1, 3), std::nullopt) << "the year's first quarter";
}

}  // namespace
}  // namespace guatu::indicator

// SPDX-License-Identifier: Apache-2.0
#include "feature/indicator/plain_figures.hpp"

#include <gtest/gtest.h>

namespace guatu::figures {
namespace {

template <class T>
std::string code_of_refusal(const Result<T>& result) {
  return result ? "accepted" : result.error().problems[0].code;
}

TEST(PlainFigures, Accepts) {
  EXPECT_EQ(*read_figure("６２９．０", "x"), Decimal(629, 0));
  EXPECT_EQ(*read_figure("5.5%", "x"), Decimal(55, 1));
  EXPECT_EQ(read_part("二产=300:321")->name, "二产");
  EXPECT_EQ(read_part("300:321")->now, Decimal(321, 0));
  const auto year = *read_year("-,8,18", "--plan");
  EXPECT_FALSE(year[0].has_value());
  EXPECT_EQ(year[2], Decimal(18, 0));
  EXPECT_FALSE(year[3].has_value());
  EXPECT_EQ(read_trajectory({"plan", "-,50,100", "", {}})->expected_by(Month(2026, 2)), Ratio(1, 2));
  EXPECT_EQ(read_trajectory({"quarter-steps", "", "22,47,73,100", {}})->expected_by(Month(2026, 5)), Ratio(22, 100));
  EXPECT_EQ(read_trajectory({"quarter-interpolated", "", "22,47,73,100", {}})->expected_by(Month(2026, 6)),
            Ratio(47, 100));
  const TrajectoryTexts season{"seasonal", "", "", {"1,2,3,4,5,6,7,8,9,10,11,12"}};
  EXPECT_EQ(read_trajectory(season)->expected_by(Month(2026, 3)), Ratio(1, 4));
  EXPECT_EQ(read_trajectory({"day", "", "", {}})->expected_by(Month(2026, 12)), Ratio(1, 1));
}

TEST(PlainFigures, Refuses) {
  EXPECT_EQ(code_of_refusal(read_figure("x", "--plan")), "decimal.not_a_number");
  EXPECT_EQ(read_figure("x", "--plan").error().problems[0].place, "--plan");
  EXPECT_EQ(code_of_refusal(read_part("300")), "indicator.part_malformed");
  EXPECT_EQ(code_of_refusal(read_part("a=1:2:3")), "indicator.part_malformed");
  EXPECT_EQ(code_of_refusal(read_year("1,2,3,4,5,6,7,8,9,10,11,12,13", "x")), "indicator.months_malformed");
  EXPECT_EQ(code_of_refusal(read_trajectory({"quarter-steps", "", "1,2,3", {}})), "indicator.quarters_malformed");
  EXPECT_EQ(code_of_refusal(read_trajectory({"weekly", "", "", {}})), "indicator.unknown_trajectory");
  EXPECT_EQ(code_of_refusal(read_trajectory({"seasonal", "", "", {}})), "indicator.season_years");
}

TEST(PlainFigures, Shows) {
  EXPECT_EQ(shown_points(Ratio(6290, 6474)), "97.2");
  EXPECT_EQ(shown_signed_points(Ratio(138, 1000)), "+13.8");
  EXPECT_EQ(shown_signed_points(Ratio(-138, 1000)), "-13.8");
  EXPECT_EQ(shown_signed_points(Ratio()), "0.0");
  EXPECT_EQ(shown_growth(Ratio(50, 1)), "50");
  EXPECT_EQ(shown_growth(Ratio(625, 100)), "6.25");
}

}  // namespace
}  // namespace guatu::figures

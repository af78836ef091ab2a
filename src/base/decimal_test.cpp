// SPDX-License-Identifier: Apache-2.0
#include "base/decimal.hpp"

#include <gtest/gtest.h>

#include <limits>

namespace guatu {
namespace {

Decimal decimal(const char* text) { return *parse_decimal(text); }

TEST(DecimalTest, accepts) {
  const std::pair<const char*, const char*> rows[] = {
      {"85.20", "85.20"},
      {"-3", "-3"},
      {"+0.5", "0.5"},
      {".5", "0.5"},
      {"5.", "5"},
      {"1,234.5", "1234.5"},
      {"−2.5", "-2.5"},
      {"00012", "12"},
      {"0.00000000000000001", "0.00000000000000001"},
      {"99999999999999999", "99999999999999999"},
  };
  for (const auto& [text, expected] : rows) {
    const auto parsed = parse_decimal(text);
    ASSERT_TRUE(parsed) << text;
    EXPECT_EQ(format_decimal(*parsed), expected) << text;
  }
}

TEST(DecimalTest, refuses) {
  const std::pair<const char*, const char*> rows[] = {
      {"", "decimal.not_a_number"},
      {"-", "decimal.not_a_number"},
      {"1.2.3", "decimal.not_a_number"},
      {"12,34", "decimal.not_a_number"},
      {",123", "decimal.not_a_number"},
      {"1,234,56", "decimal.not_a_number"},
      {"0.1,2", "decimal.not_a_number"},
      {"1e5", "decimal.not_a_number"},
      {"约3", "decimal.not_a_number"},
      {"100000000000000000", "decimal.too_long"},
      {"0.000000000000000001", "decimal.too_long"},
  };
  for (const auto& [text, code] : rows) {
    const auto parsed = parse_decimal(text);
    ASSERT_FALSE(parsed) << text;
    EXPECT_EQ(parsed.error().problems.at(0).code, code) << text;
  }
}

TEST(DecimalTest, rounds_half_up_in_magnitude) {
  const std::tuple<const char*, int, const char*> rows[] = {{"2.5", 0, "3"},      {"-2.5", 0, "-3"},  {"2.4", 0, "2"},
                                                            {"1.005", 2, "1.01"}, {"0.05", 1, "0.1"}, {"7", 2, "7.00"}};
  for (const auto& [text, scale, expected] : rows) EXPECT_EQ(format_decimal(decimal(text), scale), expected) << text;
}

TEST(DecimalTest, compares_by_value_not_by_places) {
  EXPECT_EQ(decimal("85.20"), decimal("85.2"));
  EXPECT_LT(decimal("-0.1"), decimal("0.00"));
  EXPECT_EQ(format_decimal(decimal("0.1") + decimal("0.2")), "0.3");
  EXPECT_EQ(format_decimal(decimal("1.5") * decimal("-0.25")), "-0.375");
  EXPECT_EQ(format_decimal(decimal("99999999999999999") * decimal("-99999999999999999")),
            "-9999999999999999800000000000000001");
  EXPECT_EQ(format_decimal(decimal("100000000.00000000") * decimal("100000000.00000000")),
            "10000000000000000.0000000000000000");
  EXPECT_EQ(format_decimal(decimal("0.0000000000000001") * decimal("0.1")), "0.00000000000000001");
}

TEST(DecimalTest, spreadsheet_noise_is_taken_off) {
  const std::pair<double, const char*> rows[] = {
      {85.2, "85.2"}, {0.1 + 0.2, "0.3"}, {1e15, "1000000000000000"}, {-0.0529, "-0.0529"}, {313.64, "313.64"}};
  for (const auto& [value, expected] : rows) EXPECT_EQ(format_decimal(*decimal_from_double(value)), expected);
  EXPECT_FALSE(decimal_from_double(1e300));
  EXPECT_FALSE(decimal_from_double(std::numeric_limits<double>::quiet_NaN()));
  EXPECT_FALSE(decimal_from_double(-std::numeric_limits<double>::infinity()));
}

TEST(RatioTest, is_exact) {
  const Ratio completion = Ratio::of(decimal("629.0"), decimal("647.4"));
  EXPECT_EQ(format_decimal(completion.percent(1)), "97.2");
  EXPECT_EQ(format_decimal((completion - Ratio(10, 12)).percent(1)), "13.8");
  EXPECT_EQ(Ratio(1, 3) + Ratio(1, 6), Ratio(1, 2));
  EXPECT_LT(Ratio(-1, 3), Ratio(1, -4));
  EXPECT_EQ(Ratio(2, 3) / Ratio(-4, 9), Ratio(-3, 2));
}

}  // namespace
}  // namespace guatu

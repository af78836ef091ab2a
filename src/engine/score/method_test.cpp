// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>
#include <gmock/gmock.h>

#include <cmath>

#include "engine/score/elementary.hpp"
#include "engine/score/number_text.hpp"
#include "engine/score/outlier.hpp"
#include "engine/score/sheet_test.hpp"
#include "engine/score/statistics.hpp"

namespace guatu::score {
namespace {

// Scores of one item on column x; NaN is written as "-".
std::string scores(const std::string& method, const std::string& xs, const std::string& extra = "") {
  std::string figures = "unit,x,t,g\n";
  int unit = 0;
  for (const auto& x : split(xs, " ")) figures += "u" + std::to_string(unit++) + "," + (x == "-" ? "" : x) + ",10,A\n";
  const auto small =
      compute_small("[scheme]\ncode = \"s\"\n" + extra + "[[item]]\ncode = \"x\"\nmethod = " + method + "\n", figures);
  if (!small) return code_of(small);
  std::string out;
  for (const double score : (*small)->computed.scores[0])
    out += (out.empty() ? "" : " ") + (std::isnan(score) ? "-" : fmt::format("{:.6g}", score));
  return out;
}

struct Row {
  const char* method;
  const char* x;
  const char* expected;
};

const std::vector<Row> kRows{
    {"\"none\"", "3 - 5", "3 - 5"},
    {"\"min_max\"", "1 3 - 5", "0 50 - 100"},
    {"{ name = \"min_max\", lower = 1, upper = 9 }", "1 3 5", "1 5 9"},
    {"\"min_max\"", "4 4", "score.constant_column"},
    {"{ name = \"min_max\", constant = 60 }", "4 - 4", "60 - 60"},
    {"\"scaled\"", "50 120 -10", "50 120 -10"},
    {"{ name = \"scaled\", lo = 10, hi = 20, scale = 1 }", "15 25", "0.5 1.5"},
    {"{ name = \"scaled\", lo = 10, hi = 10 }", "15 25", "score.bounds_equal"},
    {"\"z_score\"", "1 2 3", "-1 0 1"},
    {"{ name = \"z_score\", mean = 100, sd = 15 }", "1 2 3", "85 100 115"},
    {"\"z_score\"", "0.1 0.1 0.1", "score.constant_column"},
    {"\"z_score\"", "5", "score.constant_column"},
    {"\"rank\"", "30 10 30 20 -", "3 1 3 2 -"},
    {"{ name = \"rank\", ties = \"max\" }", "30 10 30 20", "4 1 4 2"},
    {"{ name = \"rank\", ties = \"average\" }", "30 10 30 20", "3.5 1 3.5 2"},
    {"{ name = \"rank\", ties = \"dense\" }", "30 10 10 20", "3 1 1 2"},
    {"\"borda\"", "30 10 20", "2 0 1"},
    {"\"percentile_rank\"", "30 10 20 -", "1 0 0.5 -"},
    {"\"percentile_rank\"", "30 -", "score.single_unit"},
    {"{ name = \"percentile_rank\", single = 1 }", "30 -", "1 -"},
    {"\"fraction_of_max\"", "2 8 -4", "0.25 1 -0.5"},
    {"\"fraction_of_max\"", "-2 0", "score.maximum_not_positive"},
    {"\"distance_to_max\"", "2 8 4", "0 1 0.333333"},
    {"\"distance_to_max\"", "2 2", "score.constant_column"},
    {"{ name = \"distance_to_reference\", reference = \"u1\" }", "2 6 10", "0 1 2"},
    {"{ name = \"distance_to_reference\", reference = \"u1\", cap = 1 }", "2 6 10", "0 1 1"},
    {"{ name = \"distance_to_reference\", reference = \"u0\" }", "2 6 10", "score.reference_is_worst"},
    {"{ name = \"distance_to_reference\", reference = \"u9\" }", "2 6 10", "score.reference_unknown"},
    {"{ name = \"distance_to_reference\", reference = \"u1\" }", "2 - 10", "score.reference_missing"},
    {"{ name = \"distance_to_target\", target = 10 }", "2 6 12", "0 0.5 1.25"},
    {"{ name = \"distance_to_target\", target = 10, cap = 1 }", "2 6 12", "0 0.5 1"},
    {"{ name = \"distance_to_target\", target = \"t\" }", "2 6 12", "0 0.5 1.25"},
    {"{ name = \"distance_to_target\", target = 2 }", "2 6", "score.target_equals_minimum"},
    {"\"distance_to_target\"", "2 6", "score.parameter_needed"},
    {"{ name = \"goalposts\", lo = 0, hi = 10 }", "-1 5 11 -", "0 50 100 -"},
    {"{ name = \"goalposts\", lo = 0, hi = 10, scale = 1, clip = \"none\" }", "-1 5 11", "-0.1 0.5 1.1"},
    {"{ name = \"goalposts\", lo = 10, hi = 0 }", "5", "score.bounds_reversed"},
    {"{ name = \"goalposts\", lo = 10 }", "5", "score.parameter_needed"},
    {"{ name = \"efficacy\" }", "5 5", "score.constant_column"},
    {"{ name = \"efficacy\", constant = 80 }", "5 5", "80 80"},
    {"{ name = \"efficacy\", lo = 6, hi = 6 }", "5", "score.bounds_equal"},
    {"{ name = \"five_tiers\", standards = [90, 80, 70, 60, 50] }", "95 90 85 50 49.9", "1 1 0.9 0.2 0"},
    {"{ name = \"five_tiers\", standards = [90, 80, 70, 60, 50], coefficients = [1, 0.9, 0.7, 0.5, 0.3] }", "85 50",
     "0.95 0.3"},
    {"{ name = \"five_tiers\", standards = [50, 60, 70, 80, 90] }", "5", "score.standards_not_descending"},
    {"{ name = \"middle\", best = 7 }", "7 9 3", "1 0.5 0"},
    {"{ name = \"middle\", best = 7 }", "7 7", "score.constant_column"},
    {"\"middle\"", "7 9", "score.parameter_needed"},
    {"{ name = \"interval\", lo = 6, hi = 8 }", "5 6 8 12", "0.75 1 1 0"},
    {"{ name = \"interval\", lo = 8, hi = 6 }", "5", "score.bounds_reversed"},
    {"{ name = \"interval\", lo = 6, hi = 8, constant = 1 }", "7 7", "1 1"},
    {"{ name = \"interval\", lo = 6 }", "7", "score.parameter_needed"},
    {"\"completion\"", "0.5 1.2", "0.5 1.2"},
    {"{ name = \"completion\", target = 0 }", "5", "score.target_not_positive"},
    {"{ name = \"completion\", target = -1 }", "5", "score.target_not_positive"},
    {"{ name = \"rank_points\", first = 100, step = 30 }", "9 8 8 1", "100 70 70 10"},
    {"{ name = \"rank_points\", first = 100, step = 30 }", "9 8 7 6 5", "100 70 40 10 0"},
    {"{ name = \"growth_parts\", growth = 1 }", "5", "score.parameter_needed"},
    {"{ name = \"growth_parts\", growth = 1, previous = 0 }", "5 6", "score.base_not_positive"},
    {"{ name = \"growth_parts\", growth = 1, previous = 4 }", "5 5", "score.constant_column"},
    {"{ name = \"growth_parts\", growth = 1, previous = 4, constant = 80 }", "5 5", "80 80"},
    {"{ name = \"growth_parts\", contribution = 1, previous = 4, part_method = \"min_max\" }", "5 7", "0 100"},
    {"{ name = \"growth_parts\", contribution = 1, previous = 9 }", "5 7", "score.no_growth_in_total"},
    {"{ name = \"growth_parts\", growth = 1, contribution = 1, previous = 9, no_growth_total = \"drop_part\" }", "5 7",
     "60 100"},
    {"{ name = \"growth_parts\", increment = 1, previous = 0, part_method = \"min_max\" }", "5 6", "0 100"},
    {"{ name = \"growth_parts\", growth = 1, previous = \"x\" }", "5 6", "score.constant_column"},
    {"{ name = \"tiered\", full_at = 6 }", "5 6 9", "1 1 1"},
    {"\"count\"", "-1", "score.count_negative"},
    {"\"deduct\"", "-1", "score.count_negative"},
    {"{ name = \"count\", each = 0.25, cap = 0.6 }", "1 3", "0.25 0.6"},
    {"{ name = \"deduct\", each = 0.25, floor = 0.4 }", "1 3", "0.75 0.4"},
    {"\"given\"", "88 90", "88 90"},
};

TEST(MethodTest, formulas_and_edges) {
  for (const Row& row : kRows) EXPECT_EQ(scores(row.method, row.x), row.expected) << row.method << " on " << row.x;
}

TEST(MethodTest, direction_turns_values_targets_and_bounds) {
  const auto turned = [](const std::string& method, const std::string& xs) {
    return scores(method, xs, "[defaults]\ndirection = -1\n");
  };
  EXPECT_EQ(turned("\"none\"", "3 5"), "-3 -5");
  EXPECT_EQ(turned("\"min_max\"", "1 3 5"), "100 50 0");
  EXPECT_EQ(turned("\"rank\"", "30 10 20"), "1 3 2");
  EXPECT_EQ(turned("{ name = \"goalposts\", lo = 0, hi = 10 }", "-1 2 11"), "100 80 0");
  EXPECT_EQ(turned("{ name = \"goalposts\", lo = 10, hi = 0 }", "-1 2 11"), "100 80 0");
  EXPECT_EQ(turned("{ name = \"scaled\", lo = 0, hi = 10 }", "-1 2 11"), "110 80 -10");
  EXPECT_EQ(turned("{ name = \"distance_to_target\", target = 2 }", "10 6 2 1"), "0 0.5 1 1.125");
  EXPECT_EQ(turned("{ name = \"efficacy\", lo = 12, hi = 6 }", "12 9 6"), "60 80 100");
  EXPECT_EQ(turned("{ name = \"five_tiers\", standards = [1, 2, 3, 4, 5] }", "0.5 1.5 5 6"), "1 0.9 0.2 0");
  EXPECT_EQ(turned("\"fraction_of_max\"", "1 2"), "score.maximum_not_positive");
  EXPECT_EQ(turned("{ name = \"completion\", target = 10 }", "8 20"), "1.25 0.5");
  EXPECT_EQ(turned("{ name = \"completion\", target = 10 }", "0 20"), "score.actual_not_positive");
  EXPECT_EQ(turned("{ name = \"completion\", target = 10, cap = 1.5 }", "0 20"), "1.5 0.5");
  EXPECT_EQ(turned("{ name = \"completion\", target = 10, reverse = \"two_minus\" }", "8 12"), "1.2 0.8");
  EXPECT_EQ(turned("\"completion\"", "0.5"), "score.parameter_needed");
  EXPECT_EQ(turned("\"rank_points\"", "3 1 2"), "90 100 95");
  EXPECT_EQ(turned("{ name = \"tiered\", full_at = 10, short_points = 0.5 }", "9 11 14"), "1 0.5 0");
}

// Growth alone has weight, so increments that are all the same do not matter.
TEST(MethodTest, parts_without_weight_are_not_judged) {
  const auto small = compute_small(
      "[scheme]\ncode = \"s\"\n[[item]]\ncode = \"x\"\nmethod = { name = \"growth_parts\", previous = \"p\", growth = "
      "1 }\n",
      "unit,x,p\nu,6,5\nv,11,10\n");
  ASSERT_TRUE(small.has_value());
  EXPECT_THAT((*small)->computed.scores[0], ::testing::ElementsAre(100, 60));
}

TEST(MethodTest, bounds_are_reported_only_where_they_are_common) {
  const auto resolved = [](const std::string& hi) {
    const auto small = compute_small(
        "[scheme]\ncode = \"s\"\n[[item]]\ncode = \"x\"\nmethod = { name = \"goalposts\", lo = 0, hi = " + hi + " }\n",
        "unit,x,h\nu,6,10\nv,11,20\n");
    return (*small)->computed.items[0].scopes[0].resolved.size();
  };
  EXPECT_EQ(resolved("10"), 2U);
  EXPECT_EQ(resolved("\"h\""), 0U);
}

TEST(MethodTest, groups_are_compared_apart) {
  const auto small = compute_small(R"(
[scheme]
code = "s"
[columns]
group = "g"
[groups]
rank = "apart"
[[item]]
code = "x"
)",
                                   "unit,x,g\na,1,A\nb,3,A\nc,10,B\nd,30,B\n");
  EXPECT_THAT((*small)->computed.scores[0], ::testing::ElementsAre(0, 100, 0, 100));
  EXPECT_THAT((*small)->computed.place, ::testing::ElementsAre(2, 1, 2, 1));
}

TEST(ColumnTest, refuses) {
  const auto code = [](const std::string& item, const std::string& figures) {
    return code_of(compute_small("[scheme]\ncode = \"s\"\n[[item]]\ncode = \"x\"\n" + item, figures));
  };
  EXPECT_EQ(code("denominator = \"d\"\n", "unit,x,d\nu,1,0\nv,2,1"), "score.denominator_zero");
  EXPECT_EQ(code("missing = \"refuse\"\n", "unit,x\nu,\nv,2"), "score.value_needed");
  EXPECT_EQ(code("missing = \"mean\"\n", "unit,x\nu,\nv,"), "score.nothing_to_average");
  EXPECT_EQ(code("column = \"y\"\n", "unit,x\nu,1\nv,2"), "score.column_unknown");
}

TEST(ColumnTest, divides_screens_and_looks_back_in_time) {
  const char* scheme = R"(
[scheme]
code = "s"
period = "2026"
screen_minimum = 0.5
[columns]
period = "year"
[defaults]
method = "none"
[[item]]
code = "x"
missing = "latest"
denominator = "d"
denominator_scale = 100
[[item]]
code = "y"
missing = "linear"
)";
  const char* figures =
      "unit,year,x,d,y\nu,2024,1,10,4\nu,2026,,10,\nu,2028,9,10,8\nv,2026,5,20,1\nw,2025,1,10,1\nw,2026,,10,\nx,2025,3,"
      "20,7\nx,2026,,20,3\n";
  const auto small = compute_small(scheme, figures);
  ASSERT_TRUE(small.has_value());
  // u and w have no value of their own at all and are left out; x has one of two.
  EXPECT_THAT((*small)->computed.columns.screened, ::testing::ElementsAre(1, 0, 1, 0));
  EXPECT_DOUBLE_EQ((*small)->computed.columns.items[0].value[1], 25);
  EXPECT_DOUBLE_EQ((*small)->computed.columns.items[0].value[3], 15);
  EXPECT_TRUE((*small)->computed.columns.items[0].has(Change::imputed, 3));
  EXPECT_FALSE((*small)->computed.columns.items[0].has(Change::imputed, 1));
  EXPECT_TRUE(std::isnan((*small)->computed.place[0]));
  const auto all = compute_small(replace_all(scheme, "screen_minimum = 0.5", ""), figures);
  EXPECT_DOUBLE_EQ((*all)->computed.columns.items[0].value[0], 10);  // the latest before 2026, not 2028
  EXPECT_DOUBLE_EQ((*all)->computed.columns.items[1].value[0], 6);   // half way from 4 to 8
  EXPECT_DOUBLE_EQ((*all)->computed.columns.items[1].value[2], 1);
}

TEST(OutlierTest, judges_by_skewness_or_kurtosis) {
  const std::vector<double> x{1, 2, 3, 4, 10, 2.5};
  EXPECT_NEAR(skewness(x), 1.935700708689288, 1e-13);  // numpy, sample formulas
  EXPECT_NEAR(kurtosis(x), 4.123849615328785, 1e-13);
  EXPECT_TRUE(passes_outlier_test(x, {}));
  EXPECT_FALSE(passes_outlier_test(x, {OutlierMethod::none, 5, 1.9, 3.5}));
  EXPECT_TRUE(passes_outlier_test(x, {OutlierMethod::none, 5, 1.9, 5}));
  EXPECT_TRUE(passes_outlier_test(std::vector<double>{1, 1, 90}, {}));
  EXPECT_TRUE(passes_outlier_test(std::vector<double>{5, 5, 5, 5, 5}, {}));
}

TEST(OutlierTest, sees_the_first_unit_and_every_tie) {
  const std::vector<double> x{90, 2, 3, 2, 1, 2, 3, 1, 90, 2, 2, 1, 3, 2, 1, 2};
  const auto treated = treat_outliers(x, {OutlierMethod::winsorise, 5, 2, 3});
  EXPECT_EQ(treated.x[0], 3);
  EXPECT_EQ(treated.x[8], 3);
  EXPECT_THAT(treated.winsorised, ::testing::ElementsAre(0U, 8U));
}

TEST(OutlierTest, winsorises_step_by_step_and_takes_the_logarithm_of_the_untreated) {
  const std::vector<double> high{1, 2, 3, 2, 1, 2, 3, 90, 1, 2};
  const auto one = treat_outliers(high, {OutlierMethod::winsorise, 5, 2, 3.5});
  EXPECT_EQ(one.x[7], 3);
  EXPECT_THAT(one.winsorised, ::testing::ElementsAre(7U));
  EXPECT_TRUE(one.passes);
  std::vector<double> low = high;
  for (double& value : low) value = -value;
  EXPECT_EQ(treat_outliers(low, {OutlierMethod::winsorise, 5, 2, 3.5}).x[7], -3);
  const auto none = treat_outliers(high, {OutlierMethod::winsorise_then_logarithm, 0, 2, 3.5});
  EXPECT_EQ(none.treatment, Treatment::logarithm);
  EXPECT_NEAR(none.x[1], std::log(2 - 1 + 0.89), 1e-14);
  EXPECT_EQ(treat_outliers(high, {OutlierMethod::none, 5, 2, 3.5}).x, high);
}

TEST(ElementaryTest, agrees_with_the_library_to_the_last_places) {
  for (double x = 1e-8; x < 1e9; x *= 1.37) {
    EXPECT_NEAR(natural_log(x), std::log(x), 4e-16 * std::max(1.0, std::abs(std::log(x)))) << x;
    EXPECT_NEAR(power(x, 0.3) / std::pow(x, 0.3), 1, 3e-15) << x;
    EXPECT_NEAR(power(x, -2.5) / std::pow(x, -2.5), 1, 2e-14) << x;
  }
  for (double x = -700; x < 700; x += 3.7) EXPECT_NEAR(exponential(x) / std::exp(x), 1, 1e-15) << x;
  EXPECT_EQ(natural_log(1), 0);
  EXPECT_EQ(exponential(0), 1);
  EXPECT_EQ(power(3, 2), 9);
  EXPECT_EQ(power(2, -2), 0.25);
  EXPECT_EQ(power(4, 0.5), 2);
  EXPECT_EQ(power(0, 0.3), 0);
  EXPECT_EQ(exponential(1000), HUGE_VAL);
  EXPECT_EQ(exponential(-1000), 0);
  EXPECT_TRUE(std::isinf(natural_log(0)) && std::isnan(natural_log(-1)));
}

TEST(StatisticsTest, leaves_out_what_is_missing) {
  const std::vector<double> x{3, kMissing, 1, 2};
  EXPECT_EQ(count_present(x), 3U);
  EXPECT_EQ(mean(x), 2);
  EXPECT_EQ(median(x), 2);
  EXPECT_EQ(minimum(x), 1);
  EXPECT_EQ(maximum(x), 3);
  EXPECT_EQ(sample_deviation(x), 1);
  EXPECT_NEAR(population_deviation(x), std::sqrt(2.0 / 3), 1e-15);
  EXPECT_EQ(quantile({4, 1, 3, 2}, 0.25), 1.75);
  EXPECT_EQ(quantile({4, 1, 3, 2}, 1), 4);
  EXPECT_TRUE(std::isnan(mean({})) && std::isnan(median({})) && std::isnan(sample_deviation(std::vector<double>{1})));
  EXPECT_NEAR(correlation(x, std::vector<double>{6, 9, 2, 4}), 1, 1e-15);
  EXPECT_TRUE(std::isnan(correlation(x, std::vector<double>{1, 1, 1, 1})));
}

TEST(RankTest, published_scores_decide) {
  EXPECT_EQ(published(1.005, 2), 1.01);  // half up on the decimal form, where the binary one lies below
  EXPECT_EQ(published(2.675, 2), 2.68);
  EXPECT_EQ(published(-2.5, 0), -3);
  EXPECT_EQ(published(1.004, 2), 1);
  EXPECT_EQ(published(1.23456, -1), 1.23456);
  const std::vector<std::vector<double>> keys{{5, 5, 7, kMissing, 5}, {1, 2, 0, 9, 1}};
  EXPECT_THAT(places(keys, Ties::lowest),
              ::testing::ElementsAre(3, 2, 1, ::testing::NanSensitiveDoubleEq(kMissing), 3));
  EXPECT_THAT(places(keys, Ties::dense), ::testing::ElementsAre(3, 2, 1, ::testing::NanSensitiveDoubleEq(kMissing), 3));
  EXPECT_THAT(places(keys, Ties::highest),
              ::testing::ElementsAre(4, 2, 1, ::testing::NanSensitiveDoubleEq(kMissing), 4));
}

TEST(NumberTextTest, is_plain_short_and_exact) {
  EXPECT_EQ(number_text(100000), "100000");
  EXPECT_EQ(number_text(0.1 + 0.2), "0.30000000000000004");
  EXPECT_EQ(number_text(-0.0), "0");
  EXPECT_EQ(number_text(1e-9), "1e-09");
  EXPECT_EQ(number_text(kMissing), "");
  EXPECT_EQ(fixed_text(83.145, 2), "83.15");
  EXPECT_EQ(fixed_text(83.145, -1), "83.145");
  std::string cell;
  append_csv(cell, "a,\"b\"");
  EXPECT_EQ(cell, "\"a,\"\"b\"\"\"");
}

}  // namespace
}  // namespace guatu::score

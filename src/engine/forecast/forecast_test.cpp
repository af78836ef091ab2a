// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>
#include <gmock/gmock.h>

#include <cmath>
#include <sstream>

#include "base/text.hpp"
#include "engine/forecast/bounded_minimum.hpp"
#include "engine/forecast/report.hpp"
#include "tests/support/golden.hpp"

namespace guatu::forecast {
namespace {

template <class T>
std::string code_of(const Result<T>& result) {
  return result ? "accepted" : result.error().problems.front().code;
}

// Lines of "period,value".
Result<Series> series_of(const std::string& text, Measure measure) {
  std::vector<Reading> readings;
  const auto lines = split(text, "\n");
  for (const auto& line : lines) {
    const std::string_view view(line);
    const auto comma = view.find(',');
    readings.push_back({view.substr(0, comma), view.substr(comma + 1), line});
  }
  return make_series(readings, measure);
}

std::string months(int first_year, int count, const std::function<double(int)>& value) {
  std::string text;
  for (int i = 0; i < count; ++i)
    text += fmt::format("{:04}-{:02},{:.10g}\n", first_year + i / 12, i % 12 + 1, value(i));
  return text;
}

std::string numbers(const std::string& name, const std::vector<double>& values, const char* format) {
  std::string out = name;
  for (const double value : values)
    if (!std::isnan(value)) out += " " + fmt::format(fmt::runtime(format), value);
  return out + "\n";
}

std::string run_case(const std::string& input) {
  const auto at = input.find("@ seasonal ");
  const auto line_end = input.find('\n', at);
  const Seasonal seasonal = *read_seasonal(trim(std::string_view(input).substr(at + 11, line_end - at - 11)));
  const auto series = *series_of(input.substr(line_end + 1), Measure::current);
  const auto parts = *decompose(series.current, series.frequency, seasonal);
  const auto fixed = *fit(series.current, series.frequency, seasonal, Trend::linear, Smoothing{0.4, 0.15, 0.25, 1});
  const auto best = *fit(series.current, series.frequency, seasonal, Trend::linear);
  return numbers("figure", parts.figure, "{:.9g}") + numbers("trend", parts.trend, "{:.9g}") +
         numbers("random", parts.random, "{:.9g}") + numbers("fixed", fixed.filtered.fitted, "{:.9g}") +
         numbers("ahead", fixed.ahead(5), "{:.9g}") + numbers("error", {fixed.filtered.squared_error}, "{:.9g}") +
         numbers("best", {best.parameters.alpha, best.parameters.beta, best.parameters.gamma}, "{:.5g}") +
         numbers("best_error", {best.filtered.squared_error}, "{:.5g}") +
         numbers("best_fitted", best.filtered.fitted, "{:.4g}");
}

TEST(ForecastGolden, cases) { testing::check_golden("forecast", run_case); }

TEST(SeriesTest, reads_periods_and_measures) {
  const auto cumulative = series_of("2025-01,10\n2025-02,15\n2025-03,30", Measure::cumulative);
  EXPECT_THAT(cumulative->current, ::testing::ElementsAre(10, 5, 15));
  EXPECT_EQ(cumulative->through(2), 30);
  EXPECT_EQ(cumulative->frequency, 12);
  const auto current = series_of("2025Q2,7\n2025Q1,5", Measure::current);
  EXPECT_THAT(current->current, ::testing::ElementsAre(5, 7));
  EXPECT_EQ(current->through(1), 12);
  EXPECT_EQ(current->months_through(), 6);
  EXPECT_EQ(period_name(*current, 2026, 3), "2026Q4");
  const auto level = series_of("2025-01,10\n2025-02,15", Measure::level);
  EXPECT_EQ(level->through(1), 15);
  EXPECT_FALSE(level->is_year_complete(2025));
}

TEST(SeriesTest, january_and_february_together_count_as_two_months) {
  const auto joint = series_of(
      "2024-02,30\n2024-03,50\n2024-04,70\n2024-05,90\n2024-06,110\n2024-07,130\n2024-08,150\n2024-09,170\n2024-10,"
      "190\n"
      "2024-11,210\n2024-12,230\n2025-01,20\n2025-02,33\n2025-03,50",
      Measure::cumulative);
  // The first year alone does not prove a joint figure, and a cumulative year must begin with January.
  EXPECT_EQ(code_of(joint), "forecast.starts_in_mid_year");
  const std::string year =
      ",50\n2024-04,70\n2024-05,90\n2024-06,110\n2024-07,130\n2024-08,150\n2024-09,170\n2024-10,190\n2024-11,210\n2024-"
      "12,230\n";
  for (const std::string first : {"2024-01/2024-02,30\n2024-03", "2024-01—2024-02,30\n2024-03"}) {
    const auto written = series_of(first + year + "2025-01,20\n2025-02,33\n2025-03,50", Measure::cumulative);
    ASSERT_TRUE(written.has_value());
    EXPECT_TRUE(written->joint);
    EXPECT_EQ(written->frequency, 11);
    EXPECT_EQ(written->periods.front().months, 2);
    EXPECT_EQ(written->current[11], 33);  // cumulative: the figure of February holds January
    EXPECT_EQ(written->current[12], 17);
    EXPECT_EQ(period_name(*written, 2026, 0), "2026-01/2026-02");
    EXPECT_EQ(period_name(*written, 2026, 1), "2026-03");
  }
  const auto marked =
      series_of("2024-01,不适用\n2024-02,30\n2024-03" + year + "2025-01,-\n2025-02,31", Measure::cumulative);
  EXPECT_EQ(marked->frequency, 11);
  const auto currents = series_of(
      "2024-01/"
      "2024-02,30\n2024-03,4\n2024-04,4\n2024-05,4\n2024-06,4\n2024-07,4\n2024-08,4\n2024-09,4\n2024-10,4\n2024-11,4\n"
      "2024-12,4\n2025-01,20\n2025-02,33\n2025-03,5\n",
      Measure::current);
  EXPECT_EQ(currents->current[11], 53);  // by the month: they are added
  const auto january = series_of("2024-01/2024-02,30\n2024-03" + year + "2025-01,20", Measure::cumulative);
  EXPECT_EQ(january->last_year(), 2024);  // a lone January has no joint figure yet
}

TEST(SeriesTest, refuses) {
  const auto code = [](const char* text) { return code_of(series_of(text, Measure::cumulative)); };
  EXPECT_EQ(code("2025-13,1"), "forecast.period_unreadable");
  EXPECT_EQ(code("2025-01,one"), "forecast.not_a_number");
  EXPECT_EQ(code("2025-01,1\n2025-01,2"), "forecast.period_twice");
  EXPECT_EQ(code("2025-01,1\n2025-02,2\n2025-04,2"), "forecast.hole");
  EXPECT_EQ(code("2025-01,1\n2025Q2,2"), "forecast.mixed_periods");
  EXPECT_EQ(code("2025-05,1\n2025-06,2"), "forecast.starts_in_mid_year");
  EXPECT_EQ(code_of(make_series({}, Measure::current)), "forecast.too_short");
}

TEST(SmoothingTest, refuses_and_reads_words) {
  const std::vector<double> x(24, 5);
  EXPECT_EQ(code_of(decompose(std::span(x).first(23), 12, Seasonal::additive)), "forecast.too_short");
  std::vector<double> zero = x;
  zero[3] = 0;
  EXPECT_EQ(code_of(decompose(zero, 12, Seasonal::multiplicative)), "forecast.not_positive");
  EXPECT_EQ(code_of(fit(std::span(x).first(2), 12, Seasonal::none, Trend::linear)), "forecast.too_short");
  EXPECT_EQ(code_of(read_seasonal("weekly")), "forecast.seasonal_unknown");
  EXPECT_EQ(code_of(read_smoothing("0.3")), "forecast.parameters_needed");
  EXPECT_EQ(code_of(read_smoothing("0.3,1.2")), "forecast.parameter_out_of_range");
  EXPECT_EQ(read_smoothing("0.3,0.1,0.2,0.9")->phi, 0.9);
  EXPECT_EQ(code_of(read_amount("x", "t")), "forecast.not_a_number");
  EXPECT_THAT(*read_shares("8,17,100"), ::testing::ElementsAre(0.08, 0.17, 1));
}

TEST(SmoothingTest, a_line_is_continued_as_a_line) {
  std::vector<double> x;
  for (int i = 0; i < 30; ++i) x.push_back(5 + 2 * i);
  const auto model = *fit(x, 12, Seasonal::none, Trend::linear);
  EXPECT_NEAR(model.filtered.squared_error, 0, 1e-18);
  EXPECT_THAT(model.ahead(2), ::testing::ElementsAre(::testing::DoubleNear(65, 1e-9), ::testing::DoubleNear(67, 1e-9)));
  const auto damped = *fit(x, 12, Seasonal::none, Trend::linear, Smoothing{0.5, 0.5, 0, 0.5});
  const auto ahead = damped.ahead(3);
  EXPECT_NEAR(ahead[1] - ahead[0], 0.5 * (ahead[0] - damped.filtered.level), 1e-9);
}

TEST(MinimumTest, finds_the_bottom_inside_and_on_the_edge) {
  const auto bowl = [](const std::vector<double>& x) {
    return (x[0] - 0.3) * (x[0] - 0.3) + 2 * (x[1] - 1.5) * (x[1] - 1.5) + x[0] * x[1] / 10;
  };
  const auto minimum = minimise(bowl, {0.5, 0.5}, Box{{0, 0}, {1, 1}});
  EXPECT_TRUE(minimum.converged);
  EXPECT_EQ(minimum.x[1], 1);
  EXPECT_NEAR(minimum.x[0], 0.25, 1e-5);
  const auto valley = [](const std::vector<double>& x) {
    return 100 * std::pow(x[1] - x[0] * x[0], 2) + std::pow(1 - x[0], 2);
  };
  const auto rosenbrock = minimise(valley, {-1.2, 1}, Box{{-2, -2}, {2, 2}});
  EXPECT_NEAR(rosenbrock.x[0], 1, 1e-2);
  EXPECT_NEAR(minimise(bowl, {7, -7}, Box{{0, 0}, {1, 1}}).x[1], 1, 1e-12);
}

TEST(StudentTest, tables) {
  EXPECT_NEAR(t_quantile(0.95, 10), 2.228138852, 1e-8);  // printed tables
  EXPECT_NEAR(t_quantile(0.8, 3), 1.637744354, 1e-8);
  EXPECT_NEAR(t_quantile(0.9, 1), 6.313751515, 1e-7);
  EXPECT_NEAR(t_probability(0, 5), 0.5, 1e-15);
  EXPECT_NEAR(t_probability(-2.228138852, 10), 0.025, 1e-9);
  EXPECT_NEAR(t_probability(1e6, 2), 1, 1e-11);
}

// Three years of a steady shape, each 10 % above the last, then eight months of a fourth.
double grown(int i) {
  constexpr double kShape[12] = {6, 7, 9, 8, 8, 10, 7, 7, 9, 8, 9, 12};
  return kShape[i % 12] * std::pow(1.1, i / 12);
}

TEST(YearEndTest, a_steady_share_is_found_and_never_errs) {
  const auto series = *series_of(months(2022, 44, grown), Measure::current);
  YearEndRequest request;
  request.target = 133.0;
  const auto result = *forecast_year_end(series, request);
  EXPECT_EQ(result.year, 2025);
  EXPECT_EQ(result.through, "2025-08");
  EXPECT_EQ(*result.pick, Candidate::last_year_share);
  EXPECT_NEAR(result.forecast, 100 * std::pow(1.1, 3), 1e-9);
  EXPECT_NEAR(result.so_far, 62 * std::pow(1.1, 3), 1e-9);
  EXPECT_NEAR(*result.needed_rest, 133 - 62 * std::pow(1.1, 3), 1e-9);
  ASSERT_EQ(result.path.size(), 4U);
  EXPECT_EQ(result.path[0].period, "2025-09");
  EXPECT_NEAR(result.path[3].current, 12 * std::pow(1.1, 3), 1e-9);
  EXPECT_NEAR(result.path[3].cumulative, result.forecast, 1e-9);
  const auto& naive = result.tried[static_cast<std::size_t>(Candidate::seasonal_naive)];
  EXPECT_NEAR(*naive.forecast, 62 * std::pow(1.1, 3) + 38 * std::pow(1.1, 2), 1e-9);
  const auto& calendar = result.tried[static_cast<std::size_t>(Candidate::calendar_share)];
  EXPECT_NEAR(*calendar.forecast, 62 * std::pow(1.1, 3) * 12 / 8, 1e-9);
  EXPECT_EQ(calendar.tests.size(), 3U);
  EXPECT_EQ(naive.tests.size(), 2U);
  EXPECT_NEAR(calendar.mean_absolute_error, 0.07, 1e-9);  // 62 %·12/8 = 93 % of the year
  EXPECT_EQ(result.tried[static_cast<std::size_t>(Candidate::plan_share)].why_not, "forecast.no_plan");
  EXPECT_EQ(result.tried[static_cast<std::size_t>(Candidate::three_year_share)].tests.size(), 0U);
}

TEST(YearEndTest, interval_and_probability_come_from_the_back_tests) {
  const auto wobble = [](int i) { return grown(i) * (1 + 0.03 * std::sin(i * i)); };
  const auto series = *series_of(months(2018, 92, wobble), Measure::current);
  YearEndRequest request;
  request.target = 200.0;
  const auto result = *forecast_year_end(series, request);
  const auto& pick = result.tried[static_cast<std::size_t>(*result.pick)];
  double square = 0;
  for (const BackTest& test : pick.tests) square += std::pow((test.forecast - test.actual) / test.actual, 2);
  const auto n = static_cast<double>(pick.tests.size());
  const double spread = std::sqrt(square / n) * result.forecast;
  EXPECT_NEAR(result.interval->upper - result.forecast, t_quantile(0.8, n) * spread, 1e-9);
  EXPECT_NEAR(*result.probability, t_probability((result.forecast - 200) / spread, n), 1e-12);
  request.better = Better::lower;
  EXPECT_NEAR(*forecast_year_end(series, request)->probability, 1 - *result.probability, 1e-12);
  for (const Tried& tried : result.tried)
    if (!tried.tests.empty()) {
      EXPECT_GE(tried.mean_absolute_error, pick.mean_absolute_error);
    }
}

TEST(YearEndTest, after_december_the_next_year_is_forecast) {
  const auto series = *series_of(months(2021, 60, grown), Measure::current);
  const auto result = *forecast_year_end(series, {});
  EXPECT_EQ(result.year, 2026);
  EXPECT_EQ(result.through, "2025-12");
  EXPECT_EQ(result.so_far, 0);
  EXPECT_EQ(result.path.size(), 12U);
  EXPECT_EQ(result.path[0].period, "2026-01");
  EXPECT_EQ(result.tried[0].why_not, "forecast.share_not_positive");
  EXPECT_NEAR(*result.tried[static_cast<std::size_t>(Candidate::seasonal_naive)].forecast, 100 * std::pow(1.1, 4),
              1e-9);
  EXPECT_NEAR(result.forecast, 100 * std::pow(1.1, 5), 3);
}

TEST(YearEndTest, plans_levels_and_short_series) {
  const auto series = *series_of(months(2025, 8, grown), Measure::current);
  EXPECT_EQ(*forecast_year_end(series, {})->pick,
            Candidate::calendar_share);  // nothing else has an answer, and nothing is tested
  EXPECT_FALSE(forecast_year_end(series, {})->interval.has_value());
  YearEndRequest plan;
  plan.plan_share = *read_shares("6,13,22,30,38,48,55,62,71,79,88,100");
  EXPECT_NEAR(forecast_year_end(series, plan)->forecast, 100, 1e-9);
  plan.plan_share.pop_back();
  EXPECT_EQ(code_of(forecast_year_end(series, plan)), "forecast.plan_length");
  plan.plan_share = std::vector<double>(12, 0);
  EXPECT_EQ(forecast_year_end(series, plan)->tried[2].why_not, "forecast.share_not_positive");
  EXPECT_EQ(forecast_year_end(series, {})->tried[0].why_not, "forecast.no_complete_year");
  YearEndRequest level;
  level.level = 1;
  EXPECT_EQ(code_of(forecast_year_end(series, level)), "forecast.level_out_of_range");
  const auto levels = *series_of(months(2025, 8, grown), Measure::level);
  EXPECT_EQ(code_of(forecast_year_end(levels, {})), "forecast.no_method");
  const auto long_levels = *series_of(months(2022, 44, grown), Measure::level);
  const auto result = *forecast_year_end(long_levels, {});
  EXPECT_EQ(result.tried[0].why_not, "forecast.level_has_no_share");
  EXPECT_GE(*result.pick, Candidate::seasonal_naive);
  EXPECT_EQ(result.path.back().cumulative, result.path.back().current);
}

TEST(ReportTest, writes_every_shape) {
  const auto series = *series_of(months(2022, 44, grown), Measure::current);
  const YearEndRequest request;
  const auto result = *forecast_year_end(series, request);
  EXPECT_THAT(year_end_json(series, request, result), ::testing::HasSubstr("\"method\":\"last_year_share\""));
  EXPECT_THAT(year_end_csv(result), ::testing::HasSubstr("seasonal_naive,"));
  EXPECT_GE(year_end_summary(request, result).size(), 3U);
  const auto parts = *decompose(series.current, 12, Seasonal::multiplicative);
  EXPECT_THAT(decomposition_json(series, parts), ::testing::HasSubstr("\"trend\":[null,"));
  EXPECT_THAT(decomposition_csv(series, parts),
              ::testing::StartsWith("period,observed,trend,seasonal,random\n2022-01,6,,"));
  const auto model = *fit(series.current, 12, Seasonal::multiplicative, Trend::damped);
  EXPECT_THAT(model_json(series, model, 3), ::testing::HasSubstr("{\"period\":\"2025-11\""));
  EXPECT_THAT(model_csv(series, model, 5), ::testing::HasSubstr("\n2026-01,,"));
}

}  // namespace
}  // namespace guatu::forecast

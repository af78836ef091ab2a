// SPDX-License-Identifier: Apache-2.0
#include "engine/schedule/simulate.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "engine/schedule/earned.hpp"

namespace guatu::schedule {
namespace {

constexpr double kDay = static_cast<double>(kTicksPerDay);

enum class Layout : std::uint8_t { series, parallel };

Network days_in(Layout layout, std::size_t count) {
  Network network;
  network.calendars.push_back(WorkCalendar::round_the_clock());
  network.frames.push_back({{0}, {0}, {}, 0});
  for (Index i = 0; i < count; ++i) {
    Activity activity;
    activity.duration = activity.remaining = {10 * kTicksPerDay};
    network.activities.push_back(activity);
    if (layout == Layout::series && i > 0)
      network.links.push_back({i - 1, i, LinkType::finish_start, LagKind::working, 0});
  }
  return network;
}

ThreePoint point(Index activity, DurationShape shape, double low, double mode, double high) {
  const auto span = [](double days) { return Span{std::llround(days * kDay)}; };
  return {activity, shape, span(low), span(mode), span(high)};
}

struct ClosedForm {
  const char* what;
  DurationShape shape;
  double low, mode, high;
  double mean, variance;  // of one activity, in days
};

// Means and variances from the distributions' own formulas.
const ClosedForm kForms[] = {
    {"triangular", DurationShape::triangular, 5, 8, 17, 10, (25 + 64 + 289 - 40 - 85 - 136) / 18.0},
    {"uniform", DurationShape::uniform, 4, 5, 16, 10, 12.0},
    {"PERT-beta", DurationShape::pert_beta, 4, 10, 16, 10, 144.0 / 28},  // α = β = 3
    {"skewed PERT-beta", DurationShape::pert_beta, 6, 8, 20, 58.0 / 6, (58.0 / 6 - 6) * (20 - 58.0 / 6) / 7},
    {"PERT-beta with its mode at the edge", DurationShape::pert_beta, 6, 6, 12, 7, 5.0 / 7},
};

TEST(Simulate, MeetsClosedFormsWithinFourStandardErrors) {
  constexpr std::uint32_t runs = 40'000;
  for (const ClosedForm& form : kForms) {
    const Network network = days_in(Layout::series, 3);
    std::vector<ThreePoint> points;
    for (Index i = 0; i < 3; ++i) points.push_back(point(i, form.shape, form.low, form.mode, form.high));
    const SimulationResult result = *simulate(network, points, {42, runs, 2});
    const double deviation = std::sqrt(3 * form.variance);
    EXPECT_NEAR(result.mean_duration / kDay, 3 * form.mean, 4 * deviation / std::sqrt(runs)) << form.what;
    // The standard error of a deviation is about σ·√((κ−1)/4n); kurtosis is below 3 for all of these.
    EXPECT_NEAR(result.deviation / kDay, deviation, 4 * deviation * std::sqrt(0.5 / runs)) << form.what;
    EXPECT_NEAR(result.activities[0].sensitivity, 1 / std::sqrt(3.0), 0.02) << form.what;
    EXPECT_DOUBLE_EQ(result.activities[0].criticality, 1) << form.what;
  }
}

TEST(Simulate, MergeBiasMakesTheMeanLaterThanTheDeterministicDate) {
  constexpr std::uint32_t runs = 40'000;
  std::vector<ThreePoint> points;
  for (Index i = 0; i < 2; ++i) points.push_back(point(i, DurationShape::uniform, 5, 10, 15));
  const SimulationResult result = *simulate(days_in(Layout::parallel, 2), points, {1, runs, 2});
  // The larger of two uniforms on [5, 15]: mean 5 + 10·2/3, variance 100/18; P(both ≤ 10) = 1/4.
  EXPECT_NEAR(result.mean_duration / kDay, 5 + 20.0 / 3, 4 * std::sqrt(100.0 / 18 / runs));
  EXPECT_GT(result.mean_finish, result.deterministic_finish);
  EXPECT_NEAR(result.probability_by({10 * kTicksPerDay}), 0.25, 4 * std::sqrt(0.25 * 0.75 / runs));
  EXPECT_NEAR(result.activities[0].criticality, 0.5, 4 * std::sqrt(0.25 / runs));
  EXPECT_NEAR(static_cast<double>(result.percentile(0.25).ticks) / kDay, 10, 0.2);
}

TEST(Simulate, SameSeedSameAnswerHoweverManyThreads) {
  const Network network = days_in(Layout::series, 5);
  std::vector<ThreePoint> points;
  for (Index i = 0; i < 5; ++i) points.push_back(point(i, DurationShape::pert_beta, 5, 8, 20));
  const SimulationResult one = *simulate(network, points, {99, 500, 1});
  const SimulationResult four = *simulate(network, points, {99, 500, 4});
  EXPECT_EQ(one.finishes, four.finishes);
  EXPECT_EQ(one.mean_duration, four.mean_duration);
  EXPECT_EQ(one.activities[3].sensitivity, four.activities[3].sensitivity);
  EXPECT_NE(one.finishes, simulate(network, points, {100, 500, 1})->finishes);
}

TEST(Simulate, Refuses) {
  const Network network = days_in(Layout::series, 2);
  const auto code = [&](const std::vector<ThreePoint>& points, std::uint32_t runs) {
    return simulate(network, points, {1, runs, 1}).error().problems.front().code;
  };
  EXPECT_EQ(code({point(0, DurationShape::uniform, 5, 4, 9)}, 10), "schedule.three_points_unordered");
  EXPECT_EQ(code({point(5, DurationShape::uniform, 3, 4, 9)}, 10), "schedule.no_such_activity");
  EXPECT_EQ(code({}, 0), "schedule.too_many_runs");
  EXPECT_EQ(simulate(Network{}, {}, {1, 10, 1}).error().problems.front().code, "schedule.empty");
}

TEST(Earned, InterpolatesAndStaysAtThePlannedDuration) {
  // Worked by hand: plan 10 20 40 70 100; earned 5 15 35 50 80 95 100.
  const EarnedReport report =
      *earned_schedule({{10, 20, 40, 70, 100, 100}, {5, 15, 35, 50, 80, 95, 100}, {{6.0}, {20.0}}});
  EXPECT_DOUBLE_EQ(report.planned_duration, 5);
  const double expected[] = {0.5, 1.5, 2.75, 3 + 1.0 / 3, 4 + 1.0 / 3, 4 + 25.0 / 30, 5};
  for (std::size_t i = 0; i < 7; ++i) EXPECT_NEAR(report.periods[i].earned_schedule, expected[i], 1e-12) << i;
  EXPECT_NEAR(report.periods[1].schedule_index_time, 0.75, 1e-12);
  EXPECT_NEAR(*report.periods[1].duration_estimate, 5 / 0.75, 1e-12);
  EXPECT_NEAR(*report.periods[1].cost_index, 0.75, 1e-12);
  EXPECT_NEAR(*report.periods[1].estimate_at_completion, 100 / 0.75, 1e-9);
  // At the end SPI is back at 1 and SPI(t) is not.
  EXPECT_DOUBLE_EQ(*report.periods[6].schedule_index, 1);
  EXPECT_NEAR(report.periods[6].schedule_index_time, 5.0 / 7, 1e-12);
}

TEST(Earned, Refuses) {
  const auto code = [](EarnedInput input) { return earned_schedule(input).error().problems.front().code; };
  EXPECT_EQ(code({{10, 5}, {1}, {}}), "schedule.plan_falls");
  EXPECT_EQ(code({{0, 0}, {1}, {}}), "schedule.no_plan");
  EXPECT_EQ(code({{}, {1}, {}}), "schedule.no_plan");
  EXPECT_EQ(code({{1, 2}, {-1}, {}}), "schedule.value_below_zero");
}

}  // namespace
}  // namespace guatu::schedule

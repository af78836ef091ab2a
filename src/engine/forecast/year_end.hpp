// SPDX-License-Identifier: Apache-2.0
// Forecast of the year's figure (全年预测). Each candidate is tried on the series' own past, standing at the same point
// of earlier years; the one with the smallest mean absolute error is picked and named with that error, an interval from
// it and the probability that a target is met. The cumulative share of last year is the baseline to beat.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "engine/forecast/series.hpp"

namespace guatu::forecast {

enum class Candidate {
  last_year_share,
  three_year_share,
  plan_share,
  calendar_share,
  seasonal_naive,
  holt_winters_additive,
  holt_winters_multiplicative,
  damped_trend,
};

std::string_view name_of(Candidate candidate);

struct BackTest {
  int year = 0;
  double forecast = 0;
  double actual = 0;
  double relative_error = 0;  // (forecast − actual) ÷ |actual|
};

struct Tried {
  Candidate candidate = Candidate::last_year_share;
  std::optional<double> forecast;  // none: the method has no answer here
  std::string why_not;             // refusal code then
  std::vector<BackTest> tests;
  double mean_absolute_error = 0;  // over the years all testable candidates share; NaN without
  double root_mean_square = 0;     // over all its tests
};

struct Interval {
  double level = 0.8;
  double lower = 0;
  double upper = 0;
};

enum class Better { higher, lower };  // 不低于 or 不超过

struct YearEndRequest {
  std::optional<double> target;
  Better better = Better::higher;
  std::vector<double> plan_share;  // cumulative share of the year at the end of each period, 0…1
  double level = 0.8;
};

struct PathPoint {
  std::string period;
  double current = 0;
  double cumulative = 0;
};

struct YearEnd {
  int year = 0;
  std::string through;
  double so_far = 0;
  std::vector<Tried> tried;
  std::optional<Candidate> pick;
  double forecast = 0;
  std::vector<PathPoint> path;        // the remaining periods under the pick
  std::optional<Interval> interval;   // none without a back-test
  std::optional<double> probability;  // that the target is met
  std::optional<double> needed_rest;  // what the rest of the year must bring to reach the target
};

Result<YearEnd> forecast_year_end(const Series& series, const YearEndRequest& request);

// Student's t with n degrees of freedom: P(T ≤ t), and the t that leaves (1 − level)/2 above.
double t_probability(double t, double n);
double t_quantile(double level, double n);

}  // namespace guatu::forecast

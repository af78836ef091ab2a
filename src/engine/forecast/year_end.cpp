// SPDX-License-Identifier: Apache-2.0
#include "engine/forecast/year_end.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <span>
#include <utility>

#include "engine/forecast/smoothing.hpp"

namespace guatu::forecast {
namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
constexpr std::array<std::pair<Candidate, std::string_view>, 8> kNames{
    {{Candidate::last_year_share, "last_year_share"},
     {Candidate::three_year_share, "three_year_share"},
     {Candidate::plan_share, "plan_share"},
     {Candidate::calendar_share, "calendar_share"},
     {Candidate::seasonal_naive, "seasonal_naive"},
     {Candidate::holt_winters_additive, "holt_winters_additive"},
     {Candidate::holt_winters_multiplicative, "holt_winters_multiplicative"},
     {Candidate::damped_trend, "damped_trend"}}};
constexpr int kBackTestsMax = 8;

std::unexpected<Error> not_enough(const char* code) { return refuse(ErrorKind::invalid, "", code); }

// What is known of the series at some moment: `known` values, `done` of them in the year to be forecast. At the
// turn of a year nothing of the new one is done.
struct Standpoint {
  const Series& series;
  std::size_t known = 0;
  int year = 0;
  std::size_t done = 0;

  std::size_t left() const { return static_cast<std::size_t>(series.frequency) - done; }
  double so_far() const {
    if (series.measure == Measure::level) return series.current[known - 1];
    return done == 0 ? 0 : series.through(known - 1);
  }
  std::span<const double> values() const { return {series.current.data(), known}; }
  // Cumulative share of an earlier, complete year at the same point.
  double share_in(int earlier) const {
    if (!series.is_year_complete(earlier)) return kNaN;
    if (done == 0) return 0;
    const std::size_t first = series.first_of_year(earlier);
    return series.through(first + done - 1) / series.through(first + static_cast<std::size_t>(series.frequency) - 1);
  }
};

Standpoint standpoint_now(const Series& series) {
  const int year = series.last_year();
  if (series.is_year_complete(year)) return {series, series.current.size(), year + 1, 0};
  return {series, series.current.size(), year, series.current.size() - series.first_of_year(year)};
}

using Path = std::vector<double>;  // current values of the remaining periods

// From a share to a path: the rest is spread like last year's rest, evenly where there was none.
Path spread(const Standpoint& at, double rest) {
  Path path(at.left(), rest / std::max<double>(1, static_cast<double>(at.left())));
  if (!at.series.is_year_complete(at.year - 1)) return path;
  const std::size_t first = at.series.first_of_year(at.year - 1);
  double sum = 0;
  for (std::size_t i = 0; i < path.size(); ++i) sum += at.series.current[first + at.done + i];
  if (sum == 0) return path;
  for (std::size_t i = 0; i < path.size(); ++i) path[i] = rest * at.series.current[first + at.done + i] / sum;
  return path;
}

Result<Path> by_share(const Standpoint& at, double share) {
  if (std::isnan(share)) return not_enough("forecast.no_complete_year");
  if (!(share > 0)) return not_enough("forecast.share_not_positive");
  return spread(at, at.so_far() / share - at.so_far());
}

double mean_share(const Standpoint& at, int years) {
  double sum = 0;
  for (int back = 1; back <= years; ++back) sum += at.share_in(at.year - back);
  return sum / years;
}

double calendar_share(const Standpoint& at) {
  double months = 0;
  for (std::size_t i = at.known - at.done; i < at.known; ++i) months += at.series.periods[i].months;
  return months / 12;
}

Result<Path> seasonal_naive(const Standpoint& at) {
  if (!at.series.is_year_complete(at.year - 1)) return not_enough("forecast.no_complete_year");
  const std::size_t first = at.series.first_of_year(at.year - 1) + at.done;
  return Path(at.series.current.begin() + static_cast<std::ptrdiff_t>(first),
              at.series.current.begin() + static_cast<std::ptrdiff_t>(first + at.left()));
}

Result<Path> smoothed(const Standpoint& at, Seasonal seasonal, Trend trend) {
  // Two seasons make the start values, one more must be there to fit against.
  const auto known = at.values();
  const auto needed = static_cast<std::size_t>(3 * at.series.frequency);
  if (known.size() < needed)
    return refuse(ErrorKind::invalid, "", "forecast.too_short",
                  {{"values", std::to_string(known.size())}, {"needed", std::to_string(needed)}});
  GUATU_TRY(const auto model, fit(known, at.series.frequency, seasonal, trend));
  return model.ahead(static_cast<int>(at.left()));
}

Result<Path> path_of(Candidate candidate, const Standpoint& at, const YearEndRequest& request) {
  const bool is_level = at.series.measure == Measure::level;
  if (is_level && candidate < Candidate::seasonal_naive) return not_enough("forecast.level_has_no_share");
  switch (candidate) {
    case Candidate::last_year_share:
      return by_share(at, at.share_in(at.year - 1));
    case Candidate::three_year_share:
      return by_share(at, mean_share(at, 3));
    case Candidate::plan_share:
      if (request.plan_share.empty()) return not_enough("forecast.no_plan");
      return by_share(at, at.done == 0 ? 0 : request.plan_share[at.done - 1]);
    case Candidate::calendar_share:
      return by_share(at, calendar_share(at));
    case Candidate::seasonal_naive:
      return seasonal_naive(at);
    case Candidate::holt_winters_additive:
      return smoothed(at, Seasonal::additive, Trend::linear);
    case Candidate::holt_winters_multiplicative:
      return smoothed(at, Seasonal::multiplicative, Trend::linear);
    case Candidate::damped_trend:
      return smoothed(at, Seasonal::additive, Trend::damped);
  }
  return not_enough("forecast.no_plan");
}

double year_end_of(const Standpoint& at, const Path& path) {
  if (at.series.measure == Measure::level) return path.empty() ? at.so_far() : path.back();
  double sum = at.so_far();
  for (const double value : path) sum += value;
  return sum;
}

void back_test(const Standpoint& now, const YearEndRequest& request, Tried& tried) {
  const Series& series = now.series;
  const std::size_t done = now.done;
  const int this_year = now.year;
  for (int year = this_year - 1; year > this_year - 1 - kBackTestsMax; --year) {
    if (!series.is_year_complete(year)) break;
    const std::size_t first = series.first_of_year(year);
    if (first + done == 0) break;
    const Standpoint at{series, first + done, year, done};
    const auto path = path_of(tried.candidate, at, request);
    if (!path) break;
    const double actual = series.through(first + static_cast<std::size_t>(series.frequency) - 1);
    if (actual == 0) break;
    const double guess = year_end_of(at, *path);
    tried.tests.push_back({year, guess, actual, (guess - actual) / std::abs(actual)});
  }
}

void measure_errors(std::vector<Tried>& all) {
  std::size_t shared = std::numeric_limits<std::size_t>::max();
  for (const Tried& tried : all)
    if (!tried.tests.empty()) shared = std::min(shared, tried.tests.size());
  for (Tried& tried : all) {
    tried.mean_absolute_error = tried.root_mean_square = kNaN;
    if (tried.tests.empty()) continue;
    double absolute = 0;
    double square = 0;
    // Tests go back from last year without a gap, so the first ones are the years all have.
    for (std::size_t i = 0; i < shared; ++i) absolute += std::abs(tried.tests[i].relative_error);
    for (const BackTest& test : tried.tests) square += test.relative_error * test.relative_error;
    tried.mean_absolute_error = absolute / static_cast<double>(shared);
    tried.root_mean_square = std::sqrt(square / static_cast<double>(tried.tests.size()));
  }
}

const Tried* best_of(const std::vector<Tried>& all) {
  const Tried* best = nullptr;
  for (const Tried& tried : all) {
    if (!tried.forecast) continue;
    // Untested candidates stand behind tested ones, in the order of the list.
    const bool better =
        best == nullptr ||
        (!tried.tests.empty() && (best->tests.empty() || tried.mean_absolute_error < best->mean_absolute_error));
    if (better) best = &tried;
  }
  return best;
}

void judge_target(const YearEndRequest& request, const Tried& pick, YearEnd& result) {
  if (request.target) result.needed_rest = *request.target - result.so_far;
  if (pick.tests.empty()) return;
  const double spread_of = pick.root_mean_square * std::abs(result.forecast);
  const auto n = static_cast<double>(pick.tests.size());
  const double half = t_quantile(request.level, n) * spread_of;
  result.interval = Interval{request.level, result.forecast - half, result.forecast + half};
  if (!request.target) return;
  const double ahead =
      request.better == Better::higher ? result.forecast - *request.target : *request.target - result.forecast;
  if (spread_of == 0)
    result.probability = ahead >= 0 ? 1 : 0;
  else
    result.probability = t_probability(ahead / spread_of, n);
}

}  // namespace

std::string_view name_of(Candidate candidate) { return kNames[static_cast<std::size_t>(candidate)].second; }

Result<YearEnd> forecast_year_end(const Series& series, const YearEndRequest& request) {
  if (!request.plan_share.empty() && request.plan_share.size() != static_cast<std::size_t>(series.frequency))
    return refuse(
        ErrorKind::invalid, "plan", "forecast.plan_length",
        {{"values", std::to_string(request.plan_share.size())}, {"needed", std::to_string(series.frequency)}});
  if (!(request.level > 0 && request.level < 1))
    return refuse(ErrorKind::invalid, "level", "forecast.level_out_of_range");
  const Standpoint now = standpoint_now(series);
  YearEnd result;
  result.year = now.year;
  result.through = period_name(series, series.periods.back());
  result.so_far = now.so_far();
  for (const auto& [candidate, name] : kNames) {
    Tried tried;
    tried.candidate = candidate;
    const auto path = path_of(candidate, now, request);
    if (path)
      tried.forecast = year_end_of(now, *path);
    else
      tried.why_not = path.error().problems.front().code;
    if (path) back_test(now, request, tried);
    result.tried.push_back(std::move(tried));
  }
  measure_errors(result.tried);
  const Tried* pick = best_of(result.tried);
  if (pick == nullptr) return refuse(ErrorKind::invalid, result.through, "forecast.no_method");
  result.pick = pick->candidate;
  result.forecast = *pick->forecast;
  const auto path = path_of(*result.pick, now, request);
  double sum = result.so_far;
  for (std::size_t i = 0; i < path->size(); ++i) {
    sum += (*path)[i];
    result.path.push_back({period_name(series, now.year, static_cast<int>(now.done + i)), (*path)[i],
                           series.measure == Measure::level ? (*path)[i] : sum});
  }
  judge_target(request, *pick, result);
  return result;
}

}  // namespace guatu::forecast

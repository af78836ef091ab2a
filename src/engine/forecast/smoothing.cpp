// SPDX-License-Identifier: Apache-2.0
#include "engine/forecast/smoothing.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "engine/forecast/bounded_minimum.hpp"

namespace guatu::forecast {
namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
constexpr double kPhiMin = 0.8;
constexpr double kPhiMax = 0.98;

// Centred moving average over one season; an even season gives its ends half weight.
std::vector<double> moving_average(std::span<const double> x, int frequency) {
  const auto n = static_cast<std::ptrdiff_t>(x.size());
  const std::ptrdiff_t half = frequency / 2;
  const bool even = frequency % 2 == 0;
  std::vector<double> trend(x.size(), kNaN);
  for (std::ptrdiff_t i = half; i + half < n; ++i) {
    double sum = 0;
    for (std::ptrdiff_t k = -half; k <= half; ++k) {
      const double weight = even && (k == -half || k == half) ? 0.5 : 1;
      sum += weight * x[static_cast<std::size_t>(i + k)];
    }
    trend[static_cast<std::size_t>(i)] = sum / frequency;
  }
  return trend;
}

double without(double value, double part, Seasonal seasonal) {
  return seasonal == Seasonal::additive ? value - part : value / part;
}

std::vector<double> season_figure(const std::vector<double>& ratios, std::size_t frequency, Seasonal seasonal) {
  std::vector<double> figure;
  double total = 0;
  for (std::size_t i = 0; i < frequency; ++i) {
    double sum = 0;
    int n = 0;
    for (std::size_t at = i; at < ratios.size() / frequency * frequency; at += frequency) {
      if (std::isnan(ratios[at])) continue;
      sum += ratios[at];
      ++n;
    }
    figure.push_back(sum / n);
    total += figure.back();
  }
  for (double& one : figure) one = without(one, total / static_cast<double>(frequency), seasonal);
  return figure;
}

Result<void> check(std::span<const double> x, int frequency, Seasonal seasonal) {
  const std::size_t needed = seasonal == Seasonal::none ? 3 : 2 * static_cast<std::size_t>(frequency);
  if (x.size() < needed)
    return refuse(ErrorKind::invalid, "", "forecast.too_short",
                  {{"values", std::to_string(x.size())}, {"needed", std::to_string(needed)}});
  if (seasonal == Seasonal::multiplicative && std::any_of(x.begin(), x.end(), [](double value) { return value <= 0; }))
    return refuse(ErrorKind::invalid, "", "forecast.not_positive");
  return {};
}

// Least squares line through the trend, over positions 1, 2, 3 …
void fit_line(const std::vector<double>& trend, StartValues& start) {
  double n = 0;
  double sum_t = 0;
  double sum_y = 0;
  for (const double y : trend) {
    if (std::isnan(y)) continue;
    n += 1;
    sum_t += n;
    sum_y += y;
  }
  const double mean_t = sum_t / n;
  const double mean_y = sum_y / n;
  double ty = 0;
  double tt = 0;
  double t = 0;
  for (const double y : trend) {
    if (std::isnan(y)) continue;
    t += 1;
    ty += (t - mean_t) * (y - mean_y);
    tt += (t - mean_t) * (t - mean_t);
  }
  start.trend = tt > 0 ? ty / tt : 0;
  start.level = mean_y - start.trend * mean_t;
}

}  // namespace

Result<Decomposition> decompose(std::span<const double> x, int frequency, Seasonal seasonal) {
  GUATU_CHECK(check(x, frequency, seasonal));
  Decomposition result;
  result.trend = moving_average(x, frequency);
  std::vector<double> ratios;
  for (std::size_t i = 0; i < x.size(); ++i) ratios.push_back(without(x[i], result.trend[i], seasonal));
  result.figure = season_figure(ratios, static_cast<std::size_t>(frequency), seasonal);
  for (std::size_t i = 0; i < x.size(); ++i) {
    result.seasonal.push_back(result.figure[i % result.figure.size()]);
    result.random.push_back(without(ratios[i], result.seasonal.back(), seasonal));
  }
  return result;
}

Result<StartValues> start_values(std::span<const double> x, int frequency, Seasonal seasonal) {
  GUATU_CHECK(check(x, frequency, seasonal));
  if (seasonal == Seasonal::none) return StartValues{x[1], x[1] - x[0], {}, 2};
  GUATU_TRY(auto first, decompose(x.first(2 * static_cast<std::size_t>(frequency)), frequency, seasonal));
  StartValues start;
  fit_line(first.trend, start);
  start.season = std::move(first.figure);
  start.first = static_cast<std::size_t>(frequency);
  return start;
}

Filtered smooth(std::span<const double> x, Seasonal seasonal, const StartValues& start, const Smoothing& parameters) {
  Filtered result;
  result.level = start.level;
  result.trend = start.trend;
  std::vector<double> season = start.season;
  result.fitted.reserve(x.size() - start.first);
  const double neutral = seasonal == Seasonal::multiplicative ? 1 : 0;
  for (std::size_t i = start.first; i < x.size(); ++i) {
    const std::size_t at = season.empty() ? 0 : (i - start.first) % season.size();
    const double s = season.empty() ? neutral : season[at];
    const double base = result.level + parameters.phi * result.trend;
    const double predicted = seasonal == Seasonal::multiplicative ? base * s : base + s;
    const double error = x[i] - predicted;
    result.squared_error += error * error;
    result.fitted.push_back(predicted);
    const double plain = seasonal == Seasonal::multiplicative ? x[i] / s : x[i] - s;
    const double level = parameters.alpha * plain + (1 - parameters.alpha) * base;
    result.trend = parameters.beta * (level - result.level) + (1 - parameters.beta) * parameters.phi * result.trend;
    result.level = level;
    if (season.empty()) continue;
    const double now = seasonal == Seasonal::multiplicative ? x[i] / level : x[i] - level;
    season[at] = parameters.gamma * now + (1 - parameters.gamma) * s;
  }
  const std::size_t size = season.size();
  for (std::size_t k = 0; k < size; ++k) result.season.push_back(season[(x.size() - start.first + k) % size]);
  return result;
}

Result<FittedModel> fit(std::span<const double> x, int frequency, Seasonal seasonal, Trend trend,
                        std::optional<Smoothing> given) {
  FittedModel model;
  model.seasonal = seasonal;
  GUATU_TRY(model.start, start_values(x, frequency, seasonal));
  if (given) {
    model.parameters = *given;
  } else {
    const auto parameters_from = [&](const std::vector<double>& p) {
      Smoothing parameters{p[0], p[1], 0, 1};
      std::size_t next = 2;
      if (seasonal != Seasonal::none) parameters.gamma = p[next++];
      if (trend == Trend::damped) parameters.phi = p[next];
      return parameters;
    };
    std::vector<double> first{0.3, 0.1};
    Box box{{0, 0}, {1, 1}};
    const auto add = [&](double value, double lower, double upper) {
      first.push_back(value);
      box.lower.push_back(lower);
      box.upper.push_back(upper);
    };
    if (seasonal != Seasonal::none) add(0.1, 0, 1);
    if (trend == Trend::damped) add(0.9, kPhiMin, kPhiMax);
    const auto squared_error = [&](const std::vector<double>& p) {
      const double error = smooth(x, seasonal, model.start, parameters_from(p)).squared_error;
      return std::isfinite(error) ? error : std::numeric_limits<double>::max();  // a level that went through zero
    };
    const Minimum minimum = minimise(squared_error, first, box);
    model.parameters = parameters_from(minimum.x);
    model.converged = minimum.converged;
  }
  model.filtered = smooth(x, seasonal, model.start, model.parameters);
  return model;
}

std::vector<double> FittedModel::ahead(int periods) const {
  std::vector<double> result;
  double damping = 0;
  for (int h = 1; h <= periods; ++h) {
    damping += std::pow(parameters.phi, h);
    const double base = filtered.level + damping * filtered.trend;
    const std::size_t size = filtered.season.size();
    const double s = size == 0 ? 0 : filtered.season[static_cast<std::size_t>(h - 1) % size];
    result.push_back(size == 0 ? base : seasonal == Seasonal::multiplicative ? base * s : base + s);
  }
  return result;
}

}  // namespace guatu::forecast

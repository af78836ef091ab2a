// SPDX-License-Identifier: Apache-2.0
#include "engine/score/outlier.hpp"

#include <algorithm>
#include <cmath>

#include "engine/score/elementary.hpp"
#include "engine/score/statistics.hpp"

namespace guatu::score {
namespace {

std::vector<std::size_t> positions_of(std::span<const double> x, double value) {
  std::vector<std::size_t> positions;
  for (std::size_t i = 0; i < x.size(); ++i)
    if (x[i] == value) positions.push_back(i);
  return positions;
}

// Moves the extreme values at one end to the next value; false when there is no next value.
bool step_inwards(std::vector<double>& x, const std::vector<std::size_t>& extreme, double sign) {
  double next = kMissing;
  const double end = sign * x[extreme.front()];
  for (const double value : x)
    if (sign * value < end && !(sign * value <= sign * next)) next = value;
  if (!is_present(next)) return false;
  for (const std::size_t i : extreme) x[i] = next;
  return true;
}

TreatedColumn winsorised(std::span<const double> original, const OutlierRule& rule) {
  TreatedColumn column{{original.begin(), original.end()}, {}, Treatment::winsorised, false};
  std::vector<std::size_t> high;
  std::vector<std::size_t> low;
  while (!column.passes && high.size() + low.size() < static_cast<std::size_t>(std::max(rule.points_max, 0))) {
    const bool from_above = skewness(column.x) >= 0;
    auto extreme = positions_of(column.x, from_above ? maximum(column.x) : minimum(column.x));
    if (!step_inwards(column.x, extreme, from_above ? 1 : -1)) break;
    (from_above ? high : low) = std::move(extreme);
    column.passes = passes_outlier_test(column.x, rule);
  }
  for (std::size_t i = 0; i < column.x.size(); ++i)
    if (is_present(original[i]) && column.x[i] != original[i]) column.winsorised.push_back(i);
  return column;
}

// ln(x − min + 1 % of the range): the shift keeps the smallest value finite.
TreatedColumn logarithmed(std::span<const double> original, const OutlierRule& rule) {
  const double least = minimum(original);
  const double shift = 0.01 * (maximum(original) - least);
  TreatedColumn column{{original.begin(), original.end()}, {}, Treatment::logarithm, false};
  for (double& value : column.x) value = is_present(value) ? natural_log(value - least + shift) : kMissing;
  column.passes = passes_outlier_test(column.x, rule);
  return column;
}

}  // namespace

bool passes_outlier_test(std::span<const double> x, const OutlierRule& rule) {
  const double skew = skewness(x);
  const double kurt = kurtosis(x);
  // Too few values, or a constant column, cannot be judged and are left alone.
  if (!is_present(skew) || !is_present(kurt)) return true;
  return std::abs(skew) < rule.skewness_limit || kurt < rule.kurtosis_limit;
}

TreatedColumn treat_outliers(std::span<const double> x, const OutlierRule& rule) {
  if (rule.method == OutlierMethod::none || passes_outlier_test(x, rule))
    return {{x.begin(), x.end()}, {}, Treatment::untouched, passes_outlier_test(x, rule)};
  if (rule.method == OutlierMethod::logarithm) return logarithmed(x, rule);
  TreatedColumn column = winsorised(x, rule);
  if (column.passes || rule.method == OutlierMethod::winsorise) return column;
  return logarithmed(x, rule);
}

std::string_view name_of(Treatment treatment) {
  switch (treatment) {
    case Treatment::winsorised:
      return "winsorised";
    case Treatment::logarithm:
      return "logarithm";
    case Treatment::untouched:
      break;
  }
  return "untouched";
}

}  // namespace guatu::score

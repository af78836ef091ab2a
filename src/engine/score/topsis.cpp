// SPDX-License-Identifier: Apache-2.0
#include "engine/score/topsis.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "engine/score/rank.hpp"
#include "engine/score/statistics.hpp"

namespace guatu::score {
namespace {

Result<void> check_table(const DecisionTable& table) {
  if (table.units.empty() || table.items.empty())
    return refuse(ErrorKind::invalid, "", "score.weights_need_units", {{"units", std::to_string(table.units.size())}});
  double sum = 0;
  for (std::size_t item = 0; item < table.items.size(); ++item) {
    if (!(table.weights[item] >= 0))
      return refuse(ErrorKind::invalid, table.items[item], "score.weight_negative",
                    {{"weight", fmt::format("{}", table.weights[item])}});
    sum += table.weights[item];
    for (std::size_t unit = 0; unit < table.units.size(); ++unit)
      if (!is_present(table.x[item][unit]))
        return refuse(ErrorKind::invalid, table.items[item], "score.weights_need_values",
                      {{"row", std::to_string(unit + 1)}});
  }
  if (sum <= 0) return refuse(ErrorKind::invalid, "", "score.weights_sum_zero");
  return {};
}

Result<std::vector<double>> turned(const DecisionTable& table, std::size_t item, CostRule cost) {
  std::vector<double> x = table.x[item];
  if (table.directions[item] == Direction::higher_is_better || cost == CostRule::ideal_is_minimum) return x;
  const double most = maximum(x);
  for (double& value : x) {
    if (cost == CostRule::maximum_minus)
      value = most - value;
    else if (value > 0)
      value = 1 / value;
    else
      return refuse(ErrorKind::invalid, table.items[item], "score.reciprocal_needs_positive",
                    {{"value", fmt::format("{}", value)}});
  }
  return x;
}

Result<void> scale(std::vector<double>& x, TopsisScaling scaling, const std::string& item) {
  const double least = minimum(x);
  const double range = maximum(x) - least;
  double divisor = 1;
  if (scaling == TopsisScaling::vector) divisor = std::sqrt(std::inner_product(x.begin(), x.end(), x.begin(), 0.0));
  if (scaling == TopsisScaling::sum) divisor = std::accumulate(x.begin(), x.end(), 0.0);
  if (scaling == TopsisScaling::maximum) divisor = maximum(x);
  if (scaling == TopsisScaling::min_max) {
    divisor = range;
    for (double& value : x) value -= least;
  }
  // A column of equal values parts nobody; for min–max it is zero for all rather than undefined.
  if (divisor == 0 && range == 0) divisor = 1;
  if (divisor == 0) return refuse(ErrorKind::invalid, item, "score.column_sums_to_zero");
  for (double& value : x) value /= divisor;
  return {};
}

double weight_share(const DecisionTable& table, std::size_t item) {
  return table.weights[item] / std::accumulate(table.weights.begin(), table.weights.end(), 0.0);
}

double distance(const TopsisOutput& output, const std::vector<double>& from, std::size_t unit,
                const std::vector<double>& inside) {
  double sum = 0;
  for (std::size_t item = 0; item < from.size(); ++item) {
    const double gap = output.scaled[item][unit] - from[item];
    sum += inside[item] * gap * gap;
  }
  return std::sqrt(sum);
}

std::vector<double> places_by(const std::vector<double>& score) {
  const std::vector<std::vector<double>> keys{score};
  return places(keys, Ties::lowest);
}

}  // namespace

Result<TopsisOutput> topsis(const DecisionTable& table, const TopsisRule& rule) {
  GUATU_CHECK(check_table(table));
  TopsisOutput output;
  std::vector<double> inside;
  for (std::size_t item = 0; item < table.items.size(); ++item) {
    GUATU_TRY(auto x, turned(table, item, rule.cost));
    GUATU_CHECK(scale(x, rule.scaling, table.items[item]));
    const double share = weight_share(table, item);
    const bool multiplied = rule.weights == TopsisWeights::multiplied;
    if (multiplied)
      for (double& value : x) value *= share;
    inside.push_back(multiplied ? 1 : share);
    const bool least_is_best =
        table.directions[item] == Direction::lower_is_better && rule.cost == CostRule::ideal_is_minimum;
    output.ideal.push_back(least_is_best ? minimum(x) : maximum(x));
    output.anti_ideal.push_back(least_is_best ? maximum(x) : minimum(x));
    output.scaled.push_back(std::move(x));
  }
  for (std::size_t unit = 0; unit < table.units.size(); ++unit) {
    output.to_ideal.push_back(distance(output, output.ideal, unit, inside));
    output.to_anti_ideal.push_back(distance(output, output.anti_ideal, unit, inside));
    const double both = output.to_ideal.back() + output.to_anti_ideal.back();
    if (both == 0 && !rule.undefined) return refuse(ErrorKind::invalid, table.units[unit], "score.closeness_undefined");
    output.closeness.push_back(both == 0 ? *rule.undefined : output.to_anti_ideal.back() / both);
  }
  output.place = places_by(output.closeness);
  return output;
}

Result<GreyOutput> grey_relational(const DecisionTable& table, double rho) {
  GUATU_CHECK(check_table(table));
  if (!(rho > 0 && rho <= 1))
    return refuse(ErrorKind::invalid, "rho", "score.rho_out_of_range", {{"rho", fmt::format("{}", rho)}});
  GreyOutput output;
  double largest = 0;
  double smallest = HUGE_VAL;
  for (std::size_t item = 0; item < table.items.size(); ++item) {
    GUATU_TRY(auto x, turned(table, item, CostRule::maximum_minus));
    GUATU_CHECK(scale(x, TopsisScaling::min_max, table.items[item]));
    const double best = maximum(x);
    for (double& value : x) {
      value = best - value;
      largest = std::max(largest, value);
      smallest = std::min(smallest, value);
    }
    output.coefficients.push_back(std::move(x));
  }
  output.grade.assign(table.units.size(), 0);
  for (std::size_t item = 0; item < table.items.size(); ++item)
    for (std::size_t unit = 0; unit < table.units.size(); ++unit) {
      double& value = output.coefficients[item][unit];
      value = largest == 0 ? 1 : (smallest + rho * largest) / (value + rho * largest);
      output.grade[unit] += weight_share(table, item) * value;
    }
  output.place = places_by(output.grade);
  return output;
}

}  // namespace guatu::score

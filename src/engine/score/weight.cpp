// SPDX-License-Identifier: Apache-2.0
#include "engine/score/weight.hpp"

#include <fmt/format.h>

#include <Eigen/Eigenvalues>
#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

#include "engine/score/elementary.hpp"
#include "engine/score/statistics.hpp"

namespace guatu::score {
namespace {

constexpr std::array<std::pair<WeightMethod, std::string_view>, 6> kNames{{{WeightMethod::given, "given"},
                                                                           {WeightMethod::equal, "equal"},
                                                                           {WeightMethod::entropy, "entropy"},
                                                                           {WeightMethod::critic, "critic"},
                                                                           {WeightMethod::pca, "pca"},
                                                                           {WeightMethod::ahp, "ahp"}}};

using Columns = std::vector<std::vector<double>>;

bool is_constant(const std::vector<double>& x) { return minimum(x) == maximum(x); }

Result<Columns> complete_columns(const WeightInput& input, Holes holes) {
  const std::size_t units = input.x.front().size();
  Columns columns(input.x.size());
  for (std::size_t unit = 0; unit < units; ++unit) {
    const auto hole = std::find_if(input.x.begin(), input.x.end(), [&](const auto& x) { return !is_present(x[unit]); });
    if (hole != input.x.end() && holes == Holes::refuse)
      return refuse(ErrorKind::invalid, input.items[static_cast<std::size_t>(hole - input.x.begin())],
                    "score.weights_need_values", {{"row", std::to_string(unit + 1)}});
    if (hole != input.x.end()) continue;
    for (std::size_t item = 0; item < columns.size(); ++item) columns[item].push_back(input.x[item][unit]);
  }
  if (columns.front().size() < 2)
    return refuse(ErrorKind::invalid, "", "score.weights_need_units",
                  {{"units", std::to_string(columns.front().size())}});
  if (std::all_of(columns.begin(), columns.end(), is_constant))
    return refuse(ErrorKind::invalid, "", "score.all_columns_constant");
  return columns;
}

std::vector<double> min_max_scaled(const std::vector<double>& x, Direction direction) {
  const double least = minimum(x);
  const double most = maximum(x);
  std::vector<double> y(x.size(), 0);
  for (std::size_t i = 0; i < x.size(); ++i)
    if (most > least)
      y[i] =
          direction == Direction::higher_is_better ? (x[i] - least) / (most - least) : (most - x[i]) / (most - least);
  return y;
}

std::vector<double> shares_of_one(std::vector<double> amounts) {
  const double sum = std::accumulate(amounts.begin(), amounts.end(), 0.0);
  for (double& amount : amounts) amount /= sum;
  return amounts;
}

// −Σ p ln p / ln n with 0 · ln 0 = 0.
Result<double> entropy_of(const std::vector<double>& x, const std::string& item) {
  double sum = 0;
  for (const double value : x) {
    if (value < 0)
      return refuse(ErrorKind::invalid, item, "score.entropy_needs_positive", {{"value", fmt::format("{}", value)}});
    sum += value;
  }
  double entropy = 0;
  for (const double value : x)
    if (value > 0) entropy -= value / sum * natural_log(value / sum);
  return entropy / natural_log(static_cast<double>(x.size()));
}

Result<WeightOutput> entropy_weights(const WeightInput& input, const WeightRule& rule) {
  GUATU_TRY(const Columns columns, complete_columns(input, rule.holes));
  std::vector<double> entropies;
  std::vector<double> divergences;
  for (std::size_t item = 0; item < columns.size(); ++item) {
    if (is_constant(columns[item])) {
      entropies.push_back(1);
      divergences.push_back(0);
      continue;
    }
    const bool scaled = rule.scaling.value_or(WeightScaling::min_max) == WeightScaling::min_max;
    auto values = scaled ? min_max_scaled(columns[item], input.directions[item]) : columns[item];
    for (double& value : values) value += rule.shift;
    GUATU_TRY(const double entropy, entropy_of(values, input.items[item]));
    entropies.push_back(entropy);
    divergences.push_back(1 - entropy);
  }
  return WeightOutput{shares_of_one(divergences), {{"entropy", entropies}, {"divergence", divergences}}, {}};
}

Result<WeightOutput> critic_weights(const WeightInput& input, const WeightRule& rule) {
  GUATU_TRY(Columns columns, complete_columns(input, rule.holes));
  if (rule.scaling.value_or(WeightScaling::min_max) == WeightScaling::min_max)
    for (std::size_t item = 0; item < columns.size(); ++item)
      columns[item] = min_max_scaled(columns[item], input.directions[item]);
  std::vector<double> deviations;
  std::vector<double> conflicts;
  std::vector<double> information;
  for (const auto& column : columns) {
    const bool constant = is_constant(column);
    double conflict = 0;
    for (const auto& other : columns) {
      const double r = constant || is_constant(other) ? kMissing : &other == &column ? 1 : correlation(column, other);
      if (is_present(r)) conflict += 1 - (rule.conflict == Conflict::one_minus_r ? r : std::abs(r));
    }
    const double deviation = constant                              ? 0
                             : rule.deviation == Deviation::sample ? sample_deviation(column)
                                                                   : population_deviation(column);
    deviations.push_back(deviation);
    conflicts.push_back(conflict);
    information.push_back(deviation * conflict);
  }
  // Columns that say the same have r = 1 but for rounding.
  if (std::accumulate(information.begin(), information.end(), 0.0) <= 1e-12)
    return refuse(ErrorKind::invalid, "", "score.no_information");
  return WeightOutput{shares_of_one(information),
                      {{"deviation", deviations}, {"conflict", conflicts}, {"information", information}},
                      {}};
}

Result<WeightOutput> component_weights(const WeightInput& input, const WeightRule& rule) {
  GUATU_TRY(Columns columns, complete_columns(input, rule.holes));
  std::vector<std::size_t> used;
  for (std::size_t item = 0; item < columns.size(); ++item) {
    if (input.directions[item] == Direction::lower_is_better)
      for (double& value : columns[item]) value = -value;
    if (!is_constant(columns[item])) used.push_back(item);
  }
  const auto size = static_cast<Eigen::Index>(used.size());
  Eigen::MatrixXd r(size, size);
  for (Eigen::Index i = 0; i < size; ++i)
    for (Eigen::Index j = 0; j < size; ++j)
      r(i, j) =
          i == j ? 1
                 : correlation(columns[used[static_cast<std::size_t>(i)]], columns[used[static_cast<std::size_t>(j)]]);
  const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> solver(r);
  Eigen::VectorXd first = solver.eigenvectors().col(size - 1);
  if (first.sum() < 0) first = -first;
  std::vector<double> loadings(columns.size(), 0);
  std::vector<double> amounts(columns.size(), 0);
  for (Eigen::Index i = 0; i < size; ++i) {
    const std::size_t item = used[static_cast<std::size_t>(i)];
    loadings[item] = first(i);
    amounts[item] = rule.loadings == LoadingUse::absolute ? std::abs(first(i)) : first(i) * first(i);
  }
  const double largest = solver.eigenvalues()(size - 1);
  return WeightOutput{shares_of_one(amounts),
                      {{"loading", loadings}},
                      {{"eigenvalue", largest}, {"explained", largest / static_cast<double>(size)}}};
}

}  // namespace

std::optional<WeightMethod> find_weight_method(std::string_view name) {
  for (const auto& [method, known] : kNames)
    if (known == name) return method;
  return std::nullopt;
}

std::string_view name_of(WeightMethod method) { return kNames[static_cast<std::size_t>(method)].second; }

Result<WeightOutput> derive_weights(const WeightInput& input, const WeightRule& rule) {
  if (input.items.empty() || input.x.front().empty())
    return refuse(ErrorKind::invalid, "", "score.weights_need_units", {{"units", "0"}});
  switch (rule.method) {
    case WeightMethod::entropy:
      return entropy_weights(input, rule);
    case WeightMethod::critic:
      return critic_weights(input, rule);
    case WeightMethod::pca:
      return component_weights(input, rule);
    default:
      break;
  }
  return WeightOutput{std::vector<double>(input.items.size(), 1 / static_cast<double>(input.items.size())), {}, {}};
}

}  // namespace guatu::score

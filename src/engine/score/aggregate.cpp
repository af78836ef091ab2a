// SPDX-License-Identifier: Apache-2.0
#include "engine/score/aggregate.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "engine/score/elementary.hpp"
#include "engine/score/statistics.hpp"

namespace guatu::score {
namespace {

constexpr std::array<std::pair<Aggregate, std::string_view>, 8> kNames{{{Aggregate::arithmetic, "arithmetic"},
                                                                        {Aggregate::geometric, "geometric"},
                                                                        {Aggregate::harmonic, "harmonic"},
                                                                        {Aggregate::power_mean, "power_mean"},
                                                                        {Aggregate::copeland, "copeland"},
                                                                        {Aggregate::median, "median"},
                                                                        {Aggregate::minimum, "minimum"},
                                                                        {Aggregate::sum, "sum"}}};

// Σ w f(x) and Σ w over present values, child by child so that memory is walked in order.
struct WeightedSums {
  std::vector<double> values;
  std::vector<double> weights;
};

template <class Function>
WeightedSums weighted_sums(const AggregateInput& input, Function function) {
  const std::size_t n = input.units.size();
  WeightedSums sums{std::vector<double>(n, 0), std::vector<double>(n, 0)};
  for (std::size_t child = 0; child < input.children.size(); ++child) {
    const double weight = input.weights[child];
    const double* x = input.children[child].data();
    for (std::size_t i = 0; i < n; ++i) {
      const bool present = is_present(x[i]);
      sums.values[i] += present ? weight * function(x[i]) : 0.0;
      sums.weights[i] += present ? weight : 0.0;
    }
  }
  return sums;
}

template <class Function, class Inverse>
std::vector<double> quasi_mean(const AggregateInput& input, Function function, Inverse inverse) {
  WeightedSums sums = weighted_sums(input, function);
  for (std::size_t i = 0; i < sums.values.size(); ++i)
    sums.values[i] = sums.weights[i] > 0 ? inverse(sums.values[i] / sums.weights[i]) : kMissing;
  return std::move(sums.values);
}

Result<void> check_positive(const AggregateInput& input, const AggregateRule& rule) {
  const bool zero_is_fine = rule.method == Aggregate::power_mean && rule.p > 0;
  for (const auto& child : input.children)
    for (std::size_t i = 0; i < child.size(); ++i)
      if (child[i] < 0 || (child[i] == 0 && !zero_is_fine))
        return refuse(ErrorKind::invalid, std::string(input.place), "score.value_not_positive",
                      {{"node", std::string(input.place)},
                       {"aggregate", std::string(name_of(rule.method))},
                       {"unit", input.units[i]},
                       {"value", fmt::format("{}", child[i])}});
  return {};
}

std::vector<double> copeland(const AggregateInput& input) {
  const std::size_t n = input.units.size();
  std::vector<double> score(n, 0);
  for (std::size_t i = 0; i < n; ++i)
    for (std::size_t j = i + 1; j < n; ++j) {
      const double share = outranking(input, i, j);
      // Equal halves of the weight may miss ½ by rounding; no published weight is that fine.
      const int result = share > 0.5 + 1e-12 ? 1 : share < 0.5 - 1e-12 ? -1 : 0;
      score[i] += result;
      score[j] -= result;
    }
  for (std::size_t i = 0; i < n; ++i) {
    const bool empty = std::none_of(input.children.begin(), input.children.end(),
                                    [&](ColumnView child) { return is_present(child[i]); });
    if (empty) score[i] = kMissing;
  }
  return score;
}

// Unit by unit: `pick` gets the present values, in the order of the children.
template <class Pick>
std::vector<double> by_unit(const AggregateInput& input, Pick pick) {
  std::vector<double> result(input.units.size(), kMissing);
  std::vector<double> row(input.children.size());
  for (std::size_t i = 0; i < result.size(); ++i) {
    for (std::size_t child = 0; child < row.size(); ++child) row[child] = input.children[child][i];
    result[i] = pick(row);
  }
  return result;
}

void drop_thin_rows(const AggregateInput& input, double minimum_share, std::vector<double>& score) {
  const auto children = static_cast<double>(input.children.size());
  for (std::size_t i = 0; i < score.size(); ++i) {
    const auto present = std::count_if(input.children.begin(), input.children.end(),
                                       [&](ColumnView child) { return is_present(child[i]); });
    if (static_cast<double>(present) / children < minimum_share) score[i] = kMissing;
  }
}

std::vector<double> mean_of_kind(const AggregateInput& input, const AggregateRule& rule) {
  const auto same = [](double x) { return x; };
  switch (rule.method) {
    case Aggregate::geometric:
      return quasi_mean(input, natural_log, exponential);
    case Aggregate::harmonic: {
      const auto inverse = [](double x) { return 1 / x; };
      return quasi_mean(input, inverse, inverse);
    }
    case Aggregate::power_mean:
      return quasi_mean(
          input, [&](double x) { return power(x, rule.p); }, [&](double x) { return power(x, 1 / rule.p); });
    case Aggregate::copeland:
      return copeland(input);
    case Aggregate::median:
      return by_unit(input, [](const std::vector<double>& row) { return median(row); });
    case Aggregate::minimum:
      return by_unit(input, [](const std::vector<double>& row) { return minimum(row); });
    default:
      return quasi_mean(input, same, same);
  }
}

}  // namespace

std::optional<Aggregate> find_aggregate(std::string_view name) {
  for (const auto& [aggregate, known] : kNames)
    if (known == name) return aggregate;
  return std::nullopt;
}

std::string_view name_of(Aggregate aggregate) { return kNames[static_cast<std::size_t>(aggregate)].second; }

std::string_view aggregate_names() {
  return "arithmetic, geometric, harmonic, power_mean, copeland, median, minimum, sum";
}

double outranking(const AggregateInput& input, std::size_t i, std::size_t j) {
  double ahead = 0;
  double all = 0;
  for (std::size_t child = 0; child < input.children.size(); ++child) {
    const double a = input.children[child][i];
    const double b = input.children[child][j];
    if (!is_present(a) || !is_present(b)) continue;
    all += input.weights[child];
    if (a > b)
      ahead += input.weights[child];
    else if (a == b)
      ahead += input.weights[child] / 2;
  }
  return all > 0 ? ahead / all : 0.5;
}

Result<std::vector<double>> aggregate(const AggregateInput& all, const AggregateRule& rule) {
  // A child of weight 0 is as if it were not there, also for the means that ask for positive values.
  std::vector<ColumnView> children;
  std::vector<double> weights;
  for (std::size_t child = 0; child < all.children.size(); ++child) {
    if (all.weights[child] == 0) continue;
    children.push_back(all.children[child]);
    weights.push_back(all.weights[child]);
  }
  const AggregateInput input{all.place, children, weights, all.units};
  const bool needs_positive = rule.method == Aggregate::geometric || rule.method == Aggregate::harmonic ||
                              (rule.method == Aggregate::power_mean && rule.p != 1);
  if (needs_positive) GUATU_CHECK(check_positive(input, rule));
  auto score = mean_of_kind(input, rule);
  if (rule.minimum_share > 0) drop_thin_rows(input, rule.minimum_share, score);
  return score;
}

}  // namespace guatu::score

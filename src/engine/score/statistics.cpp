// SPDX-License-Identifier: Apache-2.0
#include "engine/score/statistics.hpp"

#include <algorithm>
#include <cmath>

namespace guatu::score {
namespace {

struct Moments {
  std::size_t n = 0;
  double mean = kMissing;
  double second = 0;  // Σ(x − mean)^k
  double third = 0;
  double fourth = 0;
};

Moments moments(std::span<const double> x) {
  Moments result;
  result.n = count_present(x);
  result.mean = mean(x);
  for (const double value : x) {
    if (!is_present(value)) continue;
    const double distance = value - result.mean;
    const double square = distance * distance;
    result.second += square;
    result.third += square * distance;
    result.fourth += square * square;
  }
  return result;
}

}  // namespace

std::size_t count_present(std::span<const double> x) {
  return static_cast<std::size_t>(std::count_if(x.begin(), x.end(), is_present));
}

double minimum(std::span<const double> x) {
  double least = kMissing;
  for (const double value : x)
    if (is_present(value) && !(value >= least)) least = value;
  return least;
}

double maximum(std::span<const double> x) {
  double most = kMissing;
  for (const double value : x)
    if (is_present(value) && !(value <= most)) most = value;
  return most;
}

double mean(std::span<const double> x) {
  double sum = 0;
  std::size_t n = 0;
  for (const double value : x) {
    if (!is_present(value)) continue;
    sum += value;
    ++n;
  }
  if (n == 0) return kMissing;
  const double first = sum / static_cast<double>(n);
  // A second pass takes back what the long sum lost.
  double rest = 0;
  for (const double value : x)
    if (is_present(value)) rest += value - first;
  return first + rest / static_cast<double>(n);
}

double median(std::span<const double> x) {
  std::vector<double> present;
  std::copy_if(x.begin(), x.end(), std::back_inserter(present), is_present);
  return quantile(std::move(present), 0.5);
}

double sample_deviation(std::span<const double> x) {
  const Moments m = moments(x);
  return m.n < 2 ? kMissing : std::sqrt(m.second / static_cast<double>(m.n - 1));
}

double population_deviation(std::span<const double> x) {
  const Moments m = moments(x);
  return m.n < 1 ? kMissing : std::sqrt(m.second / static_cast<double>(m.n));
}

double skewness(std::span<const double> x) {
  const Moments m = moments(x);
  if (m.n < 3) return kMissing;
  const auto n = static_cast<double>(m.n);
  const double g1 = std::sqrt(n) * m.third / (m.second * std::sqrt(m.second));
  return g1 * std::sqrt(n * (n - 1)) / (n - 2);
}

double kurtosis(std::span<const double> x) {
  const Moments m = moments(x);
  if (m.n < 4) return kMissing;
  const auto n = static_cast<double>(m.n);
  const double ratio = n * m.fourth / (m.second * m.second);
  return ((n + 1) * (ratio - 3) + 6) * (n - 1) / ((n - 2) * (n - 3));
}

double quantile(std::vector<double> x, double share) {
  if (x.empty()) return kMissing;
  std::sort(x.begin(), x.end());
  const double position = static_cast<double>(x.size() - 1) * share;
  const auto below = static_cast<std::size_t>(position);
  if (below + 1 >= x.size()) return x.back();
  const double part = position - static_cast<double>(below);
  return part == 0 ? x[below] : x[below] + part * (x[below + 1] - x[below]);
}

double correlation(std::span<const double> x, std::span<const double> y) {
  std::vector<double> a;
  std::vector<double> b;
  for (std::size_t i = 0; i < x.size(); ++i) {
    if (!is_present(x[i]) || !is_present(y[i])) continue;
    a.push_back(x[i]);
    b.push_back(y[i]);
  }
  const double mean_a = mean(a);
  const double mean_b = mean(b);
  double ab = 0;
  double aa = 0;
  double bb = 0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    ab += (a[i] - mean_a) * (b[i] - mean_b);
    aa += (a[i] - mean_a) * (a[i] - mean_a);
    bb += (b[i] - mean_b) * (b[i] - mean_b);
  }
  if (aa <= 0 || bb <= 0) return kMissing;
  return std::clamp(ab / std::sqrt(aa * bb), -1.0, 1.0);
}

}  // namespace guatu::score

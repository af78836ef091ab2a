// SPDX-License-Identifier: Apache-2.0
// Outliers (异常值). A column passes when |skewness| < 2 or kurtosis < 3.5 (sample versions); otherwise up to
// k points are winsorised one step at a time towards the next value, and where that does not suffice the
// untreated column is taken to logarithms. Every changed cell is named, for the trace.
#pragma once

#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

namespace guatu::score {

enum class OutlierMethod { none, winsorise, logarithm, winsorise_then_logarithm };

struct OutlierRule {
  OutlierMethod method = OutlierMethod::none;
  int points_max = 5;
  double skewness_limit = 2;
  double kurtosis_limit = 3.5;
};

enum class Treatment { untouched, winsorised, logarithm };

struct TreatedColumn {
  std::vector<double> x;
  std::vector<std::size_t> winsorised;  // units whose value was moved
  Treatment treatment = Treatment::untouched;
  bool passes = true;  // after the treatment
};

bool passes_outlier_test(std::span<const double> x, const OutlierRule& rule);
TreatedColumn treat_outliers(std::span<const double> x, const OutlierRule& rule);
std::string_view name_of(Treatment treatment);

}  // namespace guatu::score

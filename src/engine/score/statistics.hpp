// SPDX-License-Identifier: Apache-2.0
// Statistics of one column (描述统计). NaN marks a cell that has no value and is left out everywhere;
// a figure that does not exist (mean of nothing, deviation of one value) is NaN, for the caller to judge.
// Skewness and kurtosis are the sample versions G1 and G2 that spreadsheets print (SKEW, KURT).
#pragma once

#include <cstddef>
#include <limits>
#include <span>
#include <vector>

namespace guatu::score {

inline constexpr double kMissing = std::numeric_limits<double>::quiet_NaN();
inline bool is_present(double x) { return x == x; }

std::size_t count_present(std::span<const double> x);
double minimum(std::span<const double> x);
double maximum(std::span<const double> x);
double mean(std::span<const double> x);
double median(std::span<const double> x);
double sample_deviation(std::span<const double> x);      // n − 1
double population_deviation(std::span<const double> x);  // n
double skewness(std::span<const double> x);              // NaN below three values
double kurtosis(std::span<const double> x);              // excess; NaN below four values
double quantile(std::vector<double> x, double share);    // linear between order statistics: (n−1)·share
double correlation(std::span<const double> x, std::span<const double> y);  // over pairs that are both present

}  // namespace guatu::score

// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

#include "engine/score/elementary.hpp"
#include "engine/score/weight.hpp"

namespace guatu::score {
namespace {

using Matrix = std::vector<std::vector<double>>;

constexpr std::size_t kSizeMax = 15;
// Printed matrices round 1/3 to 0.33, so a_ij · a_ji may miss 1 by a little.
constexpr double kReciprocityTolerance = 0.03;

constexpr std::array<double, kSizeMax> kSaaty{0,    0,    0.58, 0.90, 1.12, 1.24, 1.32, 1.41,
                                              1.45, 1.49, 1.51, 1.48, 1.56, 1.57, 1.59};
constexpr std::array<double, kSizeMax> kChineseTextbook{0,    0,    0.52, 0.89, 1.12, 1.26, 1.36, 1.41,
                                                        1.46, 1.49, 1.52, 1.54, 1.56, 1.58, 1.59};
constexpr std::array<double, kSizeMax> kTummalaLing{0,      0,      0.5799, 0.8921, 1.1159, 1.2358, 1.3322, 1.3952,
                                                    1.4537, 1.4882, 1.5117, 1.5356, 1.5571, 1.5714, 1.5831};

double random_index(std::size_t size, const AhpRule& rule) {
  if (rule.stated_index) return *rule.stated_index;
  switch (rule.random_index) {
    case RandomIndex::chinese_textbook:
      return kChineseTextbook[size - 1];
    case RandomIndex::tummala_ling:
      return kTummalaLing[size - 1];
    case RandomIndex::saaty_1980:
      break;
  }
  return kSaaty[size - 1];
}

Result<void> check_matrix(const Matrix& matrix) {
  const std::size_t size = matrix.size();
  if (size == 0 || size > kSizeMax)
    return refuse(ErrorKind::invalid, "", "score.ahp_size",
                  {{"size", std::to_string(size)}, {"size_max", std::to_string(kSizeMax)}});
  for (std::size_t i = 0; i < size; ++i) {
    const std::string row = std::to_string(i + 1);
    if (matrix[i].size() != size)
      return refuse(ErrorKind::invalid, row, "score.ahp_not_square", {{"size", std::to_string(size)}});
    for (std::size_t j = 0; j < size; ++j) {
      const ProblemArgs args{
          {"row", row}, {"column", std::to_string(j + 1)}, {"value", fmt::format("{}", matrix[i][j])}};
      if (!(matrix[i][j] > 0)) return refuse(ErrorKind::invalid, row, "score.ahp_not_positive", args);
      if (j <= i && !(std::abs(matrix[i][j] * matrix[j][i] - 1) <= kReciprocityTolerance))
        return refuse(ErrorKind::invalid, row, "score.ahp_not_reciprocal", args);
    }
  }
  return {};
}

std::vector<double> normalised(std::vector<double> w) {
  const double sum = std::accumulate(w.begin(), w.end(), 0.0);
  for (double& value : w) value /= sum;
  return w;
}

std::vector<double> product(const Matrix& matrix, const std::vector<double>& w) {
  std::vector<double> result;
  for (const auto& row : matrix) result.push_back(std::inner_product(row.begin(), row.end(), w.begin(), 0.0));
  return result;
}

// A positive matrix has one largest eigenvalue; repeated multiplication goes to its vector.
std::vector<double> principal_vector(const Matrix& matrix) {
  std::vector<double> w(matrix.size(), 1 / static_cast<double>(matrix.size()));
  for (int round = 0; round < 10'000; ++round) {
    auto next = normalised(product(matrix, w));
    double change = 0;
    for (std::size_t i = 0; i < w.size(); ++i) change = std::max(change, std::abs(next[i] - w[i]) / next[i]);
    w = std::move(next);
    if (change < 1e-15) break;
  }
  return w;
}

std::vector<double> geometric_vector(const Matrix& matrix) {
  std::vector<double> w;
  for (const auto& row : matrix) {
    double sum = 0;
    for (const double value : row) sum += natural_log(value);
    w.push_back(exponential(sum / static_cast<double>(row.size())));
  }
  return normalised(std::move(w));
}

std::vector<double> column_mean_vector(const Matrix& matrix) {
  std::vector<double> w(matrix.size(), 0);
  for (std::size_t j = 0; j < matrix.size(); ++j) {
    double sum = 0;
    for (const auto& row : matrix) sum += row[j];
    for (std::size_t i = 0; i < matrix.size(); ++i) w[i] += matrix[i][j] / sum;
  }
  return normalised(std::move(w));
}

}  // namespace

Result<WeightOutput> ahp_weights(const Matrix& matrix, const AhpRule& rule) {
  GUATU_CHECK(check_matrix(matrix));
  const auto w = rule.vector == AhpVector::geometric     ? geometric_vector(matrix)
                 : rule.vector == AhpVector::column_mean ? column_mean_vector(matrix)
                                                         : principal_vector(matrix);
  const auto aw = product(matrix, w);
  const auto n = static_cast<double>(matrix.size());
  double lambda = 0;
  for (std::size_t i = 0; i < w.size(); ++i) lambda += aw[i] / w[i] / n;
  // λ ≥ n but for rounding.
  const double ci = n > 1 ? std::max(0.0, (lambda - n) / (n - 1)) : 0;
  const double ri = random_index(matrix.size(), rule);
  // Two things cannot be compared inconsistently: CR is 0 below three.
  const double cr = matrix.size() > 2 && ri > 0 ? ci / ri : 0;
  return WeightOutput{w, {}, {{"lambda_max", lambda}, {"ci", ci}, {"ri", ri}, {"cr", cr}}};
}

}  // namespace guatu::score

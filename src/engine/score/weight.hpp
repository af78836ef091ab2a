// SPDX-License-Identifier: Apache-2.0
// Weights out of the data (客观赋权): entropy (熵权法), CRITIC (Diakoulaki 1995), first principal component, equal; and
// out of judgement by pairwise comparison, AHP (层次分析法, Saaty 1980) with its consistency ratio. A
// constant column tells nothing and gets weight 0; when no column tells anything the request is refused.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.hpp"
#include "engine/score/normalise.hpp"

namespace guatu::score {

enum class WeightMethod { given, equal, entropy, critic, pca, ahp };
enum class WeightScaling { proportion, min_max, none };
enum class Conflict { one_minus_r, one_minus_absolute_r };
enum class Deviation { sample, population };
enum class LoadingUse { absolute, squared };
enum class Holes { refuse, drop_units };

struct WeightRule {
  WeightMethod method = WeightMethod::given;
  std::optional<WeightScaling>
      scaling;       // entropy: proportion or min_max (its default); critic: min_max (default) or none
  double shift = 0;  // entropy: added to every scaled value before shares are taken
  Conflict conflict = Conflict::one_minus_r;
  Deviation deviation = Deviation::sample;
  LoadingUse loadings = LoadingUse::absolute;
  Holes holes = Holes::refuse;
};

struct WeightInput {
  std::vector<std::string> items;
  std::vector<std::vector<double>> x;  // item by item
  std::vector<Direction> directions;
};

struct WeightOutput {
  std::vector<double> weights;  // sum 1
  // What the weights came from, item by item: entropy and divergence, deviation, conflict and information, loading.
  std::vector<std::pair<std::string, std::vector<double>>> columns;
  std::vector<std::pair<std::string, double>> figures;  // of the whole: lambda, ci, cr, explained share
};

std::optional<WeightMethod> find_weight_method(std::string_view name);
std::string_view name_of(WeightMethod method);

Result<WeightOutput> derive_weights(const WeightInput& input, const WeightRule& rule);

enum class AhpVector { eigenvector, geometric, column_mean };  // 特征根法, 方根法, 和积法
enum class RandomIndex { saaty_1980, chinese_textbook, tummala_ling };

struct AhpRule {
  AhpVector vector = AhpVector::eigenvector;
  RandomIndex random_index = RandomIndex::saaty_1980;
  std::optional<double> stated_index;  // instead of the table
};

// Rows of the comparison matrix. Refuses a matrix that is not square, positive and reciprocal.
Result<WeightOutput> ahp_weights(const std::vector<std::vector<double>>& matrix, const AhpRule& rule);

}  // namespace guatu::score

// SPDX-License-Identifier: Apache-2.0
// TOPSIS (优劣解距离法, Hwang & Yoon 1981) and grey relational grade (灰色关联度, Deng 1982) over a
// complete table. Vector and min–max scaling rank differently, and so do weights multiplied in and weights
// inside the root: all are named options, and the options stand in the result.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "engine/score/normalise.hpp"

namespace guatu::score {

enum class TopsisScaling { vector, min_max, sum, maximum, none };
enum class TopsisWeights { multiplied, inside_root };
enum class CostRule { ideal_is_minimum, maximum_minus, reciprocal };  // how an item where less is better is handled

struct TopsisRule {
  TopsisScaling scaling = TopsisScaling::vector;
  TopsisWeights weights = TopsisWeights::multiplied;
  CostRule cost = CostRule::ideal_is_minimum;
  std::optional<double> undefined;  // closeness when both distances are 0; without it, refused
};

struct DecisionTable {
  std::vector<std::string> units;
  std::vector<std::string> items;
  std::vector<std::vector<double>> x;  // item by item
  std::vector<Direction> directions;
  std::vector<double> weights;
};

struct TopsisOutput {
  std::vector<std::vector<double>> scaled;  // weights included when they are multiplied in
  std::vector<double> ideal;
  std::vector<double> anti_ideal;
  std::vector<double> to_ideal;  // D+
  std::vector<double> to_anti_ideal;
  std::vector<double> closeness;
  std::vector<double> place;
};

Result<TopsisOutput> topsis(const DecisionTable& table, const TopsisRule& rule);

struct GreyOutput {
  std::vector<std::vector<double>> coefficients;  // ξ, item by item
  std::vector<double> grade;
  std::vector<double> place;
};

// Against the ideal unit after min–max scaling; ρ is the distinguishing coefficient.
Result<GreyOutput> grey_relational(const DecisionTable& table, double rho);

}  // namespace guatu::score

// SPDX-License-Identifier: Apache-2.0
// A table of units × items taken straight from a sheet (决策矩阵), for weights and TOPSIS without a scheme: which
// columns, which of them are better when smaller, and with which weights.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "engine/score/compute.hpp"
#include "engine/score/topsis.hpp"
#include "engine/score/weight.hpp"

namespace guatu::score {

// No items named: every column but unit, name, group and the like. Weights are equal.
Result<DecisionTable> decision_table(const Table& table, const std::vector<std::string>& items,
                                     const std::vector<std::string>& negative);
// The values the scheme's methods see, with its directions and effective weights; units left out are left out here.
DecisionTable decision_table(const Computed& computed);

// "equal", "entropy", "critic", "pca", "0.2,0.3,0.5" in the order of the items, or "gdp=2,debt=1".
Result<void> set_weights(DecisionTable& table, std::string_view text);

Result<WeightOutput> derive_weights(const DecisionTable& table, const WeightRule& rule);

// Numbers and choices as they come from a command line. Refuses score.not_a_number, score.choice_unknown.
Result<double> read_number(std::string_view text, std::string_view place);
Result<std::size_t> read_choice(std::string_view text, std::string_view choices, std::string_view place);
Result<std::vector<std::vector<double>>> read_matrix(
    const SheetText& sheet);  // cells like 3, 0.5 or 1/3; a header is allowed

}  // namespace guatu::score

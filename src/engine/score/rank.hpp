// SPDX-License-Identifier: Apache-2.0
// Places (名次). Ascending ranks serve the normalisations; places go from the best down and are given on
// published precision: two units whose printed scores are equal share a place unless a later key of the
// tie-break chain parts them. A unit without a score has no place.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace guatu::score {

enum class Ties { lowest, highest, average, dense };  // 1,1,3 · 2,2,3 · 1.5,1.5,3 · 1,1,2

std::optional<Ties> ties_by_name(std::string_view name);  // min, max, average, dense

// 1 for the smallest value; NaN stays NaN.
std::vector<double> ascending_ranks(std::span<const double> x, Ties ties);

// The number with `places` decimals, half up on its shortest decimal form: 1.005 → 1.01.
double published(double value, int places);

// Keys from most to least important; larger is better in each. Keys are compared as they are given.
std::vector<double> places(std::span<const std::vector<double>> keys, Ties ties);

}  // namespace guatu::score

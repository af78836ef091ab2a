// SPDX-License-Identifier: Apache-2.0
// Ranks among peers (位次): competition ranking (1, 1, 3) on the published precision, in the indicator's direction;
// who has no value has no rank. Change of rank is positive when it rose.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "base/decimal.hpp"
#include "engine/indicator/target.hpp"

namespace guatu::figures {

// One rank for each value, in the order given; `scale` is the published number of decimals.
std::vector<std::optional<int>> rank(std::span<const std::optional<Decimal>> values, Direction direction, int scale);

// From 5th to 3rd is +2; none when either is unknown.
std::optional<int> rank_change(const std::optional<int>& before, const std::optional<int>& now);

}  // namespace guatu::figures

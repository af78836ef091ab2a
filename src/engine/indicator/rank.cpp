// SPDX-License-Identifier: Apache-2.0
#include "engine/indicator/rank.hpp"

#include <algorithm>

namespace guatu::figures {

std::vector<std::optional<int>> rank(std::span<const std::optional<Decimal>> values, Direction direction, int scale) {
  std::vector<Decimal> ordered;
  for (const auto& value : values)
    if (value) ordered.push_back(value->rescaled(scale));
  const auto is_better = [direction](const Decimal& a, const Decimal& b) {
    return direction == Direction::higher_is_better ? a > b : a < b;
  };
  std::sort(ordered.begin(), ordered.end(), is_better);
  std::vector<std::optional<int>> ranks;
  ranks.reserve(values.size());
  for (const auto& value : values) {
    if (!value) {
      ranks.emplace_back();
      continue;
    }
    // One more than the number of better values: ties share a rank and the next is skipped.
    const auto first = std::lower_bound(ordered.begin(), ordered.end(), value->rescaled(scale), is_better);
    ranks.emplace_back(static_cast<int>(first - ordered.begin()) + 1);
  }
  return ranks;
}

std::optional<int> rank_change(const std::optional<int>& before, const std::optional<int>& now) {
  if (!before || !now) return std::nullopt;
  return *before - *now;
}

}  // namespace guatu::figures

// SPDX-License-Identifier: Apache-2.0
// The bounds within which indicator figures are exact (engine/indicator speaks in namespace figures, because the
// register of indicators has the name). A statistic has at most four decimals and lies below 10^11
// of its unit; within that every share, difference and growth below is an exact quotient in 128 bits, so no
// threshold ever meets a rounded number. Further decimals (spreadsheet noise) are rounded half up when a figure
// enters; larger figures are refused: a smaller unit (亿元 for 元) is meant.
#pragma once

#include "base/decimal.hpp"
#include "base/result.hpp"

namespace guatu::figures {

inline constexpr int kFigureScaleMax = 4;

// Refuses indicator.figure_too_large.
Result<Decimal> checked_figure(const Decimal& value);
// A growth in %: below 10^6. Refuses indicator.growth_too_large.
Result<Decimal> checked_growth(const Decimal& value);

// A share of 1 in points of 100: 0.972 → 97.2.
inline Ratio in_points(const Ratio& share) { return share * Ratio(100, 1); }
// 5.5 (%) → 0.055
inline Ratio of_percent(const Decimal& percent) { return Ratio::of(percent) / Ratio(100, 1); }

}  // namespace guatu::figures

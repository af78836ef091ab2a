// SPDX-License-Identifier: Apache-2.0
// Growth figures of statistics: month growth taken out of cumulative figures, contribution (贡献率) and pull (拉动),
// two-year average growth, and the published growth beside the naive quotient of levels. Published growth is data
// and is never replaced; the naive one is labelled 不可比. Growth is in %. Refuses figures from different vintages
// by its caller's choice of arguments, and bases that are zero.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "engine/indicator/figure.hpp"

namespace guatu::figures {

struct Cumulative {
  Decimal value;
  Decimal growth;  // published, in %
};

// February's 120 (+5 %) and March's 200 (+6 %) give 80 and +7.5362 % for March: an estimate, of one vintage only.
struct MonthGrowth {
  Decimal value;
  Ratio base;                   // last year's month, by the published growth
  std::optional<Ratio> growth;  // in %; none when the base is not positive
};
// Refuses indicator.growth_below_all (growth ≤ −100 %), indicator.figure_too_large.
Result<MonthGrowth> month_growth(const Cumulative& before, const Cumulative& now);

struct Part {
  std::string name;
  Decimal before;
  Decimal now;
};
struct Contribution {
  std::string name;
  Decimal change;
  std::optional<Ratio> contribution;  // Δi ÷ ΔT in %; hidden (none) when ΔT ≤ 0
  Ratio pull;                         // Δi ÷ T_before in points: contribution × growth
};
struct Contributions {
  Decimal before;
  Decimal now;
  Ratio growth;  // in %
  std::vector<Contribution> parts;
};
// The total is the sum of the parts. Refuses indicator.parts_empty, indicator.base_not_positive.
Result<Contributions> contributions_of(std::span<const Part> parts);

// 两年平均: ((1+a)(1+b))^(1/2) − 1, geometric over any number of years ≥ 1; rounded half up to `scale` decimals.
// Refuses indicator.growth_below_all, indicator.parts_empty.
Result<Decimal> average_growth(std::span<const Decimal> growths, int scale);

// Both growths, never the one for the other.
struct GrowthPair {
  std::optional<Decimal> published;
  std::optional<Ratio> naive;  // in %; labelled 不可比 where it departs from the published one
  bool is_comparable = false;  // the naive one rounds to the published figure at its precision
};
Result<GrowthPair> compare_growth(const std::optional<Decimal>& published, const std::optional<Decimal>& before,
                                  const std::optional<Decimal>& now);

// 增长 5.3%, 下降 5.4%, 与上年持平: never 增长 -5.4%.
std::string growth_words(const Decimal& growth);

}  // namespace guatu::figures

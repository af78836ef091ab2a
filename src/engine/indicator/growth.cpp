// SPDX-License-Identifier: Apache-2.0
#include "engine/indicator/growth.hpp"

#include <cmath>

namespace guatu::figures {
namespace {

const Decimal kZero(0, 0);
const Decimal kHundred(100, 0);
const Ratio kHundredPoints(100, 1);

std::unexpected<Error> below_all(const Decimal& growth) {
  return refuse(ErrorKind::invalid, "", "indicator.growth_below_all", {{"value", format_decimal(growth)}});
}

struct Level {
  Decimal value;
  Ratio base;
};

// Last year's cumulative figure by the published growth: value ÷ (1 + growth).
Result<Level> base_of(const Cumulative& cumulative) {
  GUATU_TRY(const Decimal value, checked_figure(cumulative.value));
  GUATU_TRY(const Decimal growth, checked_growth(cumulative.growth));
  const Decimal factor = growth + kHundred;
  if (!(factor > kZero)) return below_all(cumulative.growth);
  return Level{value, Ratio::of(value * kHundred, factor)};
}

}  // namespace

Result<MonthGrowth> month_growth(const Cumulative& before, const Cumulative& now) {
  GUATU_TRY(const Level first, base_of(before));
  GUATU_TRY(const Level second, base_of(now));
  MonthGrowth month{second.value - first.value, second.base - first.base, std::nullopt};
  if (month.base > Ratio()) {
    // A denominator beyond 15 digits comes from two long growth figures; its quotient would not fit exactly.
    const Ratio base = month.base.denominator() > power_of_ten(15) ? Ratio::of(month.base.rounded(6)) : month.base;
    if (!base.is_zero()) month.growth = (Ratio::of(month.value) / base - Ratio(1, 1)) * kHundredPoints;
  }
  return month;
}

Result<Contributions> contributions_of(std::span<const Part> parts) {
  if (parts.empty()) return refuse(ErrorKind::invalid, "", "indicator.parts_empty", {});
  Contributions total;
  for (const auto& part : parts) {
    GUATU_TRY(const Decimal before, checked_figure(part.before));
    GUATU_TRY(const Decimal now, checked_figure(part.now));
    total.before = total.before + before;
    total.now = total.now + now;
    total.parts.push_back({part.name, now - before, std::nullopt, Ratio()});
  }
  if (!(total.before > kZero))
    return refuse(ErrorKind::invalid, "", "indicator.base_not_positive", {{"value", format_decimal(total.before)}});
  const Decimal change = total.now - total.before;
  total.growth = Ratio::of(change, total.before) * kHundredPoints;
  for (auto& part : total.parts) {
    part.pull = Ratio::of(part.change, total.before) * kHundredPoints;
    if (change > kZero) part.contribution = Ratio::of(part.change, change) * kHundredPoints;
  }
  return total;
}

Result<Decimal> average_growth(std::span<const Decimal> growths, int scale) {
  if (growths.empty()) return refuse(ErrorKind::invalid, "", "indicator.parts_empty", {});
  double logarithms = 0;
  for (const auto& growth : growths) {
    GUATU_TRY(const Decimal checked, checked_growth(growth));
    if (!(checked + kHundred > kZero)) return below_all(growth);
    logarithms += std::log1p(checked.to_double() / 100);
  }
  const double mean = std::expm1(logarithms / static_cast<double>(growths.size())) * 100;
  GUATU_TRY(const Decimal average, decimal_from_double(mean));
  return average.rescaled(scale);
}

Result<GrowthPair> compare_growth(const std::optional<Decimal>& published, const std::optional<Decimal>& before,
                                  const std::optional<Decimal>& now) {
  GrowthPair pair;
  if (published) {
    GUATU_TRY(pair.published, checked_growth(*published));
  }
  if (!before || !now) return pair;
  GUATU_TRY(const Decimal base, checked_figure(*before));
  GUATU_TRY(const Decimal level, checked_figure(*now));
  if (!(base > kZero)) return pair;  // a quotient over nothing or less says nothing
  pair.naive = Ratio::of(level - base, base) * kHundredPoints;
  pair.is_comparable = pair.published && pair.naive->rounded(pair.published->scale()) == *pair.published;
  return pair;
}

std::string growth_words(const Decimal& growth) {
  if (growth.is_zero()) return "与上年持平";
  if (growth.is_negative()) return "下降 " + format_decimal(-growth) + "%";
  return "增长 " + format_decimal(growth) + "%";
}

}  // namespace guatu::figures

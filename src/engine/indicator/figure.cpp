// SPDX-License-Identifier: Apache-2.0
#include "engine/indicator/figure.hpp"

namespace guatu::figures {
namespace {

constexpr int128 kFigureLimit = power_of_ten(11);

}  // namespace

Result<Decimal> checked_figure(const Decimal& value) {
  // Decimals from text have at most 17 digits, so that their comparison fits as well.
  const int128 whole = value.coefficient() / power_of_ten(value.scale());
  if (whole >= kFigureLimit || whole <= -kFigureLimit)
    return refuse(ErrorKind::too_large, "", "indicator.figure_too_large", {{"value", format_decimal(value)}});
  return value.scale() > kFigureScaleMax ? value.rescaled(kFigureScaleMax) : value;
}

Result<Decimal> checked_growth(const Decimal& value) {
  if (value >= Decimal(1'000'000, 0) || value <= Decimal(-1'000'000, 0))
    return refuse(ErrorKind::too_large, "", "indicator.growth_too_large", {{"value", format_decimal(value)}});
  return value.scale() > kFigureScaleMax ? value.rescaled(kFigureScaleMax) : value;
}

}  // namespace guatu::figures

// SPDX-License-Identifier: Apache-2.0
#include "engine/light/amount.hpp"

#include <algorithm>

namespace guatu::light {
namespace {

std::string suffix_of(const AmountStyle& style) {
  return style.kind == AmountStyle::Kind::money ? std::string(text_of(style.unit)) : style.suffix;
}
int places_of(const AmountStyle& style) {
  return style.kind == AmountStyle::Kind::money ? 2 : std::max(style.scale, 1);
}

// Money with two decimals, plain numbers without idle zeros.
std::string written(Decimal amount, const AmountStyle& style) {
  if (style.kind == AmountStyle::Kind::plain)
    while (amount.scale() > 0 && amount == amount.rescaled(amount.scale() - 1))
      amount = amount.rescaled(amount.scale() - 1);
  return format_decimal(amount) + suffix_of(style);
}
}  // namespace

AmountStyle money_style(MoneyUnit unit) { return {AmountStyle::Kind::money, unit, 0, {}}; }

Decimal rounded_up(const Ratio& value, int scale) {
  const Decimal rounded = value.rounded(scale);
  return Ratio::of(rounded) < value ? rounded + Decimal(1, scale) : rounded;
}

Ratio amount_ratio(std::int64_t amount, std::int64_t parts, const AmountStyle& style) {
  const Ratio whole(amount, parts);
  if (style.kind == AmountStyle::Kind::plain) return whole / Ratio(power_of_ten(style.scale), 1);
  switch (style.unit) {
    case MoneyUnit::yuan:
      return whole / Ratio(100, 1);
    case MoneyUnit::ten_thousand_yuan:
      return whole / Ratio(1'000'000, 1);
    case MoneyUnit::hundred_million_yuan:
      return whole / Ratio(10'000'000'000, 1);
  }
  return whole;
}

std::string shown_amount(const Ratio& amount, const AmountStyle& style) {
  return written(amount.rounded(places_of(style)), style);
}
std::string shown_needed(const Ratio& amount, const AmountStyle& style) {
  return written(rounded_up(amount, places_of(style)), style);
}

}  // namespace guatu::light

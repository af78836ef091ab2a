// SPDX-License-Identifier: Apache-2.0
#include "base/money.hpp"

#include "base/assert.hpp"

namespace guatu {
namespace {

constexpr std::int64_t kFenMax = 100'000'000'000'000;  // 1万亿元, beyond any single figure of a district or city

int places_of(MoneyUnit unit) {
  switch (unit) {
    case MoneyUnit::yuan:
      return 2;
    case MoneyUnit::ten_thousand_yuan:
      return 6;
    case MoneyUnit::hundred_million_yuan:
      return 10;
  }
  return 2;
}

}  // namespace

Money operator+(Money a, Money b) {
  std::int64_t sum = 0;
  GUATU_ASSERT(!__builtin_add_overflow(a.fen_, b.fen_, &sum));
  return Money::of_fen(sum);
}

Money operator-(Money a, Money b) {
  std::int64_t difference = 0;
  GUATU_ASSERT(!__builtin_sub_overflow(a.fen_, b.fen_, &difference));
  return Money::of_fen(difference);
}

Result<Money> money_from_decimal(const Decimal& amount, MoneyUnit unit) {
  const int places = places_of(unit);
  const Decimal fen = amount.rescaled(places);
  if (fen != amount)
    return refuse(ErrorKind::invalid, "", "money.fraction_of_fen",
                  {{"value", format_decimal(amount)},
                   {"unit", std::string(text_of(unit))},
                   {"places_max", std::to_string(places)}});
  if (fen.coefficient() > kFenMax || fen.coefficient() < -kFenMax)
    return refuse(ErrorKind::invalid, "", "money.too_large",
                  {{"value", format_decimal(amount)}, {"unit", std::string(text_of(unit))}});
  return Money::of_fen(static_cast<std::int64_t>(fen.coefficient()));
}

Result<Money> parse_money(std::string_view text, MoneyUnit unit) {
  GUATU_TRY(const Decimal amount, parse_decimal(text));
  return money_from_decimal(amount, unit);
}

Decimal decimal_in(Money money, MoneyUnit unit) { return Decimal(money.fen(), places_of(unit)); }

std::string format_money(Money money, MoneyUnit unit, int scale) {
  return format_decimal(decimal_in(money, unit), scale);
}

std::string format_yuan(Money money) { return format_decimal(decimal_in(money, MoneyUnit::yuan)); }

std::string_view text_of(MoneyUnit unit) {
  switch (unit) {
    case MoneyUnit::yuan:
      return "元";
    case MoneyUnit::ten_thousand_yuan:
      return "万元";
    case MoneyUnit::hundred_million_yuan:
      return "亿元";
  }
  return "元";
}

Ratio ratio_of(Money part, Money whole) { return Ratio(part.fen(), whole.fen()); }

}  // namespace guatu

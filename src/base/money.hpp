// SPDX-License-Identifier: Apache-2.0
// Money: whole 分 (fen) in 64 bits. Ledgers write 元, 万元 or 亿元; the unit is always named when text
// becomes money or money becomes text. Refuses amounts beyond a trillion yuan and fractions of a fen.
#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/decimal.hpp"

namespace guatu {

enum class MoneyUnit { yuan, ten_thousand_yuan, hundred_million_yuan };  // 元, 万元, 亿元

class Money {
 public:
  constexpr Money() = default;
  static constexpr Money of_fen(std::int64_t fen) {
    Money money;
    money.fen_ = fen;
    return money;
  }
  constexpr std::int64_t fen() const { return fen_; }
  constexpr bool is_zero() const { return fen_ == 0; }
  constexpr bool is_negative() const { return fen_ < 0; }

  // Overflow is a bug: parsed amounts are far below it.
  friend Money operator+(Money a, Money b);
  friend Money operator-(Money a, Money b);
  Money& operator+=(Money other) { return *this = *this + other; }
  friend constexpr auto operator<=>(Money, Money) = default;

 private:
  std::int64_t fen_ = 0;
};

// Refuses money.fraction_of_fen, money.too_large.
Result<Money> money_from_decimal(const Decimal& amount, MoneyUnit unit);
Result<Money> parse_money(std::string_view text, MoneyUnit unit);

Decimal decimal_in(Money money, MoneyUnit unit);                   // exact
std::string format_money(Money money, MoneyUnit unit, int scale);  // rounded half up: 3.20
std::string format_yuan(Money money);                              // exact, as on the wire: 32000000.00
std::string_view text_of(MoneyUnit unit);                          // 元, 万元, 亿元

Ratio ratio_of(Money part, Money whole);  // whole ≠ 0

}  // namespace guatu

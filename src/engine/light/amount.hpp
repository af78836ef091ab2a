// SPDX-License-Identifier: Apache-2.0
// Amounts (数额) in the sentences of an explanation: exact until they are written, rounded half up when they say what
// was done, and up when they say what is needed, so that who does just that much has done enough.
#pragma once

#include <cstdint>
#include <string>

#include "base/decimal.hpp"
#include "base/money.hpp"

namespace guatu::light {

// How amounts are written in the sentences: fen as 亿元 or 万元, or plain numbers at a scale.
struct AmountStyle {
  enum class Kind : std::uint8_t { plain, money } kind = Kind::plain;
  MoneyUnit unit = MoneyUnit::ten_thousand_yuan;
  int scale = 0;       // of plain numbers: coefficient × 10^−scale
  std::string suffix;  // %, 亿元, 起
};

AmountStyle money_style(MoneyUnit unit);
// `amount` ÷ `parts` in the unit of the style.
Ratio amount_ratio(std::int64_t amount, std::int64_t parts, const AmountStyle& style);
std::string shown_amount(const Ratio& amount, const AmountStyle& style);
std::string shown_needed(const Ratio& amount, const AmountStyle& style);
Decimal rounded_up(const Ratio& value, int scale);

}  // namespace guatu::light

// SPDX-License-Identifier: Apache-2.0
// What one cell means: numbers with units, percent in points, dates in the ways offices write them, yes and
// no, 不适用. Blank is "not given" and never zero. A doubtful cell is refused with what would be accepted.
//
// Rules: docs/format/workbooks.md section 1.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/money.hpp"
#include "base/sheet.hpp"

namespace guatu::exchange {

enum class Given { nothing, not_applicable, value };

struct NumberGiven {
  Given given = Given::nothing;
  Decimal number;
};

// What a column's header says of the numbers below it.
enum class NumberMeaning {
  plain,
  percent_points,    // the header says （%）: 5.3 is five point three
  percent_unstated,  // the header does not say; only a percent format or a % sign in the cell tells
};

// Refuses import.not_a_number, import.placeholder, import.error_cell, import.no_cached_value,
// import.percent_ambiguous (a plain 0.05 where points or a fraction could be meant).
Result<NumberGiven> read_number(const sheet::Cell* cell, NumberMeaning meaning);

// `unit_of_measure` is the column's or the table's: 元, 万元, 亿元 …; a unit in the cell itself (3.2亿元) goes first.
// Refuses the above and import.unit_missing, import.not_money.
Result<std::optional<Money>> read_money(const sheet::Cell* cell, std::string_view unit_of_measure);

// Day or month precision; a month means its last day. `year` is the year of the sheet's title, for 6月底.
// Refuses import.not_a_date, import.date_ambiguous, import.year_missing, date.no_such_day.
Result<std::optional<Date>> read_date(const sheet::Cell* cell, std::optional<int> year);

// 元, 万元, 亿元; nothing for other units.
std::optional<MoneyUnit> money_unit(std::string_view name);

Result<std::optional<std::int64_t>> read_integer(const sheet::Cell* cell);  // import.not_an_integer
// Trimmed text; numbers as shown. Refuses import.error_cell.
Result<std::string> read_text(const sheet::Cell* cell);

}  // namespace guatu::exchange

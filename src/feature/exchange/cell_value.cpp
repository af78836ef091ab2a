// SPDX-License-Identifier: Apache-2.0
#include "feature/exchange/cell_value.hpp"

#include <algorithm>
#include <array>

#include "base/text.hpp"

namespace guatu::exchange {
namespace {

using sheet::Cell;
using sheet::CellKind;

constexpr std::array<std::string_view, 3> kNotApplicable{"不适用", "不涉及", "N/A"};

bool is_blank(const Cell* cell) {
  if (cell == nullptr) return true;
  if (cell->kind == CellKind::blank) return cell->formula != sheet::FormulaState::without_value;
  return cell->kind == CellKind::text && trim(cell->text).empty();
}

std::unexpected<Error> wrong(const char* code, std::string_view value) {
  return refuse(ErrorKind::invalid, "", code, {{"value", std::string(value)}});
}

// What no reading can use: a spreadsheet error, or a formula that was never computed.
Result<void> refuse_unusable(const Cell& cell) {
  if (cell.kind == CellKind::error) return wrong("import.error_cell", cell.text);
  if (cell.kind == CellKind::blank) return wrong("import.no_cached_value", "");
  return {};
}

bool is_placeholder(std::string_view text) {
  static constexpr std::array<std::string_view, 13> kPlaceholders{"—",    "——",   "-",    "--", "/",    "\\", "无",
                                                                  "待定", "未定", "未知", "…",  "暂无", "?"};
  return std::find(kPlaceholders.begin(), kPlaceholders.end(), text) != kPlaceholders.end();
}

Result<Decimal> decimal_of(const Cell& cell, std::string_view text) {
  if (cell.kind == CellKind::number || cell.kind == CellKind::boolean) return sheet::cell_decimal(cell);
  auto parsed = parse_decimal(replace_all(std::string(text), "，", ","));
  if (parsed) return parsed;
  if (parsed.error().problems.front().code == "decimal.too_long") return parsed;
  return wrong(is_placeholder(text) ? "import.placeholder" : "import.not_a_number", text);
}

constexpr Decimal kHundred(100, 0);

Result<Decimal> percent_points_of(const Cell& cell, std::string text) {
  if (cell.kind == CellKind::number) {
    GUATU_TRY(const Decimal number, sheet::cell_decimal(cell));
    // 0.053 shown as 5.3% keeps the places that are shown.
    if (cell.style == sheet::NumberStyle::percent) return (number * kHundred).rescaled(std::max(number.scale() - 2, 0));
    return number;
  }
  if (text.ends_with('%')) text.pop_back();
  return decimal_of(cell, text);
}

struct WrittenUnit {
  std::string_view suffix;
  MoneyUnit unit;
};
// Longest first, because 万元 ends in 元.
constexpr std::array<WrittenUnit, 5> kWrittenUnits{{{"亿元", MoneyUnit::hundred_million_yuan},
                                                    {"万元", MoneyUnit::ten_thousand_yuan},
                                                    {"亿", MoneyUnit::hundred_million_yuan},
                                                    {"万", MoneyUnit::ten_thousand_yuan},
                                                    {"元", MoneyUnit::yuan}}};

std::optional<MoneyUnit> take_written_unit(std::string& text) {
  for (const auto& written : kWrittenUnits)
    if (text.ends_with(written.suffix) && text.size() > written.suffix.size()) {
      text.erase(text.size() - written.suffix.size());
      return written.unit;
    }
  return std::nullopt;
}

}  // namespace

std::optional<MoneyUnit> money_unit(std::string_view name) {
  for (const auto unit : {MoneyUnit::yuan, MoneyUnit::ten_thousand_yuan, MoneyUnit::hundred_million_yuan})
    if (text_of(unit) == name) return unit;
  return std::nullopt;
}

Result<NumberGiven> read_number(const Cell* cell, NumberMeaning meaning) {
  if (is_blank(cell)) return NumberGiven{};
  GUATU_CHECK(refuse_unusable(*cell));
  const std::string text = squeeze(cell->text);
  if (std::find(kNotApplicable.begin(), kNotApplicable.end(), text) != kNotApplicable.end())
    return NumberGiven{Given::not_applicable, {}};
  if (cell->kind == CellKind::date) return wrong("import.not_a_number", sheet::shown_text(*cell));
  const bool shows_percent = cell->style == sheet::NumberStyle::percent || text.ends_with('%');
  if (meaning == NumberMeaning::percent_unstated && !shows_percent)
    return wrong("import.percent_ambiguous", sheet::shown_text(*cell));
  if (meaning != NumberMeaning::plain) {
    GUATU_TRY(const Decimal points, percent_points_of(*cell, text));
    return NumberGiven{Given::value, points};
  }
  if (shows_percent) return wrong("import.percent_ambiguous", sheet::shown_text(*cell));
  GUATU_TRY(const Decimal number, decimal_of(*cell, text));
  return NumberGiven{Given::value, number};
}

Result<std::optional<Money>> read_money(const Cell* cell, std::string_view unit_of_measure) {
  if (is_blank(cell)) return std::optional<Money>();
  GUATU_CHECK(refuse_unusable(*cell));
  std::string text = squeeze(cell->text);
  auto unit = money_unit(unit_of_measure);
  if (cell->kind == CellKind::text)
    if (const auto written = take_written_unit(text)) unit = written;
  if (cell->kind == CellKind::date || cell->style == sheet::NumberStyle::percent)
    return wrong("import.not_money", sheet::shown_text(*cell));
  GUATU_TRY(const Decimal amount, decimal_of(*cell, text));
  if (!unit) return wrong("import.unit_missing", sheet::shown_text(*cell));
  // Formulas such as =A1/3 carry places below a fen; a typed amount must be exact.
  const Decimal kept = cell->formula == sheet::FormulaState::with_value
                           ? amount.rescaled(std::min(amount.scale(), *unit == MoneyUnit::yuan                ? 2
                                                                      : *unit == MoneyUnit::ten_thousand_yuan ? 6
                                                                                                              : 10))
                           : amount;
  GUATU_TRY(const Money money, money_from_decimal(kept, *unit));
  return std::optional<Money>(money);
}

Result<std::optional<std::int64_t>> read_integer(const Cell* cell) {
  GUATU_TRY(const NumberGiven number, read_number(cell, NumberMeaning::plain));
  if (number.given != Given::value) return std::optional<std::int64_t>();
  const Decimal whole = number.number.rescaled(0);
  if (whole != number.number || number.number.rescaled(0).coefficient() > 1'000'000'000'000 || whole.is_negative())
    return wrong("import.not_an_integer", sheet::shown_text(*cell));
  return std::optional<std::int64_t>(static_cast<std::int64_t>(whole.coefficient()));
}

Result<std::string> read_text(const Cell* cell) {
  if (is_blank(cell)) return std::string();
  GUATU_CHECK(refuse_unusable(*cell));
  const std::string shown = sheet::shown_text(*cell);
  return std::string(trim(shown));
}

}  // namespace guatu::exchange

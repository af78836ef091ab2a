// SPDX-License-Identifier: Apache-2.0
// Dates as offices write them; the other readings of a cell stand in cell_value.cpp.
#include <algorithm>
#include <array>
#include <vector>

#include "base/text.hpp"
#include "feature/exchange/cell_value.hpp"

namespace guatu::exchange {
namespace {

using sheet::Cell;
using sheet::CellKind;

// Serial days 2000-01-01 … 2099-12-31; a bare number outside them is no date.
constexpr std::int64_t kSerialFirst = 36526;
constexpr std::int64_t kSerialLast = 73050;

std::unexpected<Error> wrong(const char* code, std::string_view value) {
  return refuse(ErrorKind::invalid, "", code, {{"value", std::string(value)}});
}

Date last_day(int year, int month) { return Month(year, month).last_day(); }

struct Parts {
  std::vector<int> numbers;
  std::vector<std::size_t> digits;  // how many digits each had
  std::string between;              // what stands between and after them, in order
};

std::optional<Parts> split_numbers(std::string_view text) {
  Parts parts;
  for (std::size_t at = 0; at < text.size();) {
    if (text[at] < '0' || text[at] > '9') {
      parts.between.push_back(text[at++]);
      continue;
    }
    int number = 0;
    std::size_t count = 0;
    for (; at < text.size() && text[at] >= '0' && text[at] <= '9'; ++at, ++count) {
      if (count == 4) return std::nullopt;
      number = number * 10 + (text[at] - '0');
    }
    parts.numbers.push_back(number);
    parts.digits.push_back(count);
    parts.between.push_back('#');
  }
  return parts;
}

struct Form {
  std::string_view pattern;  // # stands for a number
  enum { day, month, month_of_title, year_end } kind;
};
constexpr std::array<Form, 13> kForms{{{"#-#-#", Form::day},
                                       {"#/#/#", Form::day},
                                       {"#.#.#", Form::day},
                                       {"#年#月#日", Form::day},
                                       {"#年#月#", Form::day},
                                       {"#-#", Form::month},
                                       {"#/#", Form::month},
                                       {"#.#", Form::month},
                                       {"#年#月", Form::month},
                                       {"#年#月份", Form::month},
                                       {"#月", Form::month_of_title},
                                       {"#月份", Form::month_of_title},
                                       {"#年", Form::year_end}}};

// 上旬 ends on the 10th, 中旬 on the 20th; 底, 末, 前 and 下旬 on the last day.
int take_part_of_month(std::string& text) {
  for (const std::string_view ending : {"底前", "末前", "底", "末", "下旬", "前", "内"})
    if (text.ends_with(ending)) {
      text.erase(text.size() - ending.size());
      return 31;
    }
  for (const auto& [ending, day] : std::array<std::pair<std::string_view, int>, 2>{{{"上旬", 10}, {"中旬", 20}}})
    if (text.ends_with(ending)) {
      text.erase(text.size() - ending.size());
      return day;
    }
  return 31;
}

Result<Date> day_in_month(int year, int month, int day, std::string_view shown) {
  if (year < 1900 || year > 2198 || month < 1 || month > 12) return wrong("import.not_a_date", shown);
  return std::min(last_day(year, month), Month(year, month).first_day() + std::chrono::days(day - 1));
}

// A date with its day; nothing when the text is of another form.
std::optional<Result<Date>> whole_day(std::string_view text, std::optional<int> year, std::string_view shown) {
  const auto parts = split_numbers(text);
  if (!parts) return std::nullopt;
  if (parts->numbers.size() == 3 && parts->digits[0] == 4) {
    for (const auto& form : kForms)
      if (form.kind == Form::day && parts->between == form.pattern)
        return checked_date(parts->numbers[0], parts->numbers[1], parts->numbers[2]);
  }
  if (parts->between != "#月#日") return std::nullopt;
  if (!year) return Result<Date>(wrong("import.year_missing", shown));
  return checked_date(*year, parts->numbers[0], parts->numbers[1]);
}

Result<Date> date_of_text(std::string_view shown, std::optional<int> year) {
  std::string text = squeeze(shown);
  // A time of day behind the date says nothing about the day.
  if (const auto colon = text.find(':'); colon != std::string::npos && colon > 10) text.erase(10);
  if (auto day = whole_day(text, year, shown)) return *std::move(day);
  const int day = take_part_of_month(text);
  if (auto last = whole_day(text, year, shown)) return *std::move(last);  // 2026年6月30日前
  const auto parts = split_numbers(text);
  if (!parts || parts->numbers.empty()) return wrong("import.not_a_date", shown);
  for (const auto& form : kForms) {
    if (parts->between != form.pattern) continue;
    if (form.kind == Form::month && parts->digits[0] == 4)
      return day_in_month(parts->numbers[0], parts->numbers[1], day, shown);
    if (form.kind == Form::month_of_title) {
      if (!year) return wrong("import.year_missing", shown);
      return day_in_month(*year, parts->numbers[0], day, shown);
    }
    if (form.kind == Form::year_end && parts->digits[0] == 4) return day_in_month(parts->numbers[0], 12, 31, shown);
  }
  return wrong("import.not_a_date", shown);
}

// 2026.6 typed as a number is June; 2026.1 may be January or October, so it is refused.
Result<Date> date_of_number(const Cell& cell) {
  GUATU_TRY(const Decimal number, sheet::cell_decimal(cell));
  const std::string shown = sheet::shown_text(cell);
  const Decimal whole = number.rescaled(0);
  if (whole == number && whole >= Decimal(kSerialFirst, 0) && whole <= Decimal(kSerialLast, 0)) {
    const auto date = sheet::date_from_serial(cell.number);
    if (date) return *date;
  }
  const auto point = cell.text.find('.');
  if (point == std::string_view::npos || point != 4 || cell.text.size() > 7) return wrong("import.not_a_date", shown);
  if (cell.text.substr(point + 1) == "1") return wrong("import.date_ambiguous", shown);
  return date_of_text(cell.text, std::nullopt);
}

}  // namespace

Result<std::optional<Date>> read_date(const Cell* cell, std::optional<int> year) {
  if (cell == nullptr || (cell->kind == CellKind::blank && cell->formula != sheet::FormulaState::without_value))
    return std::optional<Date>();
  switch (cell->kind) {
    case CellKind::date: {
      const Date date = *sheet::cell_date(*cell);
      return std::optional<Date>(cell->style == sheet::NumberStyle::month ? Month::of(date).last_day() : date);
    }
    case CellKind::number: {
      GUATU_TRY(const Date date, date_of_number(*cell));
      return std::optional<Date>(date);
    }
    case CellKind::text: {
      if (trim(cell->text).empty()) return std::optional<Date>();
      const std::string squeezed = squeeze(cell->text);
      // A serial day written as text, as some exports do.
      if (squeezed.size() == 5 &&
          std::all_of(squeezed.begin(), squeezed.end(), [](char c) { return c >= '0' && c <= '9'; })) {
        GUATU_TRY(const Decimal serial, parse_decimal(squeezed));
        if (serial >= Decimal(kSerialFirst, 0) && serial <= Decimal(kSerialLast, 0))
          return std::optional<Date>(date_of(1900, 1, 1) - std::chrono::days(2) +
                                     std::chrono::days(static_cast<std::int64_t>(serial.coefficient())));
      }
      GUATU_TRY(const Date date, date_of_text(cell->text, year));
      return std::optional<Date>(date);
    }
    case CellKind::blank:
      return wrong("import.no_cached_value", "");
    case CellKind::boolean:
    case CellKind::error:
      break;
  }
  return wrong(cell->kind == CellKind::error ? "import.error_cell" : "import.not_a_date", cell->text);
}

}  // namespace guatu::exchange

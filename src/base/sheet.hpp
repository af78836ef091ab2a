// SPDX-License-Identifier: Apache-2.0
// The workbook as read (工作簿): sheets of typed cells, whatever file they came from. It holds what the
// file says and judges nothing: finding headers, mapping columns and doubting values is the importer's
// work. Only cells that hold something are kept, so a sheet styled to its last row costs nothing. Rows
// and columns count from 0; people see cell_name(). Texts are views into the workbook's own store.
#pragma once

#include <compare>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.hpp"
#include "base/decimal.hpp"
#include "base/result.hpp"

namespace guatu::sheet {

inline constexpr std::uint32_t kRowsMax = 1'048'576;
inline constexpr std::uint16_t kColumnsMax = 16'384;
inline constexpr std::size_t kCellsMax = 2'000'000;  // non-blank, over all sheets

struct Position {
  std::uint32_t row = 0;
  std::uint16_t column = 0;

  friend constexpr auto operator<=>(const Position&, const Position&) = default;
};

std::string column_name(std::uint16_t column);              // 0 → A, 27 → AB
std::string cell_name(Position position);                   // {11, 2} → C12
std::optional<Position> parse_cell_name(std::string_view);  // C12, $C$12; nothing beyond XFD1048576

enum class CellKind : std::uint8_t {
  blank,  // a formula without a cached value, or one this format cannot read; `formula` says which
  text,   // every csv cell is text: the file says nothing about types
  number,
  date,     // a number with a format that shows a day or a month; cell_date() always has a value
  boolean,  // number is 0 or 1
  error,    // text is #REF!, #N/A, …
};

// How the file shows a number; a hint for the importer, which decides.
enum class NumberStyle : std::uint8_t {
  plain,
  percent,  // 0.05 shown as 5%
  day,      // 2026-09-21, 2026年9月21日
  month,    // 2026年9月, 2026-09: the day of the date means nothing
  moment,   // a day with a time
  time,     // a time or a duration without a day; the kind stays number
};

enum class FormulaState : std::uint8_t {
  none,           // typed in
  with_value,     // computed by the program that saved the file
  without_value,  // never computed (written by a program that does not calculate), or not readable
};

struct Cell {
  std::string_view text;  // as stored: the text itself, the digits of a number, TRUE, #REF!
  double number = 0;      // number; boolean as 0 or 1; date as a day count in the 1900 system, also in 1904 files
  std::uint32_t row = 0;
  std::uint16_t column = 0;
  CellKind kind = CellKind::blank;
  NumberStyle style : 4 = NumberStyle::plain;
  FormulaState formula : 4 = FormulaState::none;

  Position position() const { return {row, column}; }
};

// The day of a date cell; nothing for other kinds.
std::optional<Date> cell_date(const Cell& cell);
int cell_minutes(const Cell& cell);  // minutes after midnight of a date or time cell, 0…1439
// The number as Excel would show it, without binary noise: 85.2. Text is not read here. Refuses decimal.*.
Result<Decimal> cell_decimal(const Cell& cell);
// For messages and lists: 2026-09-21, 2026-09 for a month style, 5%, 85.2, the text.
std::string shown_text(const Cell& cell);

struct MergedRange {  // both corners included; the value stands in `first`
  Position first;
  Position last;

  constexpr bool contains(Position at) const {
    return first.row <= at.row && at.row <= last.row && first.column <= at.column && at.column <= last.column;
  }
  friend constexpr auto operator<=>(const MergedRange&, const MergedRange&) = default;
};

struct Span {  // rows or columns, both ends included
  std::uint32_t first = 0;
  std::uint32_t last = 0;
  friend constexpr auto operator<=>(const Span&, const Span&) = default;
};

enum class SheetVisibility : std::uint8_t { shown, hidden };

struct Sheet {
  std::string name;
  SheetVisibility visibility = SheetVisibility::shown;
  std::vector<Cell> cells;                 // by row, then column; one a position
  std::vector<MergedRange> merges;         // by first corner
  std::vector<std::uint32_t> merge_reach;  // the lowest row that any of the merges up to this one covers
  std::vector<Span> hidden_rows;           // ascending, apart
  std::vector<Span> hidden_columns;
  std::uint32_t rows = 0;  // last non-blank row + 1, from the cells, not from what the file claims
  std::uint16_t columns = 0;

  const Cell* find(Position at) const;         // nullptr where nothing stands
  const Cell* find_merged(Position at) const;  // the same, or the first cell of the range that covers it
  const MergedRange* merge_over(Position at) const;
  std::span<const Cell> row_cells(std::uint32_t row) const;
  bool is_row_hidden(std::uint32_t row) const;
  bool is_column_hidden(std::uint16_t column) const;
};

// Holds the bytes of all texts of one workbook; the views stay valid while it lives, also when it moves.
class TextStore {
 public:
  std::string_view keep(std::string_view text);

 private:
  std::vector<std::unique_ptr<char[]>> blocks_;
  char* next_ = nullptr;
  std::size_t left_ = 0;
};

enum class SourceFormat : std::uint8_t { xlsx, xls, csv };

struct Workbook {
  std::string file_name;
  SourceFormat format = SourceFormat::xlsx;
  std::vector<Sheet> sheets;      // in the order of their tabs
  std::vector<Problem> findings;  // what the reader could not carry over; places are file!sheet!cell
  TextStore texts;

  Workbook() = default;
  Workbook(Workbook&&) = default;
  Workbook& operator=(Workbook&&) = default;

  const Sheet* find_sheet(std::string_view name) const;
  std::string place(const Sheet& sheet, Position at) const;  // 台账.xlsx!在建!C12
};

// Puts cells in order, keeps the last of two at one position, measures rows and columns. Readers call it once a sheet.
void settle(Sheet& sheet);

// The day `serial` counts to in the 1900 system (61 = 1900-03-01); nothing for 60, which Excel invented,
// and for days before 1900 or after 2199.
std::optional<Date> date_from_serial(double serial);
double serial_from_date(Date date);

}  // namespace guatu::sheet

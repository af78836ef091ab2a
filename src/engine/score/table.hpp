// SPDX-License-Identifier: Apache-2.0
// The data of a computation (数据表): a wide sheet of units × columns whose numbers keep the cell they came from. Text
// that is neither a number nor a stated mark for "missing" or "not applicable" (不适用) is refused with
// its cell; nothing is guessed. With a period column the rows of other periods serve as history.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/result.hpp"
#include "engine/score/scheme.hpp"

namespace guatu::score {

// Cells row by row; the first row is the header. The text must outlive the table made of it.
struct SheetText {
  std::string name;  // as shown in a source cell: data.csv, book.xlsx!Sheet1
  std::size_t columns = 0;
  std::span<const std::string_view> cells;
  std::span<const std::uint32_t> rows;  // number of each row in the file, from 1; empty: 1, 2, 3 …

  std::size_t row_count() const { return columns == 0 ? 0 : cells.size() / columns; }
  std::string_view at(std::size_t row, std::size_t column) const { return cells[row * columns + column]; }
};

struct Marks {
  std::vector<std::string> missing;
  std::vector<std::string> not_applicable;
};

struct Unit {
  std::string code;
  std::string name;
  std::string group;
  std::size_t row = 0;  // in the sheet
};

// One column as numbers, one entry a unit.
struct Numbers {
  std::vector<double> value;           // NaN where there is none
  std::vector<std::uint8_t> excluded;  // 1: not applicable; empty when no cell is
};

struct HistoryPoint {
  double time = 0;
  std::size_t row = 0;
};

class Table {
 public:
  Table() = default;
  // Refuses unknown and doubled columns, units without a code or twice in one period.
  static Result<Table> make(const SheetText& sheet, const Columns& columns, const Marks& marks,
                            std::string_view period);

  const std::vector<Unit>& units() const { return units_; }
  const std::vector<std::string>& codes() const { return codes_; }
  std::vector<std::string> column_names() const;  // without unit, name, group, period, source, vintage
  bool has_column(std::string_view name) const { return index_.contains(std::string(name)); }
  int unit_index(std::string_view code) const;

  Result<Numbers> numbers(std::string_view column) const;
  Result<std::vector<Numbers>> numbers_of(std::span<const std::string> columns) const;
  // Rows of the same unit, in order of time, this period included.
  std::span<const HistoryPoint> history(std::size_t unit) const;
  double time() const { return time_; }
  double number_at(std::size_t row,
                   std::string_view column) const;  // NaN where there is none; the column must be checked

  std::string cell_name(std::size_t row, std::string_view column) const;  // data.csv!C7
  std::string_view text_at(std::size_t row, std::string_view column) const;
  std::string_view source_of(std::size_t unit,
                             std::string_view column) const;  // from COLUMN@source or the source column
  std::string_view vintage_of(std::size_t unit, std::string_view column) const;

 private:
  Result<void> read_rows(std::string_view period);
  Result<void> index_columns();
  Result<void> check_history(std::size_t column, std::string_view name) const;
  std::string_view note_of(std::size_t unit, std::string_view column, std::string_view suffix,
                           std::string_view shared) const;

  SheetText sheet_;
  Columns columns_;
  Marks marks_;
  std::unordered_map<std::string, std::size_t> index_;
  std::vector<Unit> units_;
  std::vector<std::string> codes_;
  std::unordered_map<std::string, std::size_t> unit_index_;
  std::vector<std::vector<HistoryPoint>> history_;
  double time_ = 0;
};

enum class CellKind { number, missing, not_applicable, bad };
struct Cell {
  CellKind kind = CellKind::missing;
  double value = 0;
};
Cell read_cell(std::string_view text, const Marks& marks);

// A year, 2026-03, 2026Q1 or 2026-03-31 as a number in years.
double time_of_period(std::string_view text);

std::string column_letters(std::size_t column);  // 0 → A, 26 → AA

}  // namespace guatu::score

// SPDX-License-Identifier: Apache-2.0
// The workbook to be written (导出表): what a table says and how it looks, without a file format. Built by
// features, turned into bytes by format/xlsx. Rows and columns count from 0. Nothing here is a formula:
// what an office gets are values, and text that begins with = stays text.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "base/date.hpp"
#include "base/decimal.hpp"
#include "base/sheet.hpp"

namespace guatu::sheet_out {

using sheet::MergedRange;
using sheet::Position;

enum class Fill : std::uint8_t { none, red, yellow, green, blue, grey, header };
enum class Align : std::uint8_t { standard, left, center, right };
enum class Weight : std::uint8_t { normal, bold };
enum class Border : std::uint8_t { none, thin };
enum class Wrap : std::uint8_t { off, on };
enum class Lock : std::uint8_t { locked, open };         // counts in a protected sheet only
enum class Grouping : std::uint8_t { none, thousands };  // 1,234.5

struct Style {
  Fill fill = Fill::none;
  Align align = Align::standard;
  Weight weight = Weight::normal;
  Border border = Border::none;
  Wrap wrap = Wrap::off;
  Lock lock = Lock::locked;
  Grouping grouping = Grouping::none;
  std::uint8_t font_points = 0;  // 0: the sheet's own size

  friend auto operator<=>(const Style&, const Style&) = default;
};

struct Percent {  // Percent{5.2} is shown as 5.2% with the places of its Decimal and stored as 0.052
  Decimal value;
};
struct Moment {  // a day with a time, in minutes after midnight
  Date date;
  int minutes = 0;
};

// A Decimal keeps its places: 85.20 is shown with two. A Month is stored as its first day and shown as 2026年9月.
using Value = std::variant<std::monostate, std::string, std::int64_t, Decimal, Percent, Date, Month, Moment>;

// As people read it in a text file: 2026-09-21, 2026-09, 5.2%, 85.20.
std::string shown_text(const Value& value);

struct Cell {
  Value value;
  Style style;
};

struct Comment {
  Position at;
  std::string text;
};

struct Choices {  // a drop-down list over a range; longer lists move to a hidden sheet by themselves
  MergedRange range;
  std::vector<std::string> values;
};

struct Merge {
  MergedRange range;  // takes value and style of its first cell
};

enum class Visibility : std::uint8_t { shown, hidden };
enum class Protection : std::uint8_t { none, on };  // without a password: a rail, not a lock
enum class Orientation : std::uint8_t { portrait, landscape };
enum class Paper : std::uint8_t { a4, a3 };

struct Sheet {
  std::string name;  // at most 31 characters, none of []:*?/\ (write_xlsx refuses others)
  std::vector<std::vector<Cell>> rows;
  std::vector<double> column_widths;  // in characters; columns beyond keep the standard
  std::vector<double> row_heights;    // in points; 0 = standard
  std::vector<Merge> merges;
  std::vector<Comment> comments;
  std::vector<Choices> choices;
  std::uint32_t header_rows = 0;  // frozen, and repeated on every printed page
  std::uint16_t frozen_columns = 0;
  std::optional<MergedRange> filter;  // its first row carries the buttons
  Visibility visibility = Visibility::shown;
  Protection protection = Protection::none;
  Orientation orientation = Orientation::landscape;
  Paper paper = Paper::a4;  // always one page wide
};

// The watermark (水印) of what somebody takes out of the store: on every printed page and in the file's properties,
// never in a cell, so that a workbook that comes back is not changed by it.
struct Mark {
  std::string taken_by;  // 陆林（lulin）
  Instant taken_at{};
};

struct Workbook {
  std::vector<Sheet> sheets;
  std::string title;
  std::string author;
  std::optional<Mark> mark = {};
};

}  // namespace guatu::sheet_out

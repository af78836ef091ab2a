// SPDX-License-Identifier: Apache-2.0
#include "base/sheet.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstring>

namespace guatu::sheet {
namespace {

constexpr std::size_t kBlockBytes = 64 * 1024;

bool is_before(const Cell& cell, Position at) { return cell.position() < at; }

bool covers(const std::vector<Span>& spans, std::uint32_t number) {
  const auto after = std::upper_bound(spans.begin(), spans.end(), number,
                                      [](std::uint32_t value, const Span& span) { return value < span.first; });
  return after != spans.begin() && number <= std::prev(after)->last;
}

void join_spans(std::vector<Span>& spans) {
  std::sort(spans.begin(), spans.end());
  std::vector<Span> joined;
  for (const Span& span : spans) {
    if (!joined.empty() && span.first <= joined.back().last + 1) {
      joined.back().last = std::max(joined.back().last, span.last);
    } else {
      joined.push_back(span);
    }
  }
  spans = std::move(joined);
}

}  // namespace

std::string column_name(std::uint16_t column) {
  std::string name;
  for (int left = column + 1; left > 0; left = (left - 1) / 26)
    name.insert(name.begin(), static_cast<char>('A' + (left - 1) % 26));
  return name;
}

std::string cell_name(Position position) { return fmt::format("{}{}", column_name(position.column), position.row + 1); }

std::optional<Position> parse_cell_name(std::string_view text) {
  std::size_t at = 0;
  const auto skip_dollar = [&] {
    if (at < text.size() && text[at] == '$') ++at;
  };
  skip_dollar();
  std::uint32_t column = 0;
  std::uint32_t row = 0;
  for (; at < text.size() && column <= kColumnsMax; ++at) {
    const char upper = text[at] >= 'a' && text[at] <= 'z' ? static_cast<char>(text[at] - 'a' + 'A') : text[at];
    if (upper < 'A' || upper > 'Z') break;
    column = column * 26 + static_cast<std::uint32_t>(upper - 'A' + 1);
  }
  skip_dollar();
  const std::size_t digits_at = at;
  for (; at < text.size() && text[at] >= '0' && text[at] <= '9' && row <= kRowsMax; ++at)
    row = row * 10 + static_cast<std::uint32_t>(text[at] - '0');
  const bool complete = at == text.size() && at > digits_at;
  if (!complete || column == 0 || column > kColumnsMax || row == 0 || row > kRowsMax) return std::nullopt;
  return Position{row - 1, static_cast<std::uint16_t>(column - 1)};
}

std::optional<Date> cell_date(const Cell& cell) {
  return cell.kind == CellKind::date ? date_from_serial(cell.number) : std::nullopt;
}

int cell_minutes(const Cell& cell) {
  const bool has_clock =
      cell.kind == CellKind::date || (cell.kind == CellKind::number && cell.style == NumberStyle::time);
  if (!has_clock || !std::isfinite(cell.number)) return 0;
  const double part = cell.number - std::floor(cell.number);
  return std::min(static_cast<int>(std::lround(part * 1440)), 1439);
}

Result<Decimal> cell_decimal(const Cell& cell) { return decimal_from_double(cell.number); }

std::string shown_text(const Cell& cell) {
  if (const auto date = cell_date(cell)) {
    if (cell.style == NumberStyle::month) return format_month(Month::of(*date));
    const int minutes = cell_minutes(cell);
    if (cell.style != NumberStyle::moment || minutes == 0) return format_date(*date);
    return fmt::format("{} {:02}:{:02}", format_date(*date), minutes / 60, minutes % 60);
  }
  if (cell.kind != CellKind::number) return std::string(cell.text);
  const auto value = cell_decimal(cell);
  if (!value) return std::string(cell.text);
  if (cell.style != NumberStyle::percent) return format_decimal(*value);
  // 0.05 has two places more than the 5 in 5%.
  const Decimal percent = value->scale() >= 2 ? Decimal::of_wide(value->coefficient(), value->scale() - 2)
                                              : (*value * Decimal(100, 0)).rescaled(0);
  return format_decimal(percent) + "%";
}

const Cell* Sheet::find(Position at) const {
  const auto found = std::lower_bound(cells.begin(), cells.end(), at, is_before);
  return found != cells.end() && found->position() == at ? &*found : nullptr;
}

const MergedRange* Sheet::merge_over(Position at) const {
  // None that starts after `at` covers it, and before those that end above its row there is nothing either.
  const auto after = std::upper_bound(merges.begin(), merges.end(), at,
                                      [](Position value, const MergedRange& range) { return value < range.first; });
  for (auto i = static_cast<std::size_t>(after - merges.begin()); i > 0 && merge_reach[i - 1] >= at.row; --i)
    if (merges[i - 1].contains(at)) return &merges[i - 1];
  return nullptr;
}

const Cell* Sheet::find_merged(Position at) const {
  const MergedRange* range = merge_over(at);
  return find(range != nullptr ? range->first : at);
}

std::span<const Cell> Sheet::row_cells(std::uint32_t row) const {
  const auto begin = std::lower_bound(cells.begin(), cells.end(), Position{row, 0}, is_before);
  auto end = begin;
  while (end != cells.end() && end->row == row) ++end;
  return {begin, end};
}

bool Sheet::is_row_hidden(std::uint32_t row) const { return covers(hidden_rows, row); }
bool Sheet::is_column_hidden(std::uint16_t column) const { return covers(hidden_columns, column); }

std::string_view TextStore::keep(std::string_view text) {
  if (text.empty()) return {};
  if (text.size() >= kBlockBytes / 4) {  // a block of its own; the open block stays in use
    blocks_.push_back(std::make_unique_for_overwrite<char[]>(text.size()));
    std::memcpy(blocks_.back().get(), text.data(), text.size());
    return {blocks_.back().get(), text.size()};
  }
  if (text.size() > left_) {
    blocks_.push_back(std::make_unique_for_overwrite<char[]>(kBlockBytes));
    next_ = blocks_.back().get();
    left_ = kBlockBytes;
  }
  std::memcpy(next_, text.data(), text.size());
  const std::string_view kept(next_, text.size());
  next_ += text.size();
  left_ -= text.size();
  return kept;
}

const Sheet* Workbook::find_sheet(std::string_view name) const {
  const auto found = std::find_if(sheets.begin(), sheets.end(), [&](const Sheet& sheet) { return sheet.name == name; });
  return found != sheets.end() ? &*found : nullptr;
}

std::string Workbook::place(const Sheet& sheet, Position at) const {
  return fmt::format("{}!{}!{}", file_name, sheet.name, cell_name(at));
}

void settle(Sheet& sheet) {
  auto& cells = sheet.cells;
  const auto by_position = [](const Cell& a, const Cell& b) { return a.position() < b.position(); };
  if (!std::is_sorted(cells.begin(), cells.end(), by_position))
    std::stable_sort(cells.begin(), cells.end(), by_position);
  // Of two cells at one position the later one counts, as in Excel.
  std::size_t kept = 0;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (kept > 0 && cells[kept - 1].position() == cells[i].position()) --kept;
    cells[kept++] = cells[i];
  }
  cells.resize(kept);
  sheet.rows = cells.empty() ? 0 : cells.back().row + 1;
  sheet.columns = 0;
  for (const Cell& cell : cells)
    sheet.columns = std::max<std::uint16_t>(sheet.columns, static_cast<std::uint16_t>(cell.column + 1));
  std::sort(sheet.merges.begin(), sheet.merges.end());
  sheet.merge_reach.clear();
  for (const MergedRange& range : sheet.merges)
    sheet.merge_reach.push_back(std::max(range.last.row, sheet.merge_reach.empty() ? 0 : sheet.merge_reach.back()));
  join_spans(sheet.hidden_rows);
  join_spans(sheet.hidden_columns);
}

std::optional<Date> date_from_serial(double serial) {
  if (!std::isfinite(serial) || serial < 1 || serial >= 200'000) return std::nullopt;
  const int day = static_cast<int>(std::floor(serial));
  if (day == 60) return std::nullopt;
  // Day 1 is 1900-01-01; after the 29 February that never was, every count is one too high.
  const Date date = Date(std::chrono::year(1899) / 12 / 31) + std::chrono::days(day < 60 ? day : day - 1);
  return year_of(date) <= 2199 ? std::optional(date) : std::nullopt;
}

double serial_from_date(Date date) {
  const auto days = (date - Date(std::chrono::year(1899) / 12 / 31)).count();
  return static_cast<double>(days >= 60 ? days + 1 : days);
}

}  // namespace guatu::sheet

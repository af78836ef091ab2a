// SPDX-License-Identifier: Apache-2.0
#include "feature/bulletin/pack_sheets.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace guatu::bulletin {
namespace {

using sheet_out::Align;
using sheet_out::Fill;
using sheet_out::Style;

constexpr std::uint32_t kTitleRows = 2;

Fill fill_of(std::string_view light) {
  if (light == "red") return Fill::red;
  if (light == "yellow") return Fill::yellow;
  if (light == "green") return Fill::green;
  if (light == "blue") return Fill::blue;
  if (light == "grey") return Fill::grey;
  return Fill::none;
}

// 12.60 becomes a number with two places, 97.2% a percentage; everything else stays text.
sheet_out::Value typed(const std::string& text) {
  if (text.ends_with('%'))
    if (const auto points = parse_decimal(std::string_view(text).substr(0, text.size() - 1)))
      return sheet_out::Percent{*points};
  if (const auto number = parse_decimal(text)) return *number;
  return text;
}

sheet_out::Cell cell_of(const cycle::Snapshot& snapshot, const wallchart::Cell& cell) {
  Style style;
  style.border = sheet_out::Border::thin;
  switch (cell.kind) {
    case wallchart::CellKind::number:
    case wallchart::CellKind::progress:
    case wallchart::CellKind::rise:
    case wallchart::CellKind::fall:
      style.align = Align::right;
      return {typed(cell.text), style};
    case wallchart::CellKind::date: {
      style.align = Align::center;
      if (const auto date = parse_date(cell.text)) return {*date, style};
      return {cell.text, style};
    }
    case wallchart::CellKind::light:
      style.align = Align::center;
      style.fill = fill_of(cell.text);
      return {marked_word(snapshot, cell), style};
    case wallchart::CellKind::light_change:
      style.align = Align::center;
      style.fill = fill_of(cell.detail);
      return {style_word(snapshot, cell.text) + "→" + style_word(snapshot, cell.detail), style};
    case wallchart::CellKind::state:
      style.align = Align::center;
      return {cell.text, style};
    case wallchart::CellKind::text:
      break;
  }
  style.wrap = sheet_out::Wrap::on;
  return {cell.text, style};
}

std::vector<sheet_out::Cell> title_row(const std::string& text, Style style) { return {{text, style}}; }

sheet_out::Sheet sheet_of(const cycle::Snapshot& snapshot, const wallchart::PackView& page,
                          const wallchart::DataTable& table) {
  sheet_out::Sheet sheet;
  sheet.name = table.title;
  Style title;
  title.weight = sheet_out::Weight::bold;
  title.font_points = 16;
  title.align = Align::center;
  sheet.rows.push_back(title_row(table.title, title));
  sheet.rows.push_back(
      title_row(page.cycle + "　" + page.as_of + (table.note.empty() ? "" : "　" + table.note), Style{}));
  const auto last = static_cast<std::uint16_t>(table.columns.size() - 1);
  for (std::uint32_t row = 0; row < kTitleRows; ++row)
    if (last > 0) sheet.merges.push_back({{{row, 0}, {row, last}}});
  Style header;
  header.weight = sheet_out::Weight::bold;
  header.fill = Fill::header;
  header.align = Align::center;
  header.border = sheet_out::Border::thin;
  std::vector<sheet_out::Cell> headers;
  for (const auto& column : table.columns) {
    headers.push_back({column.title, header});
    sheet.column_widths.push_back(8 + 5 * std::max(column.width_share, 1));
  }
  sheet.rows.push_back(std::move(headers));
  for (const auto& row : table.rows) {
    std::vector<sheet_out::Cell> cells;
    for (const auto& cell : row.cells) cells.push_back(cell_of(snapshot, cell));
    sheet.rows.push_back(std::move(cells));
  }
  sheet.header_rows = kTitleRows + 1;
  sheet.filter = sheet_out::MergedRange{
      {kTitleRows, 0},
      {static_cast<std::uint32_t>(std::max<std::size_t>(sheet.rows.size(), kTitleRows + 2) - 1), last}};
  return sheet;
}

}  // namespace

sheet_out::Workbook make_sheets(const cycle::Snapshot& snapshot, const wallchart::PackView& page) {
  sheet_out::Workbook workbook;
  workbook.title = page.title;
  workbook.author = page.issuer;
  for (const auto& section : page.sections)
    for (const auto& block : section.blocks)
      if (const auto* table = std::get_if<wallchart::DataTable>(&block))
        workbook.sheets.push_back(sheet_of(snapshot, page, *table));
  return workbook;
}

}  // namespace guatu::bulletin

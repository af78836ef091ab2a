// SPDX-License-Identifier: Apache-2.0
#include "feature/exchange/export_mark.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace guatu::exchange {
namespace {

constexpr std::string_view kForm = "guatu-export-1";
constexpr std::uint32_t kFirstRecord = 2;  // below the form with its layout, and the names of the columns

std::string name_of(const std::string& field, int month) {
  return month == 0 ? field : field + "/" + std::to_string(month);
}

// Fields whose texts, joined by /, are the key that a record went out with.
std::vector<std::string_view> key_fields(std::string_view layout) {
  if (layout == "target") return {"indicator"};
  if (layout == "project_year") return {"project"};
  if (layout == "milestone") return {"project", "sequence"};
  return {"id"};
}

std::string text_at(const sheet::Sheet& sheet, sheet::Position at) {
  const sheet::Cell* cell = sheet.find(at);
  return cell == nullptr ? std::string() : std::string(trim(sheet::shown_text(*cell)));
}

// A formula without a cached value is a problem of its own, and no blank.
bool is_blank(const sheet::Sheet& sheet, sheet::Position at) {
  const sheet::Cell* cell = sheet.find_merged(at);
  return cell == nullptr || (cell->formula == sheet::FormulaState::none && trim(cell->text).empty());
}

struct Marked {
  std::map<std::string, std::uint16_t> columns;
  std::map<std::string, std::uint32_t> rows;
};

Marked read(const sheet::Sheet& mark) {
  Marked marked;
  for (const auto& cell : mark.cells) {
    if (cell.row == kFirstRecord - 1) marked.columns[sheet::shown_text(cell)] = cell.column;
    if (cell.row >= kFirstRecord && cell.column == 0) marked.rows[sheet::shown_text(cell)] = cell.row;
  }
  return marked;
}

std::string key_in(const sheet::Sheet& sheet, const Mapping& mapping, std::uint32_t row) {
  std::vector<std::string> parts;
  for (const auto field : key_fields(mapping.layout->id)) {
    const MappedColumn* column = mapping.find(field);
    if (column == nullptr) return {};
    const sheet::Cell* cell = sheet.find_merged({row, column->column->index});
    parts.push_back(cell == nullptr ? std::string() : squeeze(sheet::shown_text(*cell)));
  }
  return join(parts, "/");
}

int month_of(const MappedColumn& column) {
  return column.axis == Axis::by_month && column.column->span ? column.column->span->last : 0;
}

}  // namespace

sheet_out::Sheet export_mark_sheet(const Layout& layout, const std::vector<OutColumn>& columns,
                                   const std::vector<OutRecord>& records) {
  sheet_out::Sheet sheet;
  sheet.name = kExportSheet;
  sheet.visibility = sheet_out::Visibility::hidden;
  sheet.protection = sheet_out::Protection::on;
  sheet.rows.push_back({{std::string(kForm), {}}, {layout.id, {}}});
  auto& names = sheet.rows.emplace_back();
  names.push_back({std::string(), {}});
  for (const OutColumn& column : columns) names.push_back({name_of(column.field, column.month), {}});
  for (const OutRecord& record : records) {
    auto& row = sheet.rows.emplace_back();
    row.push_back({record.key, {}});
    for (const auto& value : record.cells) row.push_back({sheet_out::shown_text(value), {}});
  }
  return sheet;
}

EmptiedCells emptied_cells(const sheet::Workbook& workbook, const sheet::Sheet& sheet, const Table& table,
                           const Mapping& mapping) {
  EmptiedCells emptied;
  const sheet::Sheet* mark = workbook.find_sheet(kExportSheet);
  if (mark == nullptr || text_at(*mark, {0, 0}) != kForm || text_at(*mark, {0, 1}) != mapping.layout->id)
    return emptied;
  const Marked marked = read(*mark);
  for (const auto& record : table.rows) {
    if (record.role != RowRole::record) continue;
    const auto row = marked.rows.find(key_in(sheet, mapping, record.row));
    if (row == marked.rows.end()) continue;
    for (const MappedColumn& mapped : mapping.columns) {
      const sheet::Position at{record.row, mapped.column->index};
      const auto column = marked.columns.find(name_of(mapped.field, month_of(mapped)));
      if (column == marked.columns.end() || !is_blank(sheet, at)) continue;
      if (std::string was = text_at(*mark, {row->second, column->second}); !was.empty()) emptied[at] = std::move(was);
    }
  }
  return emptied;
}

}  // namespace guatu::exchange

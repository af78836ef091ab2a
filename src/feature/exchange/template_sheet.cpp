// SPDX-License-Identifier: Apache-2.0
#include "feature/exchange/template_sheet.hpp"

#include <algorithm>

namespace guatu::exchange {
namespace {

using sheet_out::Style;

constexpr std::uint32_t kTitleRows = 2;
constexpr std::string_view kHint = "空白表示没有或未报，不适用填“不适用”；日期如 2026-09-21、2026.9";
constexpr std::size_t kOpenRows = 200;  // left open below the known ones

Style header_style() {
  Style style;
  style.weight = sheet_out::Weight::bold;
  style.fill = sheet_out::Fill::header;
  style.align = sheet_out::Align::center;
  style.border = sheet_out::Border::thin;
  style.wrap = sheet_out::Wrap::on;
  return style;
}

using TemplateColumn = OutColumn;

std::string header_of(const Layout& layout, const Field& field) {
  std::string header = field.synonyms.front();
  if (const auto unit = layout.units.find(field.name); unit != layout.units.end()) header += "（" + unit->second + "）";
  return header;
}

std::vector<TemplateColumn> columns_of(const Layout& layout, int only_month) {
  std::vector<TemplateColumn> columns;
  for (const auto& field : layout.fields)
    if (field.axis == Axis::plain) columns.push_back({field.name, 0, "", header_of(layout, field)});
  for (int month = 1; month <= 12; ++month) {
    if (only_month != 0 && only_month != month) continue;
    for (const auto& field : layout.fields)
      if (field.axis == Axis::by_month && !field.synonyms.front().empty())
        columns.push_back({field.name, month, std::to_string(month) + "月", header_of(layout, field)});
  }
  return columns;
}

void add_title(const std::string& title_text, const std::string& hint, std::size_t columns, sheet_out::Sheet& sheet) {
  Style title;
  title.weight = sheet_out::Weight::bold;
  title.font_points = 16;
  title.align = sheet_out::Align::center;
  sheet.rows.push_back({{title_text, title}});
  sheet.rows.push_back({{hint, Style{}}});
  const auto last = static_cast<std::uint16_t>(columns - 1);
  for (std::uint32_t row = 0; row < kTitleRows; ++row)
    if (last > 0) sheet.merges.push_back({{{row, 0}, {row, last}}});
}

bool is_grouped(const std::vector<TemplateColumn>& columns) {
  return std::any_of(columns.begin(), columns.end(),
                     [](const TemplateColumn& column) { return !column.group.empty(); });
}

void add_headers(const std::vector<TemplateColumn>& columns, bool grouped_anywhere, sheet_out::Sheet& sheet) {
  std::vector<sheet_out::Cell> upper;
  std::vector<sheet_out::Cell> lower;
  for (const auto& column : columns) {
    upper.push_back({column.group.empty() ? column.header : column.group, header_style()});
    lower.push_back({column.group.empty() ? std::string() : column.header, header_style()});
  }
  sheet.rows.push_back(std::move(upper));
  if (!grouped_anywhere) return;
  sheet.rows.push_back(std::move(lower));
  for (std::uint16_t first = 0; first < columns.size();) {
    std::uint16_t last = first;
    while (!columns[first].group.empty() && last + 1U < columns.size() &&
           columns[last + 1U].group == columns[first].group)
      ++last;
    if (columns[first].group.empty())
      sheet.merges.push_back({{{kTitleRows, first}, {kTitleRows + 1, first}}});
    else if (last > first)
      sheet.merges.push_back({{{kTitleRows, first}, {kTitleRows, last}}});
    first = static_cast<std::uint16_t>(last + 1);
  }
}

void add_rows(const TemplateRequest& request, std::size_t columns, sheet_out::Sheet& sheet) {
  Style open;
  open.lock = sheet_out::Lock::open;
  open.border = sheet_out::Border::thin;
  for (std::size_t i = 0; i < request.rows.size() + kOpenRows; ++i) {
    std::vector<sheet_out::Cell> cells(columns, sheet_out::Cell{std::monostate(), open});
    if (i < request.rows.size())
      for (std::size_t column = 0; column < request.rows[i].cells.size() && column < columns; ++column) {
        const std::string& text = request.rows[i].cells[column];
        if (!text.empty()) cells[column].value = text;
      }
    sheet.rows.push_back(std::move(cells));
  }
}

sheet_out::Sheet form_sheet(const Layout& layout, const TemplateRequest& request) {
  sheet_out::Sheet sheet;
  sheet.name = "表单标识";
  sheet.visibility = sheet_out::Visibility::hidden;
  sheet.rows = {{{std::string("form"), {}}, {layout.id, {}}},
                {{std::string("year"), {}}, {std::to_string(request.year), {}}},
                {{std::string("unit"), {}}, {request.unit, {}}}};
  return sheet;
}

}  // namespace

std::uint32_t first_record_row(const std::vector<OutColumn>& columns) {
  return kTitleRows + (is_grouped(columns) ? 2 : 1);
}

sheet_out::Sheet make_filled_sheet(const FilledSheet& filled) {
  sheet_out::Sheet sheet;
  sheet.name = filled.name;
  add_title(filled.title, filled.hint, filled.columns.size(), sheet);
  add_headers(filled.columns, is_grouped(filled.columns), sheet);
  sheet.header_rows = first_record_row(filled.columns);
  std::vector<Style> styles(filled.columns.size());
  for (std::size_t i = 0; i < styles.size(); ++i) {
    styles[i].border = sheet_out::Border::thin;
    styles[i].wrap = sheet_out::Wrap::on;
    const auto& open = filled.open_fields;
    if (std::find(open.begin(), open.end(), filled.columns[i].field) != open.end())
      styles[i].lock = sheet_out::Lock::open;
    else if (!open.empty())
      styles[i].fill = sheet_out::Fill::grey;
    sheet.column_widths.push_back(filled.columns[i].month == 0 ? 18 : 11);
  }
  for (const OutRecord& record : filled.records) {
    std::vector<sheet_out::Cell> cells;
    for (std::size_t i = 0; i < record.cells.size(); ++i) cells.push_back({record.cells[i], styles[i]});
    sheet.rows.push_back(std::move(cells));
  }
  if (!filled.open_fields.empty()) sheet.protection = sheet_out::Protection::on;
  return sheet;
}

sheet_out::Workbook make_template(const Layout& layout, const TemplateRequest& request) {
  const auto columns = columns_of(layout, request.month);
  sheet_out::Sheet sheet;
  sheet.name = layout.title.size() > 60 ? layout.id : layout.title;
  std::string hint(kHint);
  if (!request.unit.empty()) hint = request.unit + "填报。" + hint;
  add_title(std::to_string(request.year) + "年" + layout.title, hint, columns.size(), sheet);
  add_headers(columns, is_grouped(columns), sheet);
  sheet.header_rows = static_cast<std::uint32_t>(sheet.rows.size());
  for (const auto& column : columns) sheet.column_widths.push_back(column.group.empty() ? 18 : 11);
  add_rows(request, columns.size(), sheet);
  sheet.protection = sheet_out::Protection::on;
  sheet_out::Workbook workbook;
  workbook.title = layout.title;
  workbook.sheets = {std::move(sheet), form_sheet(layout, request)};
  return workbook;
}

}  // namespace guatu::exchange

// SPDX-License-Identifier: Apache-2.0
#include "base/list_out.hpp"

namespace guatu::sheet_out {

Workbook list_workbook(ListOut list) {
  Workbook book;
  book.title = list.name;
  book.mark = std::move(list.mark);
  Sheet& sheet = book.sheets.emplace_back();
  sheet.name = std::move(list.name);
  sheet.header_rows = 1;
  sheet.frozen_columns = list.frozen_columns;
  Style header;
  header.fill = Fill::header;
  header.weight = Weight::bold;
  header.border = Border::thin;
  Style plain;
  plain.border = Border::thin;
  auto& titles = sheet.rows.emplace_back();
  for (ListColumn& column : list.columns) {
    titles.push_back({std::move(column.title), header});
    sheet.column_widths.push_back(column.width);
  }
  for (auto& row : list.rows) {
    auto& cells = sheet.rows.emplace_back();
    for (Value& value : row) cells.push_back({std::move(value), plain});
  }
  if (!list.columns.empty())
    sheet.filter = MergedRange{
        {0, 0},
        {static_cast<std::uint32_t>(sheet.rows.size() - 1), static_cast<std::uint16_t>(list.columns.size() - 1)}};
  return book;
}

}  // namespace guatu::sheet_out

// SPDX-License-Identifier: Apache-2.0
#include "platform/db/layout.hpp"

#include <map>

#include "base/text.hpp"
#include "platform/db/codec.hpp"
#include "platform/db/dialect.hpp"

namespace guatu::db {
namespace {

std::string column_names(const TableLayout& table) {
  std::vector<std::string> names;
  for (const auto& column : table.columns) names.push_back(column.name);
  return join(names, ", ");
}

TableLayout load_layout(Connection& connection, const std::string& name) {
  TableLayout table{name, {}, {}};
  std::map<std::int64_t, std::string> key;
  Cursor cursor = connection.prepare(connection.dialect().columns);
  cursor.bind(1, Cell::of(std::string_view(name)));
  while (cursor.next()) {
    const std::string column(text_in(cursor.cell(0)));
    const auto type = text_in(cursor.cell(1));
    if (type != "bigint" && type != "text")
      throw Failure("the table " + name + " has a column that is neither BIGINT nor TEXT: " + column);
    table.columns.push_back(
        {column, type == "bigint" ? CellKind::integer : CellKind::text, integer_in(cursor.cell(2)) != 0});
    if (const auto place = integer_in(cursor.cell(3)); place > 0) key[place] = column;
  }
  for (auto& [place, column] : key) table.key.push_back(std::move(column));
  return table;
}

}  // namespace

std::vector<TableLayout> load_layouts(Connection& connection) {
  std::vector<std::string> names;
  Cursor cursor = connection.prepare(connection.dialect().tables);
  while (cursor.next()) names.emplace_back(text_in(cursor.cell(0)));
  std::vector<TableLayout> tables;
  for (const auto& name : names) tables.push_back(load_layout(connection, name));
  return tables;
}

std::string create_table_sql(const TableLayout& table) {
  std::vector<std::string> parts;
  for (const auto& column : table.columns)
    parts.push_back(column.name + (column.kind == CellKind::integer ? " BIGINT" : " TEXT") +
                    (column.is_required ? " NOT NULL" : ""));
  if (!table.key.empty()) parts.push_back("PRIMARY KEY (" + join(table.key, ", ") + ")");
  return "CREATE TABLE " + table.name + " (" + join(parts, ", ") + ")";
}

std::string select_in_order(const TableLayout& table) {
  return "SELECT " + column_names(table) + " FROM " + table.name + " ORDER BY " +
         (table.key.empty() ? column_names(table) : join(table.key, ", "));
}

}  // namespace guatu::db

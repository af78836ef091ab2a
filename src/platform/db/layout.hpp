// SPDX-License-Identifier: Apache-2.0
// The tables that a database has, by its own catalogue: what copying and dumping go by. A table is BIGINT and TEXT
// columns and a primary key; everything else about it is made by its migration.
#pragma once

#include <string>
#include <vector>

#include "platform/db/connection.hpp"

namespace guatu::db {

struct ColumnLayout {
  std::string name;
  CellKind kind = CellKind::text;
  bool is_required = false;
};

struct TableLayout {
  std::string name;
  std::vector<ColumnLayout> columns;
  std::vector<std::string> key;  // empty: it has none
};

std::vector<TableLayout> load_layouts(Connection& connection);  // by name
std::string create_table_sql(const TableLayout& table);
std::string select_in_order(const TableLayout& table);  // all columns, by the key

}  // namespace guatu::db

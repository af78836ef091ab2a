// SPDX-License-Identifier: Apache-2.0
// One page (分页) of a register: filtered, searched, sorted in a stable order, with the total. Names of columns are the
// program's, never a reader's, and assert; values are parameters. The order is the same on every database: binary
// for text, rows without a value last, equal ones by key.
#pragma once

#include <string>
#include <vector>

#include "platform/db/versioned.hpp"

namespace guatu::db {

struct Filter {
  std::string column;
  std::vector<std::string> values;  // any of these
};

enum class SortOrder { ascending, descending };

struct PageQuery {
  std::vector<Filter> filters;  // all of them
  std::vector<Filter> scope;    // at least one of them, unless there is none: what a reader may see
  std::vector<std::string> search_columns;
  std::string search;  // part of one of them, ASCII case ignored; empty: all
  std::string sort;
  SortOrder order = SortOrder::ascending;
  std::int64_t offset = 0;
  std::int64_t limit = 50;
};

// "WHERE …", its arguments, and the order; untyped.
struct PageSql {
  std::string where;
  std::string order;
  Args args;
};
PageSql page_sql(const TableShape& shape, const PageQuery& query);

template <class Row>
struct Page {
  std::vector<Versioned<Row>> rows;
  std::int64_t total = 0;
};

template <class Row>
Page<Row> load_page(const Reader& reader, const Table<Row>& table, const PageQuery& query) {
  PageSql sql = page_sql(table.shape(), query);
  Page<Row> page;
  page.total =
      reader.query_value<std::int64_t>("SELECT count(*) FROM " + table.shape().entity + " " + sql.where, sql.args)
          .value_or(0);
  sql.args.push_back({"page_limit", query.limit});
  sql.args.push_back({"page_offset", query.offset});
  page.rows = load_versioned(reader, table, sql.where + sql.order + " LIMIT :page_limit OFFSET :page_offset", sql.args);
  return page;
}

}  // namespace guatu::db

// SPDX-License-Identifier: Apache-2.0
// One page (分页) of a register: filtered, searched, sorted in a stable order, with the total. Names of columns are the
// program's, never a reader's, and assert; values are parameters. The order is the same on every database: binary
// for text, rows without a value last, equal ones by key. A page as of an earlier journal position is the page that was
// there then.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "platform/db/versioned.hpp"

namespace guatu::db {

// element: the column is a list of texts, and the value one of them.
enum class Match { whole, element };

struct Filter {
  std::string column;
  std::vector<std::string> values;  // any of these
  Match match = Match::whole;
};

struct Range {  // both ends belong to it; what has no value is outside
  std::string column;
  std::optional<Arg> from{};  // its name does not matter
  std::optional<Arg> until{};
};

enum class SortOrder { ascending, descending };

struct PageQuery {
  std::vector<Filter> filters{};  // all of them
  std::vector<Range> ranges{};    // all of them
  std::vector<Filter> scope{};    // at least one of them, unless there is none: what a reader may see
  std::vector<std::string> search_columns{};
  std::string search{};  // part of one of them, ASCII case ignored; empty: all
  std::string sort{};
  SortOrder order = SortOrder::ascending;
  std::int64_t offset = 0;
  std::int64_t limit = 50;
  std::optional<Position> as_of{};  // empty: now. Not inside a transaction
};

template <class Row>
struct Page {
  std::vector<Versioned<Row>> rows;
  std::int64_t total = 0;
};

// The untyped half: gives each row to `each`, the answer is the total.
std::int64_t each_of_page(const Reader& reader, const TableShape& shape, const PageQuery& query,
                          const std::function<void(const Cursor&)>& each);

template <class Row>
Page<Row> load_page(const Reader& reader, const Table<Row>& table, const PageQuery& query) {
  Page<Row> page;
  std::vector<Cell> cells(table.shape().columns.size());
  const auto width = static_cast<int>(cells.size());
  page.total = each_of_page(reader, table.shape(), query, [&](const Cursor& cursor) {
    for (int i = 0; i < width; ++i) cells[static_cast<std::size_t>(i)] = cursor.cell(i);
    page.rows.push_back({Row{}, integer_in(cursor.cell(width))});
    table.decode(cells, page.rows.back().row);
  });
  return page;
}

}  // namespace guatu::db

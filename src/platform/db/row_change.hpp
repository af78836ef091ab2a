// SPDX-License-Identifier: Apache-2.0
// What a change did to a row (变更前后), as the content of its journal entry: {"before":{…},"after":{…}} with the
// columns that differ; a new row has no "before". Columns with personal data are named and left out: an entry is never
// erased. And a row's history told with who made each version.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "base/json_writer.hpp"
#include "platform/db/journal_read.hpp"
#include "platform/db/table.hpp"

namespace guatu::db {

namespace row_change {

using Columns = std::vector<std::string_view>;

void write_cell(JsonWriter& json, const ColumnShape& column, const Cell& cell);
// `before` empty: all columns of `after`.
std::string content_of(const TableShape& shape, std::span<const Cell> before, std::span<const Cell> after,
                       const Columns& personal);

}  // namespace row_change

template <class Row>
std::string change_content(const Table<Row>& table, const Row* before, const Row& after,
                           const row_change::Columns& personal = {}) {
  const std::size_t width = table.shape().columns.size();
  std::vector<Cell> old_cells(before == nullptr ? 0 : width);
  std::vector<Cell> new_cells(width);
  std::vector<std::string> old_scratch(width);
  std::vector<std::string> new_scratch(width);
  if (before != nullptr) table.encode(*before, old_cells, old_scratch);
  table.encode(after, new_cells, new_scratch);
  return row_change::content_of(table.shape(), old_cells, new_cells, personal);
}

struct Author {
  std::string actor;
  std::string on_behalf_of;
  std::string kind;  // of the entry
};
Author author_of(const Reader& reader, Position position);  // empty: there is no such entry

template <class Row>
struct ToldVersion {
  RowVersion<Row> version;
  Author author;
};

// All versions of one row with their authors, the oldest first; empty: no such row ever.
template <class Row>
std::vector<ToldVersion<Row>> load_told_history(const Reader& reader, const Table<Row>& table, const std::string& id) {
  std::vector<ToldVersion<Row>> told;
  for (auto& version : load_history(reader, table, id)) {
    Author author = author_of(reader, version.position);
    told.push_back({std::move(version), std::move(author)});
  }
  return told;
}

}  // namespace guatu::db

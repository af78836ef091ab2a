// SPDX-License-Identifier: Apache-2.0
// A row with its version (行版本): what an ETag shows and an If-Match brings back. put_if() writes a row only when
// the version it was made from is still the one in the state, so that nobody overwrites what he has not seen.
// Refuses store.version_conflict (with both versions), store.not_found_row, store.row_exists.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "platform/db/table.hpp"

namespace guatu::db {

// For what is versioned and no single row, such as a setting that may not be stored yet (version 0). Refuses
// store.version_conflict.
Result<void> check_version(std::string place, std::int64_t stored_version, std::int64_t expected_version);

// The untyped halves.
std::string select_versioned(const TableShape& shape, std::string_view tail);
// No expected version: the row must be new.
Result<std::int64_t> write_if(Tx& tx, const TableShape& shape, std::span<const Cell> cells,
                              std::optional<std::int64_t> expected_version);

template <class Row>
struct Versioned {
  Row row;
  std::int64_t version = 0;

  friend bool operator==(const Versioned&, const Versioned&) = default;
};

// `tail` is what follows SELECT … FROM table, as in load().
template <class Row>
std::vector<Versioned<Row>> load_versioned(const Reader& reader, const Table<Row>& table, std::string_view tail = {},
                                           const Args& args = {}) {
  std::vector<Versioned<Row>> found;
  std::vector<Cell> cells(table.shape().columns.size());
  const auto width = static_cast<int>(cells.size());
  reader.rows(select_versioned(table.shape(), tail), args, [&](const Cursor& cursor) {
    for (int i = 0; i < width; ++i) cells[static_cast<std::size_t>(i)] = cursor.cell(i);
    found.push_back({Row{}, integer_in(cursor.cell(width))});
    table.decode(cells, found.back().row);
  });
  return found;
}

// The row with this key, in the order of the key columns.
template <class Row, class... Key>
std::optional<Versioned<Row>> find_versioned(const Reader& reader, const Table<Row>& table, const Key&... key) {
  const auto names = key_names(table.shape());
  std::size_t at = 0;
  Args args;
  (args.push_back(Arg(names.at(at++), key)), ...);
  auto found = load_versioned(reader, table, where_key(table.shape()), args);
  if (found.empty()) return std::nullopt;
  return std::move(found.front());
}

// Writes a row over the version that its writer has seen; the answer is the version it has now, which is the same
// when nothing differs.
template <class Row>
Result<std::int64_t> put_if(Tx& tx, const Table<Row>& table, const Row& row, std::int64_t expected_version) {
  std::vector<Cell> cells(table.shape().columns.size());
  std::vector<std::string> scratch(cells.size());
  table.encode(row, cells, scratch);
  return write_if(tx, table.shape(), cells, expected_version);
}

// Writes a row whose key nobody has yet; the answer is its version (above 1 when it was there and was withdrawn).
template <class Row>
Result<std::int64_t> put_new(Tx& tx, const Table<Row>& table, const Row& row) {
  std::vector<Cell> cells(table.shape().columns.size());
  std::vector<std::string> scratch(cells.size());
  table.encode(row, cells, scratch);
  return write_if(tx, table.shape(), cells, std::nullopt);
}

}  // namespace guatu::db

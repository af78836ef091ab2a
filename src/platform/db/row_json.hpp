// SPDX-License-Identifier: Apache-2.0
// Register rows inside a larger JSON document, such as a snapshot: each row is its canonical content, so the
// same rows always give the same bytes. Refuses store.not_a_row when a document holds something else.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/json_writer.hpp"
#include "platform/db/table.hpp"
#include "platform/json/json.hpp"

namespace guatu::db {

template <class Row>
void write_rows(JsonWriter& json, const Table<Row>& table, const std::vector<Row>& rows) {
  std::vector<Cell> cells(table.shape().columns.size());
  std::vector<std::string> scratch(cells.size());
  std::string content;
  json.key(table.shape().entity).begin_array();
  for (const Row& row : rows) {
    table.encode(row, cells, scratch);
    content.clear();
    append_row_content(content, table.shape(), cells);
    json.raw(content);
  }
  json.end_array();
}

// The rows under the table's name in `document`; none when there is no such name.
template <class Row>
Result<std::vector<Row>> read_rows(const json::Value& document, const Table<Row>& table) {
  std::vector<Row> rows;
  const auto array = document.find(table.shape().entity);
  if (!array) return rows;
  std::vector<Cell> cells(table.shape().columns.size());
  for (std::size_t i = 0; i < array->size(); ++i) {
    const json::Value object = array->at(i);
    if (!object.is_object()) return refuse(ErrorKind::invalid, table.shape().entity, "store.not_a_row");
    for (std::size_t column = 0; column < cells.size(); ++column) {
      const auto& name = table.shape().columns[column].name;
      cells[column] = Cell{};
      if (const auto text = object.text(name))
        cells[column] = Cell::of(*text);
      else if (const auto integer = object.integer(name))
        cells[column] = Cell::of(*integer);
    }
    Row row;
    table.decode(cells, row);
    rows.push_back(std::move(row));
  }
  return rows;
}

}  // namespace guatu::db

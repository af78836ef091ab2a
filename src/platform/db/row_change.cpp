// SPDX-License-Identifier: Apache-2.0
#include "platform/db/row_change.hpp"

#include "platform/journal/entry.hpp"

namespace guatu::db {
namespace row_change {

void write_cell(JsonWriter& json, const ColumnShape& column, const Cell& cell) {
  json.key(column.name);
  if (cell.is_null())
    json.null();
  else if (cell.kind == CellKind::integer)
    json.integer(cell.integer);
  else
    json.text(cell.text);
}

std::string content_of(const TableShape& shape, std::span<const Cell> before, std::span<const Cell> after,
                       const Columns& personal) {
  const auto is_told = [&](std::size_t column) {
    const bool is_hidden = std::ranges::find(personal, shape.columns[column].name) != personal.end();
    return !is_hidden && (before.empty() || before[column] != after[column]);
  };
  JsonWriter json;
  json.begin_object();
  const auto write = [&](std::string_view name, std::span<const Cell> cells) {
    if (cells.empty()) return;
    json.key(name).begin_object();
    for (std::size_t i = 0; i < cells.size(); ++i)
      if (is_told(i)) write_cell(json, shape.columns[i], cells[i]);
    json.end_object();
  };
  write("before", before);
  write("after", after);
  return json.end_object().take();
}

}  // namespace row_change

Author author_of(const Reader& reader, Position position) {
  const auto bytes = find_entry(reader, position);
  const auto entry = bytes ? journal::parse_entry(*bytes) : std::nullopt;
  return entry ? Author{entry->actor, entry->on_behalf_of, entry->kind} : Author{};
}

}  // namespace guatu::db

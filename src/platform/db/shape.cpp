// SPDX-License-Identifier: Apache-2.0
#include "platform/db/shape.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>

#include "base/json_writer.hpp"
#include "platform/json/json.hpp"

namespace guatu::db {
namespace {

void append_integer(std::string& out, std::int64_t value) {
  const fmt::format_int digits(value);
  out.append(digits.data(), digits.size());
}

void append_escaped(std::string& id, std::string_view part) {
  for (const char c : part) {
    if (c == '/')
      id += "%2F";
    else if (c == '%')
      id += "%25";
    else
      id.push_back(c);
  }
}

std::optional<std::size_t> column_named(const TableShape& shape, std::string_view name, std::size_t from) {
  const std::size_t count = shape.columns.size();
  for (std::size_t i = 0; i < count; ++i)
    if (shape.columns[(from + i) % count].name == name) return (from + i) % count;
  return std::nullopt;
}

}  // namespace

void set_row_id(std::string& id, const TableShape& shape, std::span<const Cell> cells) {
  id.clear();
  const auto keys = std::ranges::count(shape.columns, ColumnRole::key, &ColumnShape::role);
  bool first = true;
  for (std::size_t i = 0; i < shape.columns.size(); ++i) {
    if (shape.columns[i].role != ColumnRole::key) continue;
    if (!std::exchange(first, false)) id.push_back('/');
    if (cells[i].kind == CellKind::integer)
      append_integer(id, cells[i].integer);
    else if (keys == 1)
      id += cells[i].text;
    else
      append_escaped(id, cells[i].text);
  }
}

std::string row_id(const TableShape& shape, std::span<const Cell> cells) {
  std::string id;
  set_row_id(id, shape, cells);
  return id;
}

void append_row_content(std::string& out, const TableShape& shape, std::span<const Cell> cells) {
  char separator = '{';
  for (std::size_t i = 0; i < shape.columns.size(); ++i) {
    const Cell& cell = cells[i];
    if (cell.is_null()) continue;
    out.push_back(separator);
    separator = ',';
    out.push_back('"');
    out += shape.columns[i].name;
    out += "\":";
    if (cell.kind == CellKind::integer) {
      append_integer(out, cell.integer);
    } else {
      append_json_text(out, cell.text);
    }
  }
  if (separator == '{') out.push_back('{');
  out.push_back('}');
}

bool read_row_content(std::string_view content, const TableShape& shape, std::vector<Cell>& cells,
                      std::vector<std::string>& owned) {
  const auto document = json::parse(content);
  if (!document || !document->root().is_object()) return false;
  const json::Value object = document->root();
  cells.assign(shape.columns.size(), Cell{});
  owned.assign(shape.columns.size(), std::string());
  std::size_t next = 0;  // members mostly come in column order
  for (std::size_t member = 0; member < object.size(); ++member) {
    const auto column = column_named(shape, object.key_at(member), next);
    if (!column) return false;
    next = *column + 1;
    const json::Value value = object.at(member);
    if (const auto integer = value.as_integer()) {
      cells[*column] = Cell::of(*integer);
    } else if (const auto text = value.as_text()) {
      owned[*column] = *text;
      cells[*column] = Cell::of(std::string_view(owned[*column]));
    } else {
      return false;
    }
  }
  return true;
}

}  // namespace guatu::db

// SPDX-License-Identifier: Apache-2.0
#include "platform/db/shape.hpp"

#include <fmt/format.h>

#include <iterator>

#include "base/json_writer.hpp"
#include "base/text.hpp"
#include "platform/json/json.hpp"

namespace guatu::db {
namespace {

std::string cell_text(const Cell& cell) {
  return cell.kind == CellKind::integer ? std::to_string(cell.integer) : std::string(cell.text);
}

}  // namespace

std::string row_id(const TableShape& shape, std::span<const Cell> cells) {
  std::vector<std::string> keys;
  for (std::size_t i = 0; i < shape.columns.size(); ++i)
    if (shape.columns[i].role == ColumnRole::key) keys.push_back(cell_text(cells[i]));
  if (keys.size() == 1) return keys.front();
  for (std::string& key : keys)
    if (key.find_first_of("/%") != std::string::npos) key = replace_all(replace_all(key, "%", "%25"), "/", "%2F");
  return join(keys, "/");
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
      const fmt::format_int digits(cell.integer);
      out.append(digits.data(), digits.size());
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
  std::size_t member = 0;
  for (std::size_t i = 0; i < shape.columns.size() && member < object.size(); ++i) {
    if (object.key_at(member) != shape.columns[i].name) continue;
    const json::Value value = object.at(member++);
    if (const auto integer = value.as_integer()) {
      cells[i] = Cell::of(*integer);
    } else if (const auto text = value.as_text()) {
      owned[i] = *text;
      cells[i] = Cell::of(std::string_view(owned[i]));
    } else {
      return false;
    }
  }
  return member == object.size();
}

}  // namespace guatu::db

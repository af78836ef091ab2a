// SPDX-License-Identifier: Apache-2.0
#include "platform/db/codec.hpp"

#include <limits>

#include "base/json_writer.hpp"
#include "platform/json/json.hpp"

namespace guatu::db {

void throw_undecodable(const Cell& cell, std::string_view expected) {
  std::string found = "NULL";
  if (cell.kind == CellKind::integer) found = std::to_string(cell.integer);
  if (cell.kind == CellKind::text) found = '"' + std::string(cell.text.substr(0, 80)) + '"';
  if (cell.kind == CellKind::foreign) found = "bytes";
  throw Failure("the store holds " + found + " where " + std::string(expected) + " belongs; run guatu check");
}

std::int64_t integer_in(const Cell& cell) {
  if (cell.kind != CellKind::integer) throw_undecodable(cell, "an integer");
  return cell.integer;
}

std::string_view text_in(const Cell& cell) {
  if (cell.kind != CellKind::text) throw_undecodable(cell, "a text");
  return cell.text;
}

int Codec<int>::decode(const Cell& cell) {
  const std::int64_t value = integer_in(cell);
  if (value < std::numeric_limits<int>::min() || value > std::numeric_limits<int>::max())
    throw_undecodable(cell, "an integer of 32 bits");
  return static_cast<int>(value);
}

bool Codec<bool>::decode(const Cell& cell) {
  const std::int64_t value = integer_in(cell);
  if (value != 0 && value != 1) throw_undecodable(cell, "0 or 1");
  return value == 1;
}

Cell Codec<Date>::encode(Date value, std::string& scratch) {
  scratch = format_date(value);
  return Cell::of(std::string_view(scratch));
}

Date Codec<Date>::decode(const Cell& cell) {
  const auto value = parse_date(text_in(cell));
  if (!value) throw_undecodable(cell, "a date");
  return *value;
}

Cell Codec<Month>::encode(Month value, std::string& scratch) {
  scratch = format_month(value);
  return Cell::of(std::string_view(scratch));
}

Month Codec<Month>::decode(const Cell& cell) {
  const auto value = parse_month(text_in(cell));
  if (!value) throw_undecodable(cell, "a month");
  return *value;
}

Cell Codec<Decimal>::encode(const Decimal& value, std::string& scratch) {
  scratch = format_decimal(value);
  return Cell::of(std::string_view(scratch));
}

Decimal Codec<Decimal>::decode(const Cell& cell) {
  const auto value = parse_decimal(text_in(cell));
  if (!value) throw_undecodable(cell, "a decimal");
  return *value;
}

void append_text_list(std::string& out, const std::vector<std::string_view>& texts) {
  out.push_back('[');
  for (std::size_t i = 0; i < texts.size(); ++i) {
    if (i != 0) out.push_back(',');
    append_json_text(out, texts[i]);
  }
  out.push_back(']');
}

std::vector<std::string> parse_text_list(std::string_view json) {
  std::vector<std::string> texts;
  const auto document = json::parse(json);
  if (!document || !document->root().is_array()) throw_undecodable(Cell::of(json), "a list");
  const json::Value list = document->root();
  for (std::size_t i = 0; i < list.size(); ++i) {
    const auto text = list.at(i).as_text();
    if (!text) throw_undecodable(Cell::of(json), "a list of texts");
    texts.emplace_back(*text);
  }
  return texts;
}

}  // namespace guatu::db

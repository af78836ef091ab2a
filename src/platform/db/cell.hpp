// SPDX-License-Identifier: Apache-2.0
// Cell: one value as the database has it. Columns are BIGINT or TEXT and nothing else, so that one SQL
// text runs on every database; `foreign` is what a damaged or foreign file may hold.
#pragma once

#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>

namespace guatu::db {

enum class CellKind : std::uint8_t { null, integer, text, foreign };

struct Cell {
  CellKind kind = CellKind::null;
  std::int64_t integer = 0;
  std::string_view text;

  static Cell of(std::int64_t value) { return {CellKind::integer, value, {}}; }
  static Cell of(std::string_view value) { return {CellKind::text, 0, value}; }
  bool is_null() const { return kind == CellKind::null; }
  friend bool operator==(const Cell&, const Cell&) = default;
};

// The environment is broken (disk, damaged file) or the SQL is wrong. Not for anything a user may cause.
class Failure : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

}  // namespace guatu::db

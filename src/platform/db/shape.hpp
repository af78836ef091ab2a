// SPDX-License-Identifier: Apache-2.0
// TableShape: a register's table by names alone, enough for `guatu check` to go through it. Content: the
// canonical JSON of one row, column → value in column order with NULLs left out, so that a column added
// later changes no digest of an older row.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "platform/db/cell.hpp"

namespace guatu::db {

enum class ColumnRole { key, value, blob };  // blob: names a content-addressed file

struct ColumnShape {
  std::string name;
  CellKind kind = CellKind::text;
  ColumnRole role = ColumnRole::value;
};

struct TableShape {
  std::string entity;  // also the table's name
  std::vector<ColumnShape> columns;
};

// The row's id in the history: its key, or its keys joined by '/' ('/' and '%' inside them escaped).
void set_row_id(std::string& id, const TableShape& shape, std::span<const Cell> cells);
std::string row_id(const TableShape& shape, std::span<const Cell> cells);
void append_row_content(std::string& out, const TableShape& shape, std::span<const Cell> cells);

// The cells of a content, borrowed from it or from `owned`; columns that are not there are NULL. False when
// the text is not a row of this shape.
bool read_row_content(std::string_view content, const TableShape& shape, std::vector<Cell>& cells,
                      std::vector<std::string>& owned);

// The content of a withdrawn row.
inline constexpr std::string_view kWithdrawnContent = "null";

}  // namespace guatu::db

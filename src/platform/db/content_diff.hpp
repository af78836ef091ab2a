// SPDX-License-Identifier: Apache-2.0
// What differs between two contents of a row (内容差异, shape.hpp), column by column as texts, and what one journal
// entry changed in every register: for previews and for undo, which know no register's columns.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "platform/db/database.hpp"

namespace guatu::db {

struct ColumnDiff {
  std::string column;
  std::optional<std::string> before;  // none: empty, or there was no row
  std::optional<std::string> after;

  friend bool operator==(const ColumnDiff&, const ColumnDiff&) = default;
};

// An empty content, or that of a withdrawn row, stands for no row. In the order of the columns.
std::vector<ColumnDiff> diff_contents(std::string_view before, std::string_view after);
std::optional<std::string> column_in_content(std::string_view content, std::string_view column);

struct EntityChange {
  std::string entity;
  std::string id;
  std::int64_t version = 0;                  // after the change
  std::optional<std::int64_t> overtaken_by;  // as below
  std::string before;                        // content; empty: there was no row
  std::string after;                         // empty: withdrawn
};

// The latest version of the row if it says something else than `version` did; none: it stands as it was left then, be
// it that later changes were taken back.
std::optional<std::int64_t> overtaken_by(const Reader& reader, std::string_view entity, std::string_view id,
                                         std::int64_t version);

// What the entry at `position` changed, by entity and id; a row that it wrote twice is one change.
std::vector<EntityChange> load_entry_changes(const Reader& reader, Position position);

}  // namespace guatu::db

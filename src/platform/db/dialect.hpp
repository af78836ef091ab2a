// SPDX-License-Identifier: Apache-2.0
// The few SQL texts that differ between databases, in one place. Everything else in the program is written
// once for all of them.
#pragma once

#include <string_view>

namespace guatu::db::dialect {

// One row when the table :name exists.
inline constexpr std::string_view kTableExists = "SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = :name";
inline constexpr std::string_view kBeginRead = "BEGIN";
inline constexpr std::string_view kBeginWrite = "BEGIN IMMEDIATE";  // one writer, known at the start
// Rows with one text each; "ok" alone when the file is sound.
inline constexpr std::string_view kIntegrityCheck = "PRAGMA integrity_check";
inline constexpr std::string_view kForeignKeyCheck = "SELECT \"table\", rowid, parent FROM pragma_foreign_key_check";

}  // namespace guatu::db::dialect

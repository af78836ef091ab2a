// SPDX-License-Identifier: Apache-2.0
// The few SQL texts that differ between databases, in one place. Everything else in the program is written
// once for all of them.
#pragma once

#include <cstdint>
#include <string_view>

namespace guatu::db {

enum class Product : std::uint8_t { sqlite, postgres };

struct Dialect {
  Product product;
  std::string_view table_exists;  // one row when the table :name exists
  std::string_view begin_read;    // one view of everything until it ends
  std::string_view begin_write;   // one writer, known at the start
  std::string_view integrity;     // rows with one text each; "ok" alone when the database is sound
  std::string_view dangling;      // rows (table, row, table referred to) of references to nothing
  std::string_view tables;        // rows (table) in the order of their names
  std::string_view version;       // of the database program
  std::string_view bytes;         // that the tables take
  std::string_view columns;       // of the table :name: rows (column, type, 1 when not null, number in the key or 0)
};

inline constexpr Dialect kSqlite{
    .product = Product::sqlite,
    .table_exists = "SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = :name",
    .begin_read = "BEGIN",
    .begin_write = "BEGIN IMMEDIATE",
    .integrity = "PRAGMA integrity_check",
    .dangling = "SELECT \"table\", rowid, parent FROM pragma_foreign_key_check",
    .tables = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name",
    .version = "SELECT sqlite_version()",
    .bytes = "SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()",
    .columns = "SELECT name, lower(type), \"notnull\", pk FROM pragma_table_info(:name) ORDER BY cid",
};

// Who holds the advisory lock of the schema is the writer, whichever process or machine it is on. READ COMMITTED,
// so that what comes after the wait for the lock sees what its holder before committed. Pages are checked by the
// server (data_checksums) and references are held by it; what may be broken are indexes and constraints that were
// never completed.
inline constexpr Dialect kPostgres{
    .product = Product::postgres,
    .table_exists =
        "SELECT 1 FROM pg_catalog.pg_class WHERE relnamespace = current_schema()::regnamespace "
        "AND relkind IN ('r', 'p') AND relname = :name",
    .begin_read = "BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY",
    .begin_write = "BEGIN; SELECT pg_advisory_xact_lock(1735753588, hashtext(current_schema()))",
    .integrity =
        "SELECT 'index ' || c.relname || ' is not complete' FROM pg_catalog.pg_index i "
        "JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid "
        "WHERE c.relnamespace = current_schema()::regnamespace AND NOT i.indisvalid ORDER BY c.relname",
    .dangling =
        "SELECT t.relname, 0, f.relname FROM pg_catalog.pg_constraint k "
        "JOIN pg_catalog.pg_class t ON t.oid = k.conrelid JOIN pg_catalog.pg_class f ON f.oid = k.confrelid "
        "WHERE k.connamespace = current_schema()::regnamespace AND NOT k.convalidated ORDER BY 1, 3",
    .tables =
        "SELECT relname FROM pg_catalog.pg_class WHERE relnamespace = current_schema()::regnamespace "
        "AND relkind IN ('r', 'p') ORDER BY relname",
    .version = "SELECT current_setting('server_version')",
    .bytes =
        "SELECT coalesce(sum(pg_total_relation_size(oid)), 0) FROM pg_catalog.pg_class "
        "WHERE relnamespace = current_schema()::regnamespace AND relkind IN ('r', 'p')",
    .columns =
        "SELECT a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull, "
        "coalesce(array_position(i.indkey::int2[], a.attnum), -1) + 1 "
        "FROM pg_catalog.pg_attribute a LEFT JOIN pg_catalog.pg_index i ON i.indrelid = a.attrelid "
        "AND i.indisprimary WHERE a.attrelid = (SELECT c.oid FROM pg_catalog.pg_class c "
        "WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind IN ('r', 'p') "
        "AND c.relname = :name) AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum",
};

}  // namespace guatu::db

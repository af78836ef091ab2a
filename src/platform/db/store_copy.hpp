// SPDX-License-Identifier: Apache-2.0
// Moving a store (搬库) between SQLite and PostgreSQL: all tables with the journal, the versions and the checkpoints,
// the stored files and the signing key. A dump digest (转储摘要) is computed over every row of every table as it was
// read, and again over what arrived; they are equal or nothing is kept. Refuses store.directory_not_empty,
// store.database_not_empty and what opening the target refuses.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "platform/db/database.hpp"

namespace guatu::db {

struct Dump {
  std::int64_t tables = 0;
  std::int64_t rows = 0;
  std::string digest;  // hex

  friend bool operator==(const Dump&, const Dump&) = default;
};

// Of everything in view; the same rows give the same dump on every database.
Dump dump_of(Connection& connection);  // inside a transaction

// Into a database without tables, in one transaction.
Dump copy_tables(const Reader& from, Connection& to);

struct CopyReport {
  Dump dump;
  Position position = 0;
  std::int64_t files = 0;
};

// `directory` is new or empty; with a connection string the tables go to that server's empty schema.
Result<CopyReport> copy_store(const Database& from, const std::filesystem::path& directory,
                              const std::optional<std::string>& url);

// The tables alone in a file guatu.db, for a backup.
void copy_to_file(const Reader& from, const std::filesystem::path& file);

struct StoreStatus {
  Product product = Product::sqlite;
  std::string place;    // the file, or the server without user and password
  std::string version;  // of the database program
  Position position = 0;
  std::int64_t tables = 0;
  std::int64_t bytes = 0;
  int migration = 0;  // the last one
};
StoreStatus status_of(const Database& database);

}  // namespace guatu::db

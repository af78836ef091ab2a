// SPDX-License-Identifier: Apache-2.0
// A PostgreSQL server (数据库服务器): its connection string, as the file `database` of a store directory holds it, and
// whether a store may lie on it. The string may hold a password: only server_place() may be shown or logged.
// Refuses store.bad_database_url, store.server_too_old, store.server_encoding, store.server_collation,
// store.server_schema_missing, store.server_read_only.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "base/result.hpp"
#include "platform/db/connection.hpp"

namespace guatu::db {

inline constexpr const char* kServerFile = "database";

// "postgresql://host:5432/name", without user and password.
Result<std::string> server_place(const std::string& url);

// None: the tables of this store are in guatu.db.
Result<std::optional<std::string>> load_server_url(const std::filesystem::path& directory);
Result<void> save_server_url(const std::filesystem::path& directory, const std::string& url);

// What a server says of itself.
struct ServerFacts {
  int version = 0;        // 150002 is 15.2
  std::string encoding;   // UTF8
  std::string collation;  // of the database
  std::string schema;     // where its tables are; empty: there is no such schema
  std::string read_only;  // why nothing can be written; empty: it can
};
Result<void> judge_server(const ServerFacts& facts, Mode mode, const std::string& place);

}  // namespace guatu::db

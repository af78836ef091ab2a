// SPDX-License-Identifier: Apache-2.0
// Migrations (数据库升级): numbered files data/migration/NNNN_topic.sql, append-only, built into the program. Each
// runs once, in its own transaction, and its digest is recorded; data/migration/README.md has the rules for
// writing one. Refuses a store with a migration that this program does not have, or has differently.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/date.hpp"
#include "base/result.hpp"
#include "platform/db/connection.hpp"

namespace guatu::db {

struct Migration {
  int number = 0;
  std::string name;  // 0001_journal.sql
  std::string_view sql;
};

std::vector<Migration> built_in_migrations();  // by number

// The statements of a script, comments and blank ones left out.
std::vector<std::string> split_statements(std::string_view script);

// What is still to be applied. Refuses store.newer_than_program, store.altered_migration.
Result<std::vector<Migration>> pending_migrations(Connection& connection, const std::vector<Migration>& known);
// Nothing happens when it is there already: another process may have been faster.
void apply_migration(Connection& connection, const Migration& migration, Instant now);

// All of them in the transaction that is under way.
void install_schema(Connection& connection, const std::vector<Migration>& migrations);

// Refuses store.server_rights when this connection may not make tables.
Result<void> require_create_right(Connection& connection, const std::string& place);
// Refuses store.database_not_empty.
Result<void> require_no_tables(Connection& connection, const std::string& place);

}  // namespace guatu::db

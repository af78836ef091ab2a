// SPDX-License-Identifier: Apache-2.0
#include "platform/db/migration.hpp"

#include <algorithm>
#include <charconv>
#include <map>

#include "base/assert.hpp"
#include "base/text.hpp"
#include "platform/crypto/digest.hpp"
#include "platform/db/dialect.hpp"
#include "platform/db/sql_text.hpp"
#include "platform/resource/resource.hpp"

namespace guatu::db {
namespace {

constexpr std::string_view kFolder = "data/migration";
constexpr std::string_view kCreateList =
    "CREATE TABLE migration (number BIGINT NOT NULL PRIMARY KEY, name TEXT NOT NULL, digest TEXT NOT NULL, "
    "applied_at BIGINT NOT NULL)";

bool table_exists(Connection& connection, std::string_view name) {
  Cursor cursor = connection.prepare(connection.dialect().table_exists);
  cursor.bind(1, Cell::of(name));
  return cursor.next();
}

std::map<std::int64_t, std::string> applied_digests(Connection& connection) {
  std::map<std::int64_t, std::string> applied;
  if (!table_exists(connection, "migration")) return applied;
  Cursor cursor = connection.prepare("SELECT number, digest FROM migration ORDER BY number");
  while (cursor.next()) applied[cursor.cell(0).integer] = cursor.cell(1).text;
  return applied;
}

void run_migration(Connection& connection, const Migration& migration, Instant now) {
  if (!table_exists(connection, "migration")) connection.execute(kCreateList);
  for (const std::string& statement : split_statements(migration.sql)) connection.execute(statement);
  Cursor insert = connection.prepare(
      "INSERT INTO migration (number, name, digest, applied_at) VALUES (:number, :name, :digest, :applied_at)");
  const std::string digest = crypto::to_hex(crypto::sha256(migration.sql));
  insert.bind(1, Cell::of(std::int64_t{migration.number}));
  insert.bind(2, Cell::of(std::string_view(migration.name)));
  insert.bind(3, Cell::of(std::string_view(digest)));
  insert.bind(4, Cell::of(std::int64_t{now.time_since_epoch().count()}));
  insert.run();
}

}  // namespace

std::vector<Migration> built_in_migrations() {
  std::vector<Migration> migrations;
  for (const auto path : resource::names_under(kFolder)) {
    if (!path.ends_with(".sql")) continue;
    const std::string_view name = path.substr(kFolder.size() + 1);
    Migration migration{0, std::string(name), *resource::find(path)};
    std::from_chars(name.data(), name.data() + name.size(), migration.number);
    GUATU_ASSERT(migration.number > 0);
    migrations.push_back(std::move(migration));
  }
  std::ranges::sort(migrations, {}, &Migration::number);
  GUATU_ASSERT(std::ranges::adjacent_find(migrations, {}, &Migration::number) == migrations.end());
  return migrations;
}

std::vector<std::string> split_statements(std::string_view script) {
  std::vector<std::string> statements;
  std::string statement;
  const auto finish = [&] {
    const auto text = trim(statement);
    if (!text.empty()) statements.emplace_back(text);
    statement.clear();
  };
  for (std::size_t at = 0; at < script.size();) {
    const std::size_t end = end_of_quoted(script, at);
    if (end != at) {
      if (script[at] == '\'' || script[at] == '"') statement += script.substr(at, end - at);
      at = end;
      continue;
    }
    if (script[at] == ';')
      finish();
    else
      statement.push_back(script[at]);
    ++at;
  }
  finish();
  return statements;
}

Result<std::vector<Migration>> pending_migrations(Connection& connection, const std::vector<Migration>& known) {
  auto applied = applied_digests(connection);
  std::vector<Migration> pending;
  for (const Migration& migration : known) {
    const auto found = applied.find(migration.number);
    if (found == applied.end()) {
      pending.push_back(migration);
      continue;
    }
    if (found->second != crypto::to_hex(crypto::sha256(migration.sql)))
      return refuse(ErrorKind::conflict, "", "store.altered_migration", {{"migration", migration.name}});
    applied.erase(found);
  }
  if (!applied.empty())
    return refuse(ErrorKind::conflict, "", "store.newer_than_program",
                  {{"migration", std::to_string(applied.rbegin()->first)}});
  return pending;
}

void apply_migration(Connection& connection, const Migration& migration, Instant now) {
  connection.execute(connection.dialect().begin_write);
  try {
    if (applied_digests(connection).contains(migration.number)) {
      connection.execute("ROLLBACK");
      return;
    }
    run_migration(connection, migration, now);
    connection.execute("COMMIT");
  } catch (...) {
    if (connection.in_transaction()) connection.execute("ROLLBACK");
    throw;
  }
}

void install_schema(Connection& connection, const std::vector<Migration>& migrations) {
  for (const Migration& migration : migrations) run_migration(connection, migration, Instant{});
}

Result<void> require_create_right(Connection& connection, const std::string& place) {
  if (connection.dialect().product == Product::sqlite) return {};
  Cursor cursor = connection.prepare(
      "SELECT current_schema(), has_schema_privilege(current_schema(), 'CREATE'), "
      "has_database_privilege(current_database(), 'TEMP')");
  GUATU_ASSERT(cursor.next());
  const std::string schema(cursor.cell(0).text);
  for (const auto& [column, right] :
       {std::pair{1, "CREATE ON SCHEMA " + schema}, std::pair{2, std::string("TEMPORARY")}})
    if (cursor.cell(column).integer != 1)
      return refuse(ErrorKind::unavailable, place, "store.server_rights", {{"right", right}});
  return {};
}

Result<void> require_no_tables(Connection& connection, const std::string& place) {
  Cursor cursor = connection.prepare(connection.dialect().tables);
  if (!cursor.next()) return {};
  return refuse(ErrorKind::conflict, place, "store.database_not_empty", {{"table", std::string(cursor.cell(0).text)}});
}

}  // namespace guatu::db

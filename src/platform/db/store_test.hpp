// SPDX-License-Identifier: Apache-2.0
// For tests only: a fresh store in a temporary directory, two small registers, and raw SQL behind the program's back.
// A program whose tests make stores by make_store(), open_store() or place_store() runs twice: once on SQLite and once,
// as NAME_postgres, on PostgreSQL. It needs no line more for that. By hand:
//   export GUATU_TEST_SERVER="$(tests/postgres/server start /tmp/guatu-postgres)"
//   GUATU_TEST_DATABASE=postgres build/dev/test_platform_db
#pragma once

#include <sqlite3.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <stdexcept>
#include <string>

#include "platform/db/migration.hpp"
#include "platform/db/server.hpp"
#include "platform/db/table.hpp"

namespace guatu::db::testing {

inline bool on_postgres() {
  const char* wanted = std::getenv("GUATU_TEST_DATABASE");
  return wanted != nullptr && std::string(wanted) == "postgres";
}

// For the few tests that are about the file guatu.db itself.
#define GUATU_ABOUT_SQLITE() \
  if (::guatu::db::testing::on_postgres()) GTEST_SKIP() << "about the file guatu.db"

inline std::string test_server() {
  const char* server = std::getenv("GUATU_TEST_SERVER");
  if (server == nullptr) throw std::runtime_error("no GUATU_TEST_SERVER; tests/postgres/server start DIR gives one");
  return server;
}

inline void run_on_server(const std::string& url, const std::string& sql) {
  auto connection = Connection::connect(url, Mode::write);
  if (!connection) throw std::runtime_error("test server: " + connection.error().problems.front().code);
  for (const std::string& statement : split_statements(sql)) connection->execute(statement);
}

// A schema of its own on the test server, which is as good as a database of its own and faster.
inline std::string make_schema() {
  static int made = 0;
  const std::string name = "t" + std::to_string(::getpid()) + "_" + std::to_string(++made);
  run_on_server(test_server(), "CREATE SCHEMA " + name);
  return test_server() + " options=-csearch_path=" + name;
}

inline void drop_schema(const std::string& url) {
  const auto at = url.rfind("search_path=");
  if (at == std::string::npos) return;
  const std::string name = url.substr(at + 12, url.find_first_of(" '", at) - at - 12);
  run_on_server(test_server(), "SET lock_timeout = '5s'; DROP SCHEMA IF EXISTS " + name + " CASCADE");
}

class TemporaryDirectory {
 public:
  TemporaryDirectory() {
    std::string pattern = (std::filesystem::temp_directory_path() / "guatu-test-XXXXXX").string();
    if (::mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("no temporary directory");
    path_ = pattern;
  }
  TemporaryDirectory(const TemporaryDirectory&) = delete;
  TemporaryDirectory& operator=(const TemporaryDirectory&) = delete;
  ~TemporaryDirectory() {
    try {
      for (const auto& entry : std::filesystem::recursive_directory_iterator(path_))
        if (const auto url = load_server_url(entry.path().parent_path());
            entry.path().filename() == kServerFile && url && *url)
          drop_schema(**url);
    } catch (const std::exception& problem) {
      std::fprintf(stderr, "a test schema was left behind: %s\n", problem.what());
    }
    std::filesystem::remove_all(path_);
  }
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

inline void place_store_on_server(const std::filesystem::path& directory) {
  std::filesystem::create_directories(directory);
  if (!save_server_url(directory, make_schema())) throw std::runtime_error("the store directory cannot be written");
}

// Before a store is made in `directory` by Database::open(…, Access::create) or a command: it comes to be on the
// database that this run is about.
inline void place_store(const std::filesystem::path& directory) {
  if (on_postgres() && !std::filesystem::exists(directory / kServerFile)) place_store_on_server(directory);
}

// A store without a register yet.
inline Database open_store(const std::filesystem::path& directory) {
  place_store(directory);
  auto database = Database::open(directory, Access::create);
  if (!database) throw std::runtime_error(database.error().problems.front().code);
  return std::move(*database);
}

enum class Colour { green, red };
inline constexpr Named<Colour> kColours[] = {{Colour::green, "green", "绿"}, {Colour::red, "red", "红"}};
constexpr auto names_of(Colour) { return std::span(kColours); }

struct Bridge {
  Id<Bridge> id;
  std::string name;
  Colour colour = Colour::green;
  std::optional<Date> opened;
  Month planned;
  Instant seen{};
  Money cost;
  std::optional<Decimal> length;
  std::vector<Id<Bridge>> next_to;
  std::vector<std::string> tags;
  int lanes = 0;
  bool is_closed = false;

  friend bool operator==(const Bridge&, const Bridge&) = default;
};

inline const auto kBridges = table<Bridge>(
    "bridge", key("id", &Bridge::id), column("name", &Bridge::name), column("colour", &Bridge::colour),
    column("opened", &Bridge::opened), column("planned", &Bridge::planned), column("seen", &Bridge::seen),
    column("cost", &Bridge::cost), column("length", &Bridge::length), column("next_to", &Bridge::next_to),
    column("tags", &Bridge::tags), column("lanes", &Bridge::lanes), column("is_closed", &Bridge::is_closed));

struct BridgeYear {
  Id<Bridge> bridge;
  int year = 0;
  std::array<std::optional<Money>, 12> plan;
  std::array<std::optional<Money>, 12> actual;

  friend bool operator==(const BridgeYear&, const BridgeYear&) = default;
};

inline const auto kBridgeYears =
    table<BridgeYear>("bridge_year", key("bridge_id", &BridgeYear::bridge), key("year", &BridgeYear::year),
                      column("plan", &BridgeYear::plan), column("actual", &BridgeYear::actual));

inline std::string create_table_sql(const TableShape& shape) {
  std::string sql = "CREATE TABLE " + shape.entity + " (";
  std::string keys;
  for (const auto& column : shape.columns) {
    sql += column.name + (column.kind == CellKind::integer ? " BIGINT" : " TEXT");
    sql += column.role == ColumnRole::key ? " NOT NULL, " : ", ";
    if (column.role == ColumnRole::key) keys += (keys.empty() ? "" : ", ") + column.name;
  }
  return sql + "version BIGINT NOT NULL, digest TEXT NOT NULL, PRIMARY KEY (" + keys + "))";
}

inline const Instant kNow = Instant(date_of(2026, 9, 21)) + std::chrono::hours(1);
inline const Actor kClerk{"clerk", ""};

// With both tables, made in entry 1.
inline Database make_store(const std::filesystem::path& directory) {
  auto database = open_store(directory);
  auto tx = *database.begin(kClerk, kNow);
  tx.exec(create_table_sql(kBridges.shape()));
  tx.exec(create_table_sql(kBridgeYears.shape()));
  tx.journal({"test.started", "", "{}"});
  tx.commit();
  return database;
}

// SQL behind the program's back.
inline void run_raw(const std::filesystem::path& directory, const std::string& sql) {
  if (const auto url = *load_server_url(directory)) return run_on_server(*url, sql);
  sqlite3* raw = nullptr;
  char* error = nullptr;
  sqlite3_open((directory / "guatu.db").c_str(), &raw);
  if (sqlite3_exec(raw, sql.c_str(), nullptr, nullptr, &error) != SQLITE_OK) {
    const std::string text = error == nullptr ? "?" : error;
    sqlite3_free(error);
    sqlite3_close(raw);
    throw std::runtime_error(text);
  }
  sqlite3_close(raw);
}

inline Bridge make_bridge(int number) {
  Bridge bridge;
  bridge.id = {"B-" + std::to_string(number)};
  bridge.name = "桥 " + std::to_string(number);
  bridge.planned = Month(2026, 9);
  bridge.seen = kNow;
  bridge.cost = Money::of_fen(100 * number);
  return bridge;
}

}  // namespace guatu::db::testing

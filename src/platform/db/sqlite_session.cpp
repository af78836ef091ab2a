// SPDX-License-Identifier: Apache-2.0
// SQLite behind Connection. Nothing else in the program includes sqlite3.h.
#include <sqlite3.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <utility>

#include "base/assert.hpp"
#include "base/text.hpp"
#include "platform/db/backend.hpp"
#include "platform/db/disk_full.hpp"

namespace guatu::db {
namespace {

constexpr int kBusyMilliseconds = 5000;
constexpr int kPagesPerBackupStep = 256;

// trust.md 3. cache_size in KiB keeps memory bounded however large the store is.
constexpr const char* kSettings =
    "PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON; PRAGMA foreign_keys = ON;"
    "PRAGMA cache_size = -16384; PRAGMA temp_store = FILE;";
constexpr const char* kWriterSettings =
    "PRAGMA page_size = 8192; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA journal_size_limit = "
    "67108864;";

// A checkpoint of the log after so many pages of it.
constexpr int kPagesPerCheckpoint = 1000;

// After a failed fsync nobody knows what the disk holds; going on could acknowledge what is lost.
void stop_when_unsynced(int code, const char* what) {
  if (code != SQLITE_IOERR_FSYNC && code != SQLITE_IOERR_DIR_FSYNC) return;
  std::fprintf(stderr, "guatu: the disk did not take a write (fsync failed); stopping. %s\n", what);
  std::abort();
}

bool is_full(sqlite3* database, int code) {
  return (code & 0xff) == SQLITE_FULL || ((code & 0xff) == SQLITE_IOERR && sqlite3_system_errno(database) == ENOSPC);
}

// SQLite's own would not tell of a failed fsync. What else fails is tried again by the next one: the log has it all.
int checkpoint_log(void*, sqlite3* database, const char* schema, int pages) {
  if (pages >= kPagesPerCheckpoint)
    stop_when_unsynced(sqlite3_wal_checkpoint_v2(database, schema, SQLITE_CHECKPOINT_PASSIVE, nullptr, nullptr),
                       "database: checkpoint");
  return SQLITE_OK;
}

[[noreturn]] void fail(sqlite3* database, std::string_view what) {
  const int code = sqlite3_extended_errcode(database);
  std::string text = "database: " + std::string(sqlite3_errmsg(database)) + " (" + std::to_string(code) + ")";
  if (!what.empty()) text += " in: " + std::string(what.substr(0, 200));
  stop_when_unsynced(code, text.c_str());
  if (is_full(database, code)) throw DiskFull(text);
  throw Failure(text);
}

class SqliteStatement final : public Statement {
 public:
  SqliteStatement(sqlite3* on, std::string_view sql) : database_(on) {
    if (sqlite3_prepare_v3(on, sql.data(), static_cast<int>(sql.size()), SQLITE_PREPARE_PERSISTENT, &statement_,
                           nullptr) != SQLITE_OK)
      fail(on, sql);
    GUATU_ASSERT(statement_ != nullptr);
  }
  SqliteStatement(const SqliteStatement&) = delete;
  SqliteStatement& operator=(const SqliteStatement&) = delete;
  ~SqliteStatement() override { sqlite3_finalize(statement_); }

  int parameter(std::string_view name) const override {
    return sqlite3_bind_parameter_index(statement_, (":" + std::string(name)).c_str());
  }
  int parameter_count() const override { return sqlite3_bind_parameter_count(statement_); }
  void bind(int parameter, const Cell& cell) override;
  bool next() override {
    const int result = sqlite3_step(statement_);
    if (result == SQLITE_ROW) return true;
    if (result == SQLITE_DONE) return false;
    fail(database_, sqlite3_sql(statement_));
  }
  void rewind() override { sqlite3_reset(statement_); }
  void release() override {
    sqlite3_reset(statement_);
    sqlite3_clear_bindings(statement_);
  }
  int width() const override { return sqlite3_column_count(statement_); }
  Cell cell(int column) const override;

 private:
  sqlite3* database_;
  sqlite3_stmt* statement_ = nullptr;
};

void SqliteStatement::bind(int parameter, const Cell& cell) {
  int result = SQLITE_OK;
  switch (cell.kind) {
    case CellKind::null:
      result = sqlite3_bind_null(statement_, parameter);
      break;
    case CellKind::integer:
      result = sqlite3_bind_int64(statement_, parameter, cell.integer);
      break;
    case CellKind::text: {
      const char* bytes = cell.text.data() == nullptr ? "" : cell.text.data();
      result = sqlite3_bind_text64(statement_, parameter, bytes, cell.text.size(), SQLITE_STATIC, SQLITE_UTF8);
      break;
    }
    case CellKind::foreign:
      GUATU_ASSERT(false);
  }
  if (result != SQLITE_OK) fail(database_, sqlite3_sql(statement_));
}

Cell SqliteStatement::cell(int column) const {
  switch (sqlite3_column_type(statement_, column)) {
    case SQLITE_INTEGER:
      return Cell::of(std::int64_t{sqlite3_column_int64(statement_, column)});
    case SQLITE_TEXT: {
      const auto* bytes = reinterpret_cast<const char*>(sqlite3_column_text(statement_, column));
      return Cell::of(std::string_view(bytes, static_cast<std::size_t>(sqlite3_column_bytes(statement_, column))));
    }
    case SQLITE_NULL:
      return {};
    default:
      return {CellKind::foreign, 0, {}};
  }
}

// Inserts at once; SQLite has nothing that is faster.
class SqliteBulkInsert final : public BulkInsert {
 public:
  SqliteBulkInsert(sqlite3* database, const BulkTarget& target) : statement_(database, sql_of(target)) {}
  void add(std::span<const Cell> cells) override {
    int parameter = 0;
    for (const Cell& cell : cells) statement_.bind(++parameter, cell);
    while (statement_.next()) {
    }
    statement_.rewind();
  }
  void flush() override {}

 private:
  static std::string sql_of(const BulkTarget& target) {
    std::string sql = "INSERT INTO " + target.table + " (" + join(target.columns, ", ") +
                      ") VALUES (:" + join(target.columns, ", :") + ")";
    return target.key.empty() ? sql : sql + on_conflict_replace(target);
  }

  SqliteStatement statement_;
};

class SqliteSession final : public Session {
 public:
  SqliteSession() = default;
  SqliteSession(const SqliteSession&) = delete;
  SqliteSession& operator=(const SqliteSession&) = delete;
  ~SqliteSession() override { sqlite3_close_v2(database); }

  void script(const char* sql) const {
    if (sqlite3_exec(database, sql, nullptr, nullptr, nullptr) != SQLITE_OK) fail(database, sql);
  }
  const Dialect& dialect() const override { return kSqlite; }
  std::unique_ptr<Statement> prepare(std::string_view sql) override {
    return std::make_unique<SqliteStatement>(database, sql);
  }
  std::unique_ptr<Statement> prepare_large(std::string_view sql) override { return prepare(sql); }
  std::unique_ptr<BulkInsert> bulk_insert(BulkTarget target) override {
    return std::make_unique<SqliteBulkInsert>(database, target);
  }
  bool post(const char*) override { return false; }
  bool in_transaction() const override { return sqlite3_get_autocommit(database) == 0; }
  bool is_lost() const override { return false; }
  std::int64_t rows_written() const override { return sqlite3_total_changes64(database); }

  sqlite3* database = nullptr;
};

}  // namespace

Result<std::unique_ptr<Session>> open_sqlite(const std::filesystem::path& file, Mode mode) {
  // Its count of the memory in use takes one lock for all threads at every allocation, and nobody asks for it.
  [[maybe_unused]] static const int kSetUp = sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
  auto session = std::make_unique<SqliteSession>();
  const int flags = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE |
                    (mode == Mode::write ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE : SQLITE_OPEN_READONLY);
  const auto refusal = [&](const std::string& reason) {
    return refuse(ErrorKind::unavailable, file.string(), "store.not_readable", {{"reason", reason}});
  };
  if (sqlite3_open_v2(file.c_str(), &session->database, flags, nullptr) != SQLITE_OK)
    return refusal(sqlite3_errmsg(session->database));
  sqlite3_busy_timeout(session->database, kBusyMilliseconds);
  sqlite3_db_config(session->database, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
  try {
    session->script(kSettings);
    if (mode == Mode::write) {
      session->script(kWriterSettings);
      sqlite3_wal_hook(session->database, checkpoint_log, nullptr);
    }
    session->script("SELECT count(*) FROM sqlite_schema");  // the first read finds a file that is no database
  } catch (const DiskFull&) {
    return refuse(ErrorKind::unavailable, file.string(), "store.full");
  } catch (const Failure& failure) {
    return refusal(failure.what());
  }
  return session;
}

void copy_sqlite(Session& session, const std::filesystem::path& file) {
  GUATU_ASSERT(session.dialect().product == Product::sqlite);
  sqlite3* source = static_cast<SqliteSession&>(session).database;
  sqlite3* target = nullptr;
  if (sqlite3_open_v2(file.c_str(), &target, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, nullptr) != SQLITE_OK) {
    const std::string reason = sqlite3_errmsg(target);
    sqlite3_close(target);
    throw Failure("database: " + reason + " (" + file.string() + ")");
  }
  sqlite3_backup* backup = sqlite3_backup_init(target, "main", source, "main");
  int result = backup == nullptr ? sqlite3_errcode(target) : SQLITE_OK;
  while (result == SQLITE_OK || result == SQLITE_BUSY || result == SQLITE_LOCKED) {
    result = sqlite3_backup_step(backup, kPagesPerBackupStep);
    if (result == SQLITE_BUSY || result == SQLITE_LOCKED) sqlite3_sleep(10);
  }
  sqlite3_backup_finish(backup);
  const std::string reason = sqlite3_errmsg(target);
  const int closed = sqlite3_close(target);
  if (result != SQLITE_DONE || closed != SQLITE_OK) throw Failure("database: the copy failed: " + reason);
}

}  // namespace guatu::db

// SPDX-License-Identifier: Apache-2.0
// SQLite behind Connection. Nothing else in the program includes sqlite3.h.
#include "platform/db/connection.hpp"

#include <sqlite3.h>

#include <cstdio>
#include <cstdlib>
#include <unordered_map>
#include <utility>

#include "base/assert.hpp"

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

[[noreturn]] void fail(sqlite3* database, std::string_view what) {
  const int code = sqlite3_extended_errcode(database);
  std::string text = "database: " + std::string(sqlite3_errmsg(database)) + " (" + std::to_string(code) + ")";
  if (!what.empty()) text += " in: " + std::string(what.substr(0, 200));
  if (code == SQLITE_IOERR_FSYNC || code == SQLITE_IOERR_DIR_FSYNC) {
    // After a failed fsync nobody knows what the disk holds; going on could acknowledge what is lost.
    std::fprintf(stderr, "guatu: the disk did not take a write (fsync failed); stopping. %s\n", text.c_str());
    std::abort();
  }
  throw Failure(text);
}

}  // namespace

struct PreparedStatement {
  sqlite3* database = nullptr;
  sqlite3_stmt* statement = nullptr;
  bool running = false;

  PreparedStatement(sqlite3* on, std::string_view sql) : database(on) {
    if (sqlite3_prepare_v3(on, sql.data(), static_cast<int>(sql.size()), SQLITE_PREPARE_PERSISTENT, &statement,
                           nullptr) != SQLITE_OK)
      fail(on, sql);
    GUATU_ASSERT(statement != nullptr);
  }
  PreparedStatement(const PreparedStatement&) = delete;
  PreparedStatement& operator=(const PreparedStatement&) = delete;
  ~PreparedStatement() { sqlite3_finalize(statement); }
};

Cursor::Cursor(PreparedStatement* statement, std::unique_ptr<PreparedStatement> owned)
    : statement_(statement), owned_(std::move(owned)) {
  statement_->running = true;
}
Cursor::Cursor(Cursor&& other) noexcept
    : statement_(std::exchange(other.statement_, nullptr)), owned_(std::move(other.owned_)) {}
Cursor::~Cursor() {
  if (statement_ == nullptr) return;
  rewind();
  sqlite3_clear_bindings(statement_->statement);
  statement_->running = false;
}

int Cursor::parameter(std::string_view name) const {
  return sqlite3_bind_parameter_index(statement_->statement, (":" + std::string(name)).c_str());
}
int Cursor::parameter_count() const { return sqlite3_bind_parameter_count(statement_->statement); }

void Cursor::bind(int parameter, const Cell& cell) {
  int result = SQLITE_OK;
  switch (cell.kind) {
    case CellKind::null:
      result = sqlite3_bind_null(statement_->statement, parameter);
      break;
    case CellKind::integer:
      result = sqlite3_bind_int64(statement_->statement, parameter, cell.integer);
      break;
    case CellKind::text: {
      const char* bytes = cell.text.data() == nullptr ? "" : cell.text.data();
      result =
          sqlite3_bind_text64(statement_->statement, parameter, bytes, cell.text.size(), SQLITE_STATIC, SQLITE_UTF8);
      break;
    }
    case CellKind::foreign:
      GUATU_ASSERT(false);
  }
  if (result != SQLITE_OK) fail(statement_->database, sqlite3_sql(statement_->statement));
}

bool Cursor::next() {
  const int result = sqlite3_step(statement_->statement);
  if (result == SQLITE_ROW) return true;
  if (result == SQLITE_DONE) return false;
  const char* sql = sqlite3_sql(statement_->statement);
  fail(statement_->database, sql);
}

void Cursor::run() {
  while (next()) {
  }
  rewind();
}

void Cursor::rewind() { sqlite3_reset(statement_->statement); }
int Cursor::width() const { return sqlite3_column_count(statement_->statement); }

Cell Cursor::cell(int column) const {
  sqlite3_stmt* statement = statement_->statement;
  switch (sqlite3_column_type(statement, column)) {
    case SQLITE_INTEGER:
      return Cell::of(std::int64_t{sqlite3_column_int64(statement, column)});
    case SQLITE_TEXT: {
      const auto* bytes = reinterpret_cast<const char*>(sqlite3_column_text(statement, column));
      return Cell::of(std::string_view(bytes, static_cast<std::size_t>(sqlite3_column_bytes(statement, column))));
    }
    case SQLITE_NULL:
      return {};
    default:
      return {CellKind::foreign, 0, {}};
  }
}

struct Connection::State {
  sqlite3* database = nullptr;
  std::unordered_map<std::string, std::unique_ptr<PreparedStatement>> statements;

  State() = default;
  State(const State&) = delete;
  State& operator=(const State&) = delete;
  ~State() {
    statements.clear();
    sqlite3_close_v2(database);
  }
  void script(const char* sql) const {
    if (sqlite3_exec(database, sql, nullptr, nullptr, nullptr) != SQLITE_OK) fail(database, sql);
  }
};

Connection::Connection(std::unique_ptr<State> state) : state_(std::move(state)) {}
Connection::Connection(Connection&&) noexcept = default;
Connection& Connection::operator=(Connection&&) noexcept = default;
Connection::~Connection() = default;

Result<Connection> Connection::open(const std::filesystem::path& file, Mode mode) {
  auto state = std::make_unique<State>();
  const int flags = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE |
                    (mode == Mode::write ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE : SQLITE_OPEN_READONLY);
  const auto refusal = [&](const std::string& reason) {
    return refuse(ErrorKind::unavailable, file.string(), "store.not_readable", {{"reason", reason}});
  };
  if (sqlite3_open_v2(file.c_str(), &state->database, flags, nullptr) != SQLITE_OK)
    return refusal(sqlite3_errmsg(state->database));
  sqlite3_busy_timeout(state->database, kBusyMilliseconds);
  sqlite3_db_config(state->database, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
  try {
    state->script(kSettings);
    if (mode == Mode::write) state->script(kWriterSettings);
    state->script("SELECT count(*) FROM sqlite_schema");  // the first read finds a file that is no database
  } catch (const Failure& failure) {
    return refusal(failure.what());
  }
  return Connection(std::move(state));
}

Cursor Connection::prepare(std::string_view sql) {
  auto& kept = state_->statements[std::string(sql)];
  if (kept == nullptr) kept = std::make_unique<PreparedStatement>(state_->database, sql);
  if (!kept->running) return Cursor(kept.get());
  // The same text is running further out (a callback that asks the same question): it gets its own statement.
  auto own = std::make_unique<PreparedStatement>(state_->database, sql);
  PreparedStatement* statement = own.get();
  return Cursor(statement, std::move(own));
}

bool Connection::in_transaction() const { return sqlite3_get_autocommit(state_->database) == 0; }
std::int64_t Connection::rows_written() const { return sqlite3_total_changes64(state_->database); }

void Connection::copy_to(const std::filesystem::path& file) {
  sqlite3* target = nullptr;
  if (sqlite3_open_v2(file.c_str(), &target, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, nullptr) != SQLITE_OK) {
    const std::string reason = sqlite3_errmsg(target);
    sqlite3_close(target);
    throw Failure("database: " + reason + " (" + file.string() + ")");
  }
  sqlite3_backup* backup = sqlite3_backup_init(target, "main", state_->database, "main");
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

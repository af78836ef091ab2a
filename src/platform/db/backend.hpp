// SPDX-License-Identifier: Apache-2.0
// What a database must be able to do to stand behind Connection: SQLite (sqlite_session.cpp) and PostgreSQL
// (postgres_session.cpp) do. For platform/db only; everybody else has Connection and Cursor.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "platform/db/connection.hpp"
#include "platform/db/dialect.hpp"

namespace guatu::db {

// One SQL text, ready to run again and again; connection.hpp says what each call means.
class Statement {
 public:
  virtual ~Statement() = default;
  virtual int parameter(std::string_view name) const = 0;
  virtual int parameter_count() const = 0;
  virtual void bind(int parameter, const Cell& cell) = 0;
  virtual bool next() = 0;
  virtual void rewind() = 0;
  virtual void release() = 0;  // rewind, and forget what was bound
  virtual int width() const = 0;
  virtual Cell cell(int column) const = 0;

  bool is_running = false;  // a Cursor is on it
};

// Many rows into one table; they may wait here until flush(), and those that wait at the end are not written.
class BulkInsert {
 public:
  virtual ~BulkInsert() = default;
  virtual void add(std::span<const Cell> cells) = 0;  // in the order of the columns
  virtual void flush() = 0;
};

struct BulkTarget {
  std::string table;
  std::vector<std::string> columns;
  std::vector<std::string> key;  // of rows that replace those with the same key; empty: all rows are new
};

// " ON CONFLICT (key) DO UPDATE SET …"
std::string on_conflict_replace(const BulkTarget& target);

class Session {
 public:
  virtual ~Session() = default;
  virtual const Dialect& dialect() const = 0;
  virtual std::unique_ptr<Statement> prepare(std::string_view sql) = 0;
  // For many rows that are read while other questions are asked.
  virtual std::unique_ptr<Statement> prepare_large(std::string_view sql) = 0;
  virtual std::unique_ptr<BulkInsert> bulk_insert(BulkTarget target) = 0;
  virtual bool post(const char* sql) = 0;  // without waiting for the answer; false: it does not go without
  virtual bool in_transaction() const = 0;
  virtual bool is_lost() const = 0;
  virtual std::int64_t rows_written() const = 0;
};

Result<std::unique_ptr<Session>> open_sqlite(const std::filesystem::path& file, Mode mode);
Result<std::unique_ptr<Session>> open_postgres(const std::string& url, Mode mode);
void copy_sqlite(Session& session, const std::filesystem::path& file);

}  // namespace guatu::db

// SPDX-License-Identifier: Apache-2.0
// Connection: one session with the database, SQLite or PostgreSQL, with its prepared statements kept. SQL is the
// part that runs on both alike, with :name parameters; the few differences stand in dialect.hpp.
// Every error here is a Failure; a failed fsync of SQLite ends the program, because what is on the disk is then
// unknown. A lost server is a Failure too, and the next lease of a connection makes a new one.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "platform/db/cell.hpp"

namespace guatu::db {

enum class Mode { read, write };

class Statement;
class Session;
class BulkInsert;
struct BulkTarget;
struct Dialect;

// One running statement. Cells borrow from it until next(), rewind() or its end.
class Cursor {
 public:
  explicit Cursor(Statement* statement, std::unique_ptr<Statement> owned = nullptr);
  Cursor(Cursor&&) noexcept;
  Cursor& operator=(Cursor&&) = delete;
  ~Cursor();

  int parameter(std::string_view name) const;  // its number from 1, 0 when the SQL has none of that name
  int parameter_count() const;
  void bind(int parameter, const Cell& cell);  // text is borrowed until the run is over
  bool next();                                 // false after the last row
  void run();                                  // for statements without rows; ready to bind again
  void rewind();
  int width() const;            // of the row it stands on
  Cell cell(int column) const;  // from 0

 private:
  Statement* statement_;
  std::unique_ptr<Statement> owned_;
};

class Connection {
 public:
  // Refuses store.not_readable.
  static Result<Connection> open(const std::filesystem::path& file, Mode mode);
  // A PostgreSQL server by a connection string of libpq. Refuses store.bad_database_url, store.server_unreachable,
  // store.server_too_old, store.server_encoding, store.server_collation, store.server_schema_missing, and for writing
  // store.server_read_only.
  static Result<Connection> connect(const std::string& url, Mode mode);
  Connection(Connection&&) noexcept;
  Connection& operator=(Connection&&) noexcept;
  ~Connection();

  const Dialect& dialect() const;
  Cursor prepare(std::string_view sql);
  // For many rows during which other questions are asked of this connection: PostgreSQL gives them a chunk at a time,
  // where it would otherwise have to keep them all. Inside a transaction only.
  Cursor prepare_large(std::string_view sql);
  void execute(std::string_view sql) { prepare(sql).run(); }
  // For platform/db only; it must not outlive the connection.
  std::unique_ptr<BulkInsert> bulk_insert(BulkTarget target);
  // ROLLBACK of what only read; on a server without waiting for the answer.
  void leave_transaction();
  bool in_transaction() const;
  bool is_lost() const;               // the server went away; nothing works any more
  std::int64_t rows_written() const;  // by this connection since it was opened
  // A consistent copy of an SQLite store into a new file while others read and write.
  void copy_to(const std::filesystem::path& file);

 private:
  struct State;
  explicit Connection(std::unique_ptr<Session> session);

  std::unique_ptr<State> state_;
};

}  // namespace guatu::db

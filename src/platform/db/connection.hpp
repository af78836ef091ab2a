// SPDX-License-Identifier: Apache-2.0
// Connection: one session with the database, with its prepared statements kept. SQL is the part that
// runs on SQLite and PostgreSQL alike, with :name parameters; the few differences stand in dialect.hpp.
// Every error here is a Failure; a failed fsync ends the program, because what is on the disk is then unknown.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "platform/db/cell.hpp"

namespace guatu::db {

enum class Mode { read, write };

struct PreparedStatement;

// One running statement. Cells borrow from it until next(), rewind() or its end.
class Cursor {
 public:
  explicit Cursor(PreparedStatement* statement, std::unique_ptr<PreparedStatement> owned = nullptr);
  Cursor(Cursor&&) noexcept;
  Cursor& operator=(Cursor&&) = delete;
  ~Cursor();

  int parameter(std::string_view name) const;  // its number from 1, 0 when the SQL has none of that name
  int parameter_count() const;
  void bind(int parameter, const Cell& cell);  // text is borrowed until the run is over
  bool next();                                 // false after the last row
  void run();                                  // for statements without rows; ready to bind again
  void rewind();
  int width() const;
  Cell cell(int column) const;  // from 0

 private:
  PreparedStatement* statement_;
  std::unique_ptr<PreparedStatement> owned_;
};

class Connection {
 public:
  // Refuses store.not_readable.
  static Result<Connection> open(const std::filesystem::path& file, Mode mode);
  Connection(Connection&&) noexcept;
  Connection& operator=(Connection&&) noexcept;
  ~Connection();

  Cursor prepare(std::string_view sql);
  void execute(std::string_view sql) { prepare(sql).run(); }
  bool in_transaction() const;
  std::int64_t rows_written() const;  // by this connection since it was opened
  // A consistent copy into a new file while others read and write.
  void copy_to(const std::filesystem::path& file);

 private:
  struct State;
  explicit Connection(std::unique_ptr<State> state);

  std::unique_ptr<State> state_;
};

}  // namespace guatu::db

// SPDX-License-Identifier: Apache-2.0
// The line to a PostgreSQL server: one question at a time, its errors as Failures with their SQLSTATE. A statement
// whose rows are still coming owns the line; who asks next makes it keep the rest of its rows first. For the
// postgres_* files only; with them it is the one place that includes libpq-fe.h.
#pragma once

#include <libpq-fe.h>

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "platform/db/backend.hpp"

namespace guatu::db {

struct ClearAnswer {
  void operator()(PGresult* answer) const { PQclear(answer); }
};
using Answer = std::unique_ptr<PGresult, ClearAnswer>;

// Types of columns and parameters by their fixed numbers (pg_type.dat).
namespace oid {
inline constexpr Oid kBool = 16, kName = 19, kInt8 = 20, kInt2 = 21, kInt4 = 23, kText = 25, kOid = 26, kUnknown = 705,
                     kVarchar = 1043, kNumeric = 1700;
}  // namespace oid

// The rows of an answer are still on the way.
class RowStream {
 public:
  virtual ~RowStream() = default;
  virtual void keep_rest() = 0;  // takes all of them off the line
};

class PostgresLink {
 public:
  explicit PostgresLink(PGconn* connection) : connection_(connection) {}
  PostgresLink(const PostgresLink&) = delete;
  PostgresLink& operator=(const PostgresLink&) = delete;
  ~PostgresLink() { PQfinish(connection_); }

  PGconn* get() const { return connection_; }
  // Before every question: the line is free afterwards.
  void make_free();
  void give_to(RowStream* stream) { stream_ = stream; }

  // One text without parameters, several statements in it if need be; the last answer.
  Answer run(const char* sql);
  // One text whose answer is read when the next question is asked, which then fails if it was an error.
  void post(const char* sql);
  // Throws when the answer is an error; counts rows that were written.
  void check(const PGresult* answer, std::string_view sql);
  [[noreturn]] void fail(const PGresult* answer, std::string_view sql) const;

  std::string next_name() { return "g" + std::to_string(++names_); }
  void forget_later(std::string name) { forgotten_.push_back(std::move(name)); }  // a prepared statement
  void drop_forgotten();

  std::int64_t rows_written = 0;

 private:
  PGconn* connection_;
  RowStream* stream_ = nullptr;
  bool has_posted_ = false;
  std::int64_t names_ = 0;
  std::vector<std::string> forgotten_;
};

// A value as the server sends it in text form.
Cell cell_of(Oid type, const char* bytes, int length);

std::unique_ptr<Statement> prepare_postgres(PostgresLink& link, std::string_view sql);
std::unique_ptr<Statement> prepare_large_postgres(PostgresLink& link, std::string_view sql);
std::unique_ptr<BulkInsert> bulk_insert_postgres(PostgresLink& link, BulkTarget target);

}  // namespace guatu::db

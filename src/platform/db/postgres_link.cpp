// SPDX-License-Identifier: Apache-2.0
#include "platform/db/postgres_link.hpp"

#include <charconv>
#include <utility>

#include "base/text.hpp"
#include "platform/db/disk_full.hpp"
#include "platform/db/lock_held.hpp"

namespace guatu::db {
namespace {

constexpr std::string_view kDiskFull = "53100";
constexpr std::string_view kLockNotAvailable = "55P03";

}  // namespace

void PostgresLink::make_free() {
  if (stream_ != nullptr) std::exchange(stream_, nullptr)->keep_rest();
  if (!std::exchange(has_posted_, false)) return;
  const Answer answer(PQgetResult(connection_));
  while (Answer{PQgetResult(connection_)} != nullptr) {
  }
  check(answer.get(), "");
}

void PostgresLink::post(const char* sql) {
  make_free();
  if (PQsendQuery(connection_, sql) != 1) fail(nullptr, sql);
  has_posted_ = true;
}

Answer PostgresLink::run(const char* sql) {
  make_free();
  Answer answer(PQexec(connection_, sql));
  check(answer.get(), sql);
  // A COMMIT of what an error has already undone is answered as if all were well.
  if (std::string_view(sql).starts_with("COMMIT") && std::string_view(PQcmdStatus(answer.get())) != "COMMIT")
    throw Failure("database: the transaction was undone by an error before (25P02) in: COMMIT");
  return answer;
}

void PostgresLink::check(const PGresult* answer, std::string_view sql) {
  switch (PQresultStatus(answer)) {
    case PGRES_COMMAND_OK:
    case PGRES_TUPLES_OK:
    case PGRES_SINGLE_TUPLE:
      break;
    default:
      fail(answer, sql);
  }
  // PQcmdTuples and PQcmdStatus take no const, and change nothing.
  auto* command = const_cast<PGresult*>(answer);
  const std::string_view status = PQcmdStatus(command);
  if (!status.starts_with("INSERT") && !status.starts_with("UPDATE") && !status.starts_with("DELETE")) return;
  const std::string_view rows = PQcmdTuples(command);
  std::int64_t count = 0;
  std::from_chars(rows.data(), rows.data() + rows.size(), count);
  rows_written += count;
}

// The primary message only: details quote the values of rows, which are not for a log.
void PostgresLink::fail(const PGresult* answer, std::string_view sql) const {
  const char* message = answer == nullptr ? nullptr : PQresultErrorField(answer, PG_DIAG_MESSAGE_PRIMARY);
  const char* state = answer == nullptr ? nullptr : PQresultErrorField(answer, PG_DIAG_SQLSTATE);
  std::string text = "database: ";
  text += message != nullptr ? std::string(message) : std::string(trim(PQerrorMessage(connection_)));
  text += " (" + std::string(state != nullptr ? state : "08006") + ")";
  if (!sql.empty()) text += " in: " + std::string(sql.substr(0, 200));
  if (state != nullptr && std::string_view(state) == kDiskFull) throw DiskFull(text);
  if (state != nullptr && std::string_view(state) == kLockNotAvailable) throw LockHeld(text);
  throw Failure(text);
}

void PostgresLink::drop_forgotten() {
  if (forgotten_.empty() || PQtransactionStatus(connection_) == PQTRANS_INERROR) return;
  std::string sql;
  for (const auto& name : std::exchange(forgotten_, {})) sql += "DEALLOCATE " + name + ";";
  run(sql.c_str());
}

Cell cell_of(Oid type, const char* bytes, int length) {
  const std::string_view text(bytes, static_cast<std::size_t>(length));
  switch (type) {
    case oid::kText:
    case oid::kVarchar:
    case oid::kName:
    case oid::kUnknown:
      return Cell::of(text);
    case oid::kBool:
      return Cell::of(std::int64_t{text == "t" ? 1 : 0});
    case oid::kInt8:
    case oid::kInt4:
    case oid::kInt2:
    case oid::kOid:
    case oid::kNumeric: {  // what sum() makes of integers
      std::int64_t value = 0;
      const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
      if (error == std::errc() && end == text.data() + text.size()) return Cell::of(value);
      return {CellKind::foreign, 0, {}};
    }
    default:
      return {CellKind::foreign, 0, {}};
  }
}

}  // namespace guatu::db

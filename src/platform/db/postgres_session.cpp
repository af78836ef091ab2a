// SPDX-License-Identifier: Apache-2.0
// A session with a PostgreSQL server: connecting, and refusing a server on which the store would not be what it is on
// SQLite.
#include <utility>

#include "base/assert.hpp"
#include "base/text.hpp"
#include "platform/db/postgres_link.hpp"
#include "platform/db/server.hpp"

namespace guatu::db {
namespace {

// Settings the program relies on. A write that is acknowledged must be on the disk, whatever the server's default; who
// waits for another process's writing learns of it in the end.
constexpr const char* kSettings =
    "SET client_min_messages = error; SET standard_conforming_strings = on; SET jit = off;"
    "SET cursor_tuple_fraction = 1;"
    "SELECT set_config('lock_timeout', '10s', false) WHERE current_setting('lock_timeout') = '0';"
    "SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') = 'off'";

// provider 'c': the C library's, 'b': the server's own, 'i': ICU. The column is younger than version 13.
constexpr const char* kServerFacts =
    "SELECT current_setting('server_encoding'), "
    "CASE coalesce(to_jsonb(d) ->> 'datlocprovider', 'c') WHEN 'c' THEN d.datcollate "
    "WHEN 'b' THEN coalesce(to_jsonb(d) ->> 'datlocale', '') "
    "ELSE coalesce(to_jsonb(d) ->> 'datlocale', to_jsonb(d) ->> 'daticulocale', 'icu') END, "
    "coalesce(current_schema(), ''), "
    "CASE WHEN pg_is_in_recovery() THEN 'standby' "
    "WHEN current_setting('default_transaction_read_only') = 'on' THEN 'default_transaction_read_only' ELSE '' END "
    "FROM pg_catalog.pg_database d WHERE d.datname = current_database()";

class PostgresSession final : public Session {
 public:
  explicit PostgresSession(PGconn* connection) : link(connection) {}

  const Dialect& dialect() const override { return kPostgres; }
  std::unique_ptr<Statement> prepare(std::string_view sql) override { return prepare_postgres(link, sql); }
  std::unique_ptr<Statement> prepare_large(std::string_view sql) override { return prepare_large_postgres(link, sql); }
  std::unique_ptr<BulkInsert> bulk_insert(BulkTarget target) override {
    return bulk_insert_postgres(link, std::move(target));
  }
  bool post(const char* sql) override {
    link.post(sql);
    return true;
  }
  // A lost line counts as inside one: nobody may take it for idle.
  bool in_transaction() const override { return PQtransactionStatus(link.get()) != PQTRANS_IDLE; }
  bool is_lost() const override { return PQstatus(link.get()) != CONNECTION_OK; }
  std::int64_t rows_written() const override { return link.rows_written; }

  PostgresLink link;
};

ServerFacts facts_of(PostgresLink& link) {
  const Answer answer = link.run(kServerFacts);
  GUATU_ASSERT(PQntuples(answer.get()) == 1);
  const auto fact = [&](int column) { return std::string(PQgetvalue(answer.get(), 0, column)); };
  return {PQserverVersion(link.get()), fact(0), fact(1), fact(2), fact(3)};
}

}  // namespace

Result<std::unique_ptr<Session>> open_postgres(const std::string& url, Mode mode) {
  GUATU_TRY(const std::string place, server_place(url));
  // What stands before dbname is a default that the url may change, what stands after it is not.
  const char* const names[] = {"connect_timeout", "tcp_user_timeout", "application_name",
                               "dbname",          "client_encoding",  nullptr};
  const char* const values[] = {"5", "30000", "guatu", url.c_str(), "UTF8", nullptr};
  auto session = std::make_unique<PostgresSession>(PQconnectdbParams(names, values, 1));
  if (PQstatus(session->link.get()) != CONNECTION_OK)
    return refuse(ErrorKind::unavailable, place, "store.server_unreachable",
                  {{"reason", std::string(trim(PQerrorMessage(session->link.get())))}});
  PQsetNoticeProcessor(
      session->link.get(), [](void*, const char*) {}, nullptr);
  try {
    session->link.run(kSettings);
    GUATU_CHECK(judge_server(facts_of(session->link), mode, place));
  } catch (const Failure& failure) {
    return refuse(ErrorKind::unavailable, place, "store.not_readable", {{"reason", failure.what()}});
  }
  return session;
}

}  // namespace guatu::db

// SPDX-License-Identifier: Apache-2.0
// Sessions in the database: written at log-in and log-out, and at most once a minute in between.
#include "feature/account/account_store.hpp"

namespace guatu::account {
namespace {

constexpr std::string_view kSelect = "SELECT id, account, begun_at, seen_at, source, acting FROM session ";

std::vector<Session> select_sessions(const db::Reader& reader, std::string_view tail, const db::Args& args) {
  std::vector<Session> sessions;
  for (auto& row : reader.query<std::string, std::string, Instant, Instant, std::string, std::string>(
           std::string(kSelect) + std::string(tail), args))
    sessions.push_back(std::make_from_tuple<Session>(std::move(row)));
  return sessions;
}

}  // namespace

std::optional<Session> load_session(const db::Reader& reader, std::string_view id) {
  auto sessions = select_sessions(reader, "WHERE id = :id", {{"id", id}});
  if (sessions.empty()) return std::nullopt;
  return std::move(sessions.front());
}

std::vector<Session> load_sessions(const db::Reader& reader, std::string_view account) {
  return select_sessions(reader, "WHERE account = :account ORDER BY begun_at DESC, id", {{"account", account}});
}

void insert_session(db::Tx& tx, const Session& session) {
  tx.exec(
      "INSERT INTO session (id, account, begun_at, seen_at, source, acting) "
      "VALUES (:id, :account, :begun_at, :seen_at, :source, :acting)",
      {{"id", session.id},
       {"account", session.account},
       {"begun_at", session.begun_at},
       {"seen_at", session.seen_at},
       {"source", session.source},
       {"acting", session.acting}});
}

void erase_session(db::Tx& tx, std::string_view id) { tx.exec("DELETE FROM session WHERE id = :id", {{"id", id}}); }

void erase_sessions(db::Tx& tx, std::string_view account, std::string_view but) {
  tx.exec("DELETE FROM session WHERE account = :account AND id <> :but", {{"account", account}, {"but", but}});
}

void save_acting(db::Tx& tx, std::string_view session, std::string_view grant) {
  tx.exec("UPDATE session SET acting = :acting WHERE id = :id", {{"acting", grant}, {"id", session}});
}

Result<std::int64_t> touch_session(db::Database& database, std::string_view id, Instant seen_at) {
  return database.upkeep("UPDATE session SET seen_at = :seen_at WHERE id = :id", {{"seen_at", seen_at}, {"id", id}});
}

Result<std::int64_t> erase_old_sessions(db::Database& database, Instant seen_before, Instant begun_before) {
  return database.upkeep("DELETE FROM session WHERE seen_at < :seen_before OR begun_at < :begun_before",
                         {{"seen_before", seen_before}, {"begun_before", begun_before}});
}

}  // namespace guatu::account

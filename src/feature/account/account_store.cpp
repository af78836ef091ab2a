// SPDX-License-Identifier: Apache-2.0
#include "feature/account/account_store.hpp"

#include "platform/db/change_read.hpp"

namespace guatu::db {

Cell Codec<account::Post>::encode(const account::Post& value, std::string& scratch) {
  scratch = account::format_post(value);
  return Cell::of(std::string_view(scratch));
}

account::Post Codec<account::Post>::decode(const Cell& cell) {
  const std::string_view text = text_in(cell);
  const auto at = text.find('@');
  const auto post =
      account::parse_post(text.substr(0, at), at == std::string_view::npos ? std::string_view{} : text.substr(at + 1));
  if (!post) throw_undecodable(cell, "a post");
  return *post;
}

}  // namespace guatu::db

namespace guatu::account {

const db::Table<Account>& account_table() {
  static const auto kTable =
      db::table<Account>("account", db::key("id", &Account::id), db::column("name", &Account::name),
                         db::column("person", &Account::person), db::column("posts", &Account::posts),
                         db::column("state", &Account::state), db::column("created_on", &Account::created_on),
                         db::column("note", &Account::note));
  return kTable;
}

const db::Table<Policy>& policy_table() {
  static const auto kTable =
      db::table<Policy>("account_policy", db::key("id", &Policy::id), db::column("profile", &Policy::profile),
                        db::column("office", &Policy::office));
  return kTable;
}

const db::Table<Grant>& grant_table() {
  static const auto kTable =
      db::table<Grant>("acting_grant", db::key("id", &Grant::id), db::column("secretary", &Grant::secretary),
                       db::column("leader", &Grant::leader), db::column("first", &Grant::first),
                       db::column("last", &Grant::last), db::column("granted_by", &Grant::granted_by),
                       db::column("ended_on", &Grant::ended_on), db::column("note", &Grant::note));
  return kTable;
}

const db::Table<Screen>& screen_table() {
  static const auto kTable =
      db::table<Screen>("screen", db::key("id", &Screen::id), db::column("name", &Screen::name),
                        db::column("created_on", &Screen::created_on), db::column("created_by", &Screen::created_by),
                        db::column("valid_until", &Screen::valid_until), db::column("ended_on", &Screen::ended_on));
  return kTable;
}

std::optional<Secret> load_secret(const db::Reader& reader, std::string_view account) {
  auto rows =
      reader.query<std::string, std::string, Date, std::vector<std::string>, std::string, std::string, std::int64_t>(
          "SELECT account, password, changed_on, earlier, totp, totp_offered, totp_used FROM account_secret "
          "WHERE account = :account",
          {{"account", account}});
  if (rows.empty()) return std::nullopt;
  return std::make_from_tuple<Secret>(std::move(rows.front()));
}

void save_secret(db::Tx& tx, const Secret& secret) {
  tx.exec(
      "INSERT INTO account_secret (account, password, changed_on, earlier, totp, totp_offered, totp_used) "
      "VALUES (:account, :password, :changed_on, :earlier, :totp, :totp_offered, :totp_used) "
      "ON CONFLICT (account) DO UPDATE SET password = excluded.password, changed_on = excluded.changed_on, "
      "earlier = excluded.earlier, totp = excluded.totp, totp_offered = excluded.totp_offered, "
      "totp_used = excluded.totp_used",
      {{"account", secret.account},
       {"password", secret.password},
       {"changed_on", secret.changed_on},
       {"earlier", secret.earlier},
       {"totp", secret.totp},
       {"totp_offered", secret.totp_offered},
       {"totp_used", secret.totp_used}});
}

void erase_secret(db::Tx& tx, std::string_view account) {
  tx.exec("DELETE FROM account_secret WHERE account = :account", {{"account", account}});
}

std::optional<CodeHalves> load_code(const db::Reader& reader, std::string_view account) {
  auto rows = reader.query<std::string, std::string, std::string, std::string, std::string, Date>(
      "SELECT account, first, first_by, second, second_by, valid_until FROM account_code WHERE account = :account",
      {{"account", account}});
  if (rows.empty()) return std::nullopt;
  return std::make_from_tuple<CodeHalves>(std::move(rows.front()));
}

void save_code(db::Tx& tx, const CodeHalves& code) {
  tx.exec(
      "INSERT INTO account_code (account, first, first_by, second, second_by, valid_until) "
      "VALUES (:account, :first, :first_by, :second, :second_by, :valid_until) "
      "ON CONFLICT (account) DO UPDATE SET first = excluded.first, first_by = excluded.first_by, "
      "second = excluded.second, second_by = excluded.second_by, valid_until = excluded.valid_until",
      {{"account", code.account},
       {"first", code.first},
       {"first_by", code.first_by},
       {"second", code.second},
       {"second_by", code.second_by},
       {"valid_until", code.valid_until}});
}

void erase_code(db::Tx& tx, std::string_view account) {
  tx.exec("DELETE FROM account_code WHERE account = :account", {{"account", account}});
}

std::optional<std::string> load_screen_of(const db::Reader& reader, std::string_view digest) {
  return reader.query_value<std::string>("SELECT screen FROM screen_secret WHERE digest = :digest",
                                         {{"digest", digest}});
}

void insert_screen_secret(db::Tx& tx, std::string_view digest, std::string_view screen) {
  tx.exec("INSERT INTO screen_secret (digest, screen) VALUES (:digest, :screen)",
          {{"digest", digest}, {"screen", screen}});
}

void erase_screen_secret(db::Tx& tx, std::string_view screen) {
  tx.exec("DELETE FROM screen_secret WHERE screen = :screen", {{"screen", screen}});
}

std::optional<std::string> load_setup_link(const db::Reader& reader) {
  return reader.query_value<std::string>("SELECT digest FROM setup_link");
}

void save_setup_link(db::Tx& tx, std::string_view digest) {
  tx.exec(
      "INSERT INTO setup_link (id, digest) VALUES ('setup', :digest) "
      "ON CONFLICT (id) DO UPDATE SET digest = excluded.digest",
      {{"digest", digest}});
}

void erase_setup_link(db::Tx& tx) { tx.exec("DELETE FROM setup_link"); }

std::optional<std::string> load_key(const db::Reader& reader) {
  return reader.query_value<std::string>("SELECT key FROM account_key");
}

Result<std::int64_t> offer_key(db::Database& database, std::string_view key) {
  return database.upkeep("INSERT INTO account_key (id, key) VALUES ('anonymous', :key) ON CONFLICT (id) DO NOTHING",
                         {{"key", key}});
}

std::int64_t count_rows(const db::Reader& reader, const db::TableShape& table) {
  return reader.query_value<std::int64_t>("SELECT count(*) FROM " + table.entity).value_or(0);
}

bool rights_changed_since(const db::Reader& reader, db::Position position) {
  return db::has_changed(reader, {"account", "account_policy", "acting_grant", "screen", "unit", "person"}, position,
                         reader.position());
}

}  // namespace guatu::account

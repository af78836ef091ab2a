// SPDX-License-Identifier: Apache-2.0
#include "feature/account/grant_actions.hpp"

#include <fmt/format.h>

#include "base/json_writer.hpp"
#include "base/text.hpp"
#include "feature/account/account_actions.hpp"
#include "feature/account/account_store.hpp"
#include "platform/crypto/digest.hpp"
#include "platform/crypto/random.hpp"

namespace guatu::account {
namespace {

std::string next_id(const db::Reader& reader, const db::TableShape& table, std::string_view letter) {
  return fmt::format("{}{:03}", letter, count_rows(reader, table) + 1);  // rows are never taken out
}

std::string content_of(const Grant& grant) {
  JsonWriter json;
  json.begin_object().member("secretary", grant.secretary.value).member("leader", grant.leader.value);
  json.member("first", format_date(grant.first)).member("last", format_date(grant.last));
  return json.end_object().take();
}

}  // namespace

std::vector<db::Versioned<Grant>> load_grants(const db::Reader& reader) {
  return db::load_versioned(reader, grant_table(), "ORDER BY id");
}

Result<db::Versioned<Grant>> give_grant(db::Tx& tx, Grant grant) {
  GUATU_TRY(const auto secretary, find_account(tx, grant.secretary.value));
  GUATU_TRY(const auto leader, find_account(tx, grant.leader.value));
  if (grant.secretary.value == tx.actor().name) return refuse(ErrorKind::forbidden, "secretary", "account.oneself");
  GUATU_CHECK(check_grant(grant, secretary.row, leader.row, tx.today()));
  grant.id.value = next_id(tx, grant_table().shape(), "G");
  grant.granted_by = tx.actor().name;
  grant.ended_on.reset();
  db::put(tx, grant_table(), grant);
  tx.journal({"grant.given", grant.id.value, content_of(grant)});
  return db::Versioned<Grant>{grant, 1};
}

Result<void> end_grant(db::Tx& tx, std::string_view id) {
  auto grant = db::find(tx, grant_table(), id);
  if (!grant) return refuse(ErrorKind::not_found, "", "grant.unknown", {{"id", std::string(id.substr(0, 64))}});
  GUATU_TRY(const Grant ended, decide_end(std::move(*grant), tx.today()));
  db::put(tx, grant_table(), ended);
  tx.journal({"grant.ended", ended.id.value, content_of(ended)});
  return {};
}

std::vector<db::Versioned<Screen>> load_screens(const db::Reader& reader) {
  return db::load_versioned(reader, screen_table(), "ORDER BY id");
}

Result<IssuedScreen> issue_screen(db::Tx& tx, Screen screen) {
  screen.name = std::string(trim(screen.name));
  screen.created_on = tx.today();
  screen.created_by = tx.actor().name;
  screen.ended_on.reset();
  GUATU_CHECK(check_screen(screen));
  screen.id.value = next_id(tx, screen_table().shape(), "S");
  db::put(tx, screen_table(), screen);
  IssuedScreen issued{{screen, 1}, crypto::random_token()};
  insert_screen_secret(tx, to_hex(crypto::sha256(issued.token)), screen.id.value);
  tx.journal({"screen.issued", screen.id.value, "{}"});
  return issued;
}

Result<void> end_screen(db::Tx& tx, std::string_view id) {
  auto screen = db::find(tx, screen_table(), id);
  if (!screen) return refuse(ErrorKind::not_found, "", "screen.unknown", {{"id", std::string(id.substr(0, 64))}});
  GUATU_TRY(const Screen ended, decide_end(std::move(*screen), tx.today()));
  db::put(tx, screen_table(), ended);
  erase_screen_secret(tx, ended.id.value);
  tx.journal({"screen.ended", ended.id.value, "{}"});
  return {};
}

}  // namespace guatu::account

// SPDX-License-Identifier: Apache-2.0
// Accounts, policy, grants and screens as tables (账号), which have a history; and what has none: secrets, halves of
// codes, sessions, the set-up link. A secret never leaves its table, not into a version and not into an entry.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "feature/account/account.hpp"
#include "feature/account/grant.hpp"
#include "feature/account/session.hpp"
#include "platform/db/table.hpp"

namespace guatu::db {

template <>
struct Codec<account::Post> {
  static constexpr CellKind kind = CellKind::text;
  static Cell encode(const account::Post& value, std::string& scratch);
  static account::Post decode(const Cell& cell);
};

}  // namespace guatu::db

namespace guatu::account {

const db::Table<Account>& account_table();
const db::Table<Policy>& policy_table();
const db::Table<Grant>& grant_table();
const db::Table<Screen>& screen_table();

struct Secret {
  std::string account;
  std::string password;  // argon2id
  Date changed_on{};
  std::vector<std::string> earlier;  // the newest first
  std::string totp;                  // hex of the shared key; empty: no second factor
  std::string totp_offered;          // shown and not confirmed yet
  std::int64_t totp_used = 0;        // last step a code was taken of
};
std::optional<Secret> load_secret(const db::Reader& reader, std::string_view account);
void save_secret(db::Tx& tx, const Secret& secret);
void erase_secret(db::Tx& tx, std::string_view account);

struct CodeHalves {
  std::string account;
  std::string first;  // digests
  std::string first_by;
  std::string second;
  std::string second_by;
  Date valid_until{};
};
std::optional<CodeHalves> load_code(const db::Reader& reader, std::string_view account);
void save_code(db::Tx& tx, const CodeHalves& code);
void erase_code(db::Tx& tx, std::string_view account);

std::optional<Session> load_session(const db::Reader& reader, std::string_view id);
std::vector<Session> load_sessions(const db::Reader& reader, std::string_view account);  // the newest first
void insert_session(db::Tx& tx, const Session& session);
void erase_session(db::Tx& tx, std::string_view id);
void erase_sessions(db::Tx& tx, std::string_view account, std::string_view but);
void save_acting(db::Tx& tx, std::string_view session, std::string_view grant);
Result<std::int64_t> touch_session(db::Database& database, std::string_view id, Instant seen_at);
Result<std::int64_t> erase_old_sessions(db::Database& database, Instant seen_before, Instant begun_before);

std::optional<std::string> load_screen_of(const db::Reader& reader, std::string_view digest);
void insert_screen_secret(db::Tx& tx, std::string_view digest, std::string_view screen);
void erase_screen_secret(db::Tx& tx, std::string_view screen);

std::optional<std::string> load_setup_link(const db::Reader& reader);  // its digest
void save_setup_link(db::Tx& tx, std::string_view digest);
void erase_setup_link(db::Tx& tx);

std::optional<std::string> load_key(const db::Reader& reader);
Result<std::int64_t> offer_key(db::Database& database, std::string_view key);  // kept only if there is none

std::int64_t count_rows(const db::Reader& reader, const db::TableShape& table);
// Whether a register of units, people, accounts or grants changed after `position`.
bool rights_changed_since(const db::Reader& reader, db::Position position);

}  // namespace guatu::account

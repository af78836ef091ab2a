// SPDX-License-Identifier: Apache-2.0
#include "feature/account/session_actions.hpp"

#include <algorithm>

#include "base/json_writer.hpp"
#include "feature/account/account_actions.hpp"
#include "feature/account/account_store.hpp"
#include "feature/account/new_password_actions.hpp"
#include "feature/account/visitor_actions.hpp"
#include "platform/crypto/base64.hpp"
#include "platform/crypto/one_time_password.hpp"
#include "platform/crypto/random.hpp"

namespace guatu::account {
namespace {

constexpr std::size_t kShortId = 16;  // of 64 digits: enough to tell one's own sessions apart, useless as a token

std::string short_id(const Session& session) { return session.id.substr(0, kShortId); }

// The secret of somebody who is logged in; a screen has none.
Result<Secret> own_secret(const db::Reader& reader, const Visitor& visitor) {
  auto secret = load_secret(reader, visitor.account);
  if (!secret) return refuse(ErrorKind::forbidden, "", "account.no_log_in");
  return std::move(*secret);
}

Result<std::int64_t> try_code(Gate& gate, const Visitor& visitor, const std::string& key, std::int64_t used,
                              std::string_view code, std::string_view source) {
  std::optional<std::int64_t> step;
  GUATU_TRY(const Gate::Tried tried, gate.try_secret(visitor.account, source, [&] {
    step = crypto::match_totp(crypto::parse_base64(key).value_or(""), code, gate.now(), used);
    return Result<bool>(step.has_value());
  }));
  if (tried.outcome != Gate::Tried::Outcome::right) return refuse(ErrorKind::invalid, "code", "account.wrong_totp");
  return *step;
}

}  // namespace

Result<void> log_out(Gate& gate, const Visitor& visitor) {
  if (visitor.session.empty()) return refuse(ErrorKind::forbidden, "", "account.no_log_in");
  GUATU_TRY(db::Tx tx, gate.begin(visitor.account));
  erase_session(tx, visitor.session);
  tx.journal({"session.ended", visitor.account, "{}"});
  tx.commit();
  return {};
}

std::vector<OwnSession> own_sessions(const Gate& gate, const db::Reader& reader, const Visitor& visitor) {
  std::vector<OwnSession> own;
  const Idle idle = idle_of(reader, visitor.account);
  for (auto& session : load_sessions(reader, visitor.account)) {
    const bool is_current = session.id == visitor.session;
    if (!is_current && is_over(session, idle, gate.now())) continue;
    own.push_back({short_id(session), std::move(session), is_current});
  }
  return own;
}

Result<void> end_session(Gate& gate, const Visitor& visitor, std::string_view session) {
  GUATU_TRY(db::Tx tx, gate.begin(visitor.account));
  const auto own = load_sessions(tx, visitor.account);
  const auto found = std::ranges::find(own, session, short_id);
  if (found == own.end())
    return refuse(ErrorKind::not_found, "id", "account.unknown_session",
                  {{"value", std::string(session.substr(0, 64))}});
  erase_session(tx, found->id);
  tx.journal({"session.ended", visitor.account, "{}"});
  tx.commit();
  return {};
}

Result<void> change_password(Gate& gate, const Visitor& visitor, const PasswordChange& request) {
  GUATU_TRY(const Secret before, own_secret(gate.database().reader(), visitor));
  GUATU_TRY(const auto account, find_account(gate.database().reader(), visitor.account));
  GUATU_TRY(const Gate::Tried tried, gate.try_secret(visitor.account, request.source, [&] {
    return gate.hasher().matches(before.password, request.password);
  }));
  if (tried.outcome != Gate::Tried::Outcome::right)
    return refuse(ErrorKind::forbidden, "password", "account.wrong_password");
  auto made = new_password(gate, account.row, request.new_password, before);
  if (!made) {
    for (auto& problem : made.error().problems)
      if (problem.place == "password") problem.place = "new_password";
    return refuse(std::move(made.error()));
  }
  GUATU_TRY(db::Tx tx, gate.begin(visitor.account));
  GUATU_TRY(const Secret now_stored, own_secret(tx, visitor));
  if (now_stored.password != before.password) return refuse(ErrorKind::forbidden, "password", "account.wrong_password");
  made->totp = now_stored.totp;
  made->totp_offered = now_stored.totp_offered;
  made->totp_used = now_stored.totp_used;
  save_secret(tx, *made);
  erase_sessions(tx, visitor.account, visitor.session);
  tx.journal({"account.password_changed", visitor.account, "{}"});
  tx.commit();
  return {};
}

bool has_totp(const db::Reader& reader, std::string_view account) {
  const auto secret = load_secret(reader, account);
  return secret && !secret->totp.empty();
}

Result<TotpOffer> offer_totp(Gate& gate, const Visitor& visitor) {
  GUATU_TRY(db::Tx tx, gate.begin(visitor.account));
  GUATU_TRY(Secret secret, own_secret(tx, visitor));
  if (!secret.totp.empty()) return refuse(ErrorKind::conflict, "", "account.totp_is_set_up");
  const std::string key = crypto::random_bytes(crypto::kTotpSecretBytes);
  secret.totp_offered = crypto::to_base64(key);
  save_secret(tx, secret);
  tx.journal({"account.totp_offered", visitor.account, "{}"});
  tx.commit();
  TotpOffer offer{crypto::to_base32(key), ""};
  offer.uri = "otpauth://totp/Guatu:" + visitor.account + "?secret=" + offer.secret + "&issuer=Guatu";
  return offer;
}

Result<void> confirm_totp(Gate& gate, const Visitor& visitor, std::string_view code, std::string_view source) {
  GUATU_TRY(const Secret offered, own_secret(gate.database().reader(), visitor));
  if (offered.totp_offered.empty()) return refuse(ErrorKind::conflict, "", "account.totp_not_offered");
  GUATU_TRY(const std::int64_t step, try_code(gate, visitor, offered.totp_offered, 0, code, source));
  GUATU_TRY(db::Tx tx, gate.begin(visitor.account));
  GUATU_TRY(Secret secret, own_secret(tx, visitor));
  if (secret.totp_offered != offered.totp_offered) return refuse(ErrorKind::conflict, "", "account.totp_not_offered");
  secret.totp = std::move(secret.totp_offered);
  secret.totp_offered.clear();
  secret.totp_used = step;
  save_secret(tx, secret);
  tx.journal({"account.totp_set_up", visitor.account, "{}"});
  tx.commit();
  return {};
}

Result<void> end_totp(Gate& gate, const Visitor& visitor, std::string_view code, std::string_view source) {
  const db::Reader reader = gate.database().reader();
  GUATU_TRY(const Secret before, own_secret(reader, visitor));
  GUATU_TRY(const auto account, find_account(reader, visitor.account));
  if (before.totp.empty()) return refuse(ErrorKind::conflict, "", "account.totp_not_set_up");
  if (needs_totp(load_policy(reader).profile, account.row))
    return refuse(ErrorKind::conflict, "", "account.totp_required");
  GUATU_TRY(const std::int64_t step, try_code(gate, visitor, before.totp, before.totp_used, code, source));
  GUATU_TRY(db::Tx tx, gate.begin(visitor.account));
  GUATU_TRY(Secret secret, own_secret(tx, visitor));
  secret.totp.clear();
  secret.totp_used = step;
  save_secret(tx, secret);
  tx.journal({"account.totp_ended", visitor.account, "{}"});
  tx.commit();
  return {};
}

std::vector<Grant> own_grants(const db::Reader& reader, std::string_view account, Date today) {
  auto grants =
      db::load(reader, grant_table(), "WHERE secretary = :account ORDER BY first, id", {{"account", account}});
  std::erase_if(grants, [&](const Grant& grant) { return !grant.is_valid_on(today); });
  return grants;
}

Result<void> begin_acting(Gate& gate, const Visitor& visitor, std::string_view id) {
  GUATU_TRY(db::Tx tx, gate.begin(visitor.account));
  const auto grant = db::find(tx, grant_table(), id);
  if (!grant || grant->secretary.value != visitor.account || visitor.session.empty())
    return refuse(ErrorKind::not_found, "grant", "grant.unknown", {{"id", std::string(id.substr(0, 64))}});
  if (!grant->is_valid_on(tx.today()))
    return refuse(ErrorKind::conflict, "grant", "grant.is_over", {{"id", grant->id.value}});
  save_acting(tx, visitor.session, grant->id.value);
  JsonWriter json;
  json.begin_object().member("grant", grant->id.value).member("leader", grant->leader.value).end_object();
  tx.journal({"session.acting_begun", visitor.account, json.take()});
  tx.commit();
  return {};
}

Result<void> end_acting(Gate& gate, const Visitor& visitor) {
  GUATU_TRY(db::Tx tx, gate.begin(visitor.account));
  if (visitor.session.empty()) return refuse(ErrorKind::forbidden, "", "account.no_log_in");
  save_acting(tx, visitor.session, "");
  tx.journal({"session.acting_ended", visitor.account, "{}"});
  tx.commit();
  return {};
}

}  // namespace guatu::account

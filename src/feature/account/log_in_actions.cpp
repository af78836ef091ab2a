// SPDX-License-Identifier: Apache-2.0
// Logging in, and taking an account: the two doors that strangers may knock on.
#include <algorithm>

#include "base/json_writer.hpp"
#include "feature/account/account_actions.hpp"
#include "feature/account/account_store.hpp"
#include "feature/account/new_password_actions.hpp"
#include "feature/account/one_time_code.hpp"
#include "feature/account/session_actions.hpp"
#include "platform/crypto/base64.hpp"
#include "platform/crypto/digest.hpp"
#include "platform/crypto/one_time_password.hpp"
#include "platform/crypto/random.hpp"

namespace guatu::account {
namespace {

constexpr std::string_view kProgram = "guatu";  // who writes down that somebody was locked out

std::unexpected<Error> failed() { return refuse(ErrorKind::forbidden, "", "account.log_in_failed"); }

// The account of this name with its secret, as far as there is one.
struct Claimed {
  std::optional<Account> account;
  std::optional<Secret> secret;
};

Claimed load_claimed(const db::Reader& reader, std::string_view name) {
  Claimed claimed;
  if (!parse_account_name(name)) return claimed;
  claimed.account = db::find(reader, account_table(), name);
  if (claimed.account) claimed.secret = load_secret(reader, name);
  return claimed;
}

// Names that cannot exist share one counter, so that they fill no memory.
std::string counted_name(std::string_view name) {
  return parse_account_name(name) ? std::string(name) : std::string("?");
}

// A lock-out concerns the security of a known account; of unknown names nothing is written: people type
// passwords into the wrong field.
void journal_lock_out(Gate& gate, const Claimed& claimed) {
  if (!claimed.account || !gate.may_journal_lock_out()) return;
  auto tx = gate.begin(kProgram);
  if (!tx) return;
  JsonWriter json;
  json.begin_object().member("account", claimed.account->id.value).end_object();
  tx->journal({"account.locked_out", claimed.account->id.value, json.take()});
  tx->commit();
}

// Whether password and, where there is one, the code are right. It hashes once whatever it finds. Only who knows the
// password learns that a code is missing; that decides nothing, and does not begin the count of failures anew.
Result<bool> compare(Gate& gate, const Claimed& claimed, const LogIn& request, std::int64_t& used_step) {
  const std::string& stored = claimed.secret ? claimed.secret->password : gate.hasher().nobody();
  GUATU_TRY(const bool is_password, gate.hasher().matches(stored, request.password));
  if (!is_password || !claimed.secret) return false;
  if (claimed.secret->totp.empty()) return true;
  if (request.code.empty()) return refuse(ErrorKind::forbidden, "code", "account.code_missing");
  const auto step = crypto::match_totp(crypto::parse_base64(claimed.secret->totp).value_or(""), request.code,
                                       gate.now(), claimed.secret->totp_used);
  used_step = step.value_or(0);
  return step.has_value();
}

void keep_few_sessions(db::Tx& tx, std::string_view account, Instant now) {
  const auto sessions = load_sessions(tx, account);
  for (std::size_t i = 0; i < sessions.size(); ++i)
    if (i + 1 >= kSessionsMax || is_over(sessions[i], Idle::ordinary, now)) erase_session(tx, sessions[i].id);
}

Result<std::string> begin_session(Gate& gate, const LogIn& request, const Secret& compared, std::int64_t used_step) {
  GUATU_TRY(db::Tx tx, gate.begin(request.account));
  // The password was compared outside of the transaction; what it was compared with must still be there.
  auto now_stored = load_claimed(tx, request.account);
  if (!now_stored.secret || now_stored.secret->password != compared.password ||
      (used_step != 0 && used_step <= now_stored.secret->totp_used))
    return failed();
  if (now_stored.account->state != AccountState::open) return refuse(ErrorKind::forbidden, "", "account.is_locked");
  if (used_step != 0) {
    now_stored.secret->totp_used = used_step;
    save_secret(tx, *now_stored.secret);
  }
  keep_few_sessions(tx, request.account, gate.now());
  const std::string token = crypto::random_token();
  insert_session(tx, {to_hex(crypto::sha256(token)), request.account, gate.now(), gate.now(), request.source, ""});
  tx.journal({"session.begun", request.account, "{}"});
  tx.commit();
  return token;
}

// Whether both halves are right and still good.
bool fits(const std::optional<CodeHalves>& code, const std::optional<TypedCode>& typed, Date today) {
  if (!code || !typed || code->second.empty() || code->valid_until < today) return false;
  const auto is_half = [](std::string_view half, std::string_view digest) {
    return crypto::is_same_secret(to_hex(crypto::sha256(half)), digest);
  };
  return (is_half(typed->first, code->first) && is_half(typed->second, code->second)) ||
         (is_half(typed->second, code->first) && is_half(typed->first, code->second));
}

}  // namespace

Result<std::string> log_in(Gate& gate, const LogIn& request) {
  Claimed claimed;
  std::int64_t used_step = 0;
  GUATU_TRY(const Gate::Tried tried, gate.try_secret(counted_name(request.account), request.source, [&] {
    claimed = load_claimed(gate.database().reader(), request.account);
    return compare(gate, claimed, request, used_step);
  }));
  if (tried.outcome != Gate::Tried::Outcome::right) {
    if (tried.outcome == Gate::Tried::Outcome::wrong_and_locked) journal_lock_out(gate, claimed);
    return failed();
  }
  if (claimed.account->state != AccountState::open) return refuse(ErrorKind::forbidden, "", "account.is_locked");
  return begin_session(gate, request, *claimed.secret, used_step);
}

Result<void> activate(Gate& gate, const Activation& request) {
  const auto typed = read_code(request.code);
  Claimed claimed;
  GUATU_TRY(const Gate::Tried tried, gate.try_secret(counted_name(request.account), request.source, [&] {
    const db::Reader reader = gate.database().reader();
    claimed = load_claimed(reader, request.account);
    return Result<bool>(claimed.account && fits(load_code(reader, request.account), typed, gate.today()));
  }));
  if (tried.outcome != Gate::Tried::Outcome::right) {
    if (tried.outcome == Gate::Tried::Outcome::wrong_and_locked) journal_lock_out(gate, claimed);
    return refuse(ErrorKind::forbidden, "code", "account.wrong_code");
  }
  GUATU_TRY(Secret secret, new_password(gate, *claimed.account, request.password, claimed.secret));
  GUATU_TRY(db::Tx tx, gate.begin(request.account));
  auto account = db::find(tx, account_table(), request.account);
  const auto code_now = load_code(tx, request.account);
  if (!account || !fits(code_now, typed, tx.today())) return refuse(ErrorKind::forbidden, "code", "account.wrong_code");
  if (account->state != AccountState::open && account->state != AccountState::waiting)
    return refuse(ErrorKind::forbidden, "", "account.is_locked");
  account->state = AccountState::open;
  db::put(tx, account_table(), *account);
  secret.totp.clear();  // whoever lost the password may have lost the telephone
  save_secret(tx, secret);
  erase_code(tx, request.account);
  erase_sessions(tx, request.account, "");
  tx.journal({"account.activated", request.account, "{}"});
  tx.commit();
  return {};
}

}  // namespace guatu::account

// SPDX-License-Identifier: Apache-2.0
// What a person does with his own account (本人): log in and out, change the password, set up the second factor, act
// for a leader, see and end his sessions, take a new account by both halves of its code. Passwords are hashed before
// the transaction begins. Refuses account.log_in_failed (one answer for an unknown name and a wrong password),
// account.is_locked, account.code_missing, account.wrong_password, account.wrong_code and what Gate refuses.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "feature/account/gate_actions.hpp"
#include "feature/account/grant.hpp"

namespace guatu::account {

struct LogIn {
  std::string account;
  std::string password;
  std::string code;    // of the second factor, where it is set up
  std::string source;  // address of the peer
};
// The token for the cookie; only its digest is stored.
Result<std::string> log_in(Gate& gate, const LogIn& request);
Result<void> log_out(Gate& gate, const Visitor& visitor);

// `session` is the short id that own_sessions shows. Refuses account.unknown_session.
Result<void> end_session(Gate& gate, const Visitor& visitor, std::string_view session);
struct OwnSession {
  std::string id;
  Session session;
  bool is_current = false;
};
std::vector<OwnSession> own_sessions(const Gate& gate, const db::Reader& reader, const Visitor& visitor);

struct PasswordChange {
  std::string password;
  std::string new_password;
  std::string source;
};
// Ends the other sessions. Refuses password.used_before and what check_password refuses.
Result<void> change_password(Gate& gate, const Visitor& visitor, const PasswordChange& request);

struct TotpOffer {
  std::string secret;  // base32
  std::string uri;     // otpauth://… for the QR code
};
// Refuses account.totp_is_set_up.
Result<TotpOffer> offer_totp(Gate& gate, const Visitor& visitor);
// Refuses account.totp_not_offered, account.wrong_totp.
Result<void> confirm_totp(Gate& gate, const Visitor& visitor, std::string_view code, std::string_view source);
// Refuses account.totp_required, account.totp_not_set_up.
Result<void> end_totp(Gate& gate, const Visitor& visitor, std::string_view code, std::string_view source);
bool has_totp(const db::Reader& reader, std::string_view account);

// Refuses grant.unknown, grant.is_over.
Result<void> begin_acting(Gate& gate, const Visitor& visitor, std::string_view grant);
Result<void> end_acting(Gate& gate, const Visitor& visitor);
// Grants by which this account may act today.
std::vector<Grant> own_grants(const db::Reader& reader, std::string_view account, Date today);

struct Activation {
  std::string account;
  std::string code;
  std::string password;
  std::string source;
};
Result<void> activate(Gate& gate, const Activation& request);

}  // namespace guatu::account

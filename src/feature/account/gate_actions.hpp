// SPDX-License-Identifier: Apache-2.0
// Gate (门): everything between a request and the person behind it. It knows tokens, counts failures, lets at most two
// passwords be hashed at once, and remembers whom it has recognised until the store changes. One for a running server;
// it holds no secret longer than a call. Refuses account.wrong_log_in (one answer for an unknown name and a wrong
// password), account.locked_out, account.too_many_attempts, account.is_locked, account.code_missing, crypto.busy.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "feature/account/account.hpp"
#include "feature/account/session.hpp"
#include "platform/db/database.hpp"

namespace guatu::account {

struct GateOptions {
  std::string_view common_passwords;  // the text of data/password/common.txt
  std::function<Instant()> now;       // empty: the machine's; sessions do not live by GUATU_TODAY
};

// Whom a token stands for.
struct Visitor {
  std::string account;  // empty: nobody is logged in; "screen:S01" for a screen
  std::string session;
  db::Actor actor;
  std::shared_ptr<const std::vector<Holding>> holdings;
  std::string write_token;  // what X-Guatu-Token must be; empty: this visitor cannot write
};

enum class Activity { person, page };  // a page that asks by itself keeps no session alive

struct LogIn {
  std::string account;
  std::string password;
  std::string code;    // of the second factor, where it is set up
  std::string source;  // address of the peer
};
struct Begun {
  std::string token;  // for the cookie; never stored
  Account account;
  std::vector<Duty> duties;
};

class Gate {
 public:
  Gate(db::Database& database, Clock clock, GateOptions options);
  ~Gate();

  Visitor recognise(const db::Reader& reader, std::string_view token, Activity activity);
  Visitor recognise_screen(const db::Reader& reader, std::string_view token);
  std::string anonymous_token();  // for the cookie of somebody who is about to log in

  Result<Begun> log_in(const LogIn& request);

  struct State;
  State& state() { return *state_; }  // for account's other actions

 private:
  std::unique_ptr<State> state_;
};

}  // namespace guatu::account

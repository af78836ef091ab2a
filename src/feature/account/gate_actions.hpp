// SPDX-License-Identifier: Apache-2.0
// Gate (门): everything between a request and the person behind it. It knows tokens, counts failures, lets few
// passwords be hashed at once, and remembers whom it has recognised until the store changes. One for a running server.
// A token it does not know, or whose session is over, is nobody's. Refuses account.locked_out,
// account.too_many_attempts.
#pragma once

#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "feature/account/account.hpp"
#include "feature/account/attempts.hpp"
#include "feature/account/password.hpp"
#include "feature/account/session.hpp"
#include "platform/crypto/password_hash.hpp"
#include "platform/db/database.hpp"

namespace guatu::account {

struct GateOptions {
  std::string_view common_passwords;  // the text of data/password/common.txt
  std::function<Instant()> now;       // empty: the machine's; sessions do not live by GUATU_TODAY
  crypto::HashCost cost;
  AttemptLimits attempts;
};

// Whom a token stands for.
struct Visitor {
  std::string account;  // empty: nobody is logged in; "screen:S01" for a screen
  std::string session;  // digest of the token
  db::Actor actor;
  std::shared_ptr<const std::vector<Holding>> holdings;
  std::vector<Duty> duties;
  std::string write_token;  // what X-Guatu-Token must be; empty: this visitor cannot write
  std::string person;  // 陆林（lulin）; of a secretary who acts for a leader both, 米兰（milan） 代 陆林（lulin）
};

enum class Activity { person, page };  // a page that asks by itself keeps no session alive

class Gate {
 public:
  Gate(db::Database& database, Clock clock, GateOptions options);
  ~Gate();

  Visitor recognise(const db::Reader& reader, std::string_view token, Activity activity);
  Visitor recognise_screen(const db::Reader& reader, std::string_view token) const;
  // For the cookie of somebody who is about to log in, and what his writes must carry.
  std::string anonymous_token() const;
  static std::string write_token_of(std::string_view token);

  // ---- for account's other actions ----
  db::Database& database() { return database_; }
  Result<db::Tx> begin(std::string_view account);  // acting as this account
  Instant now() const { return now_(); }
  Date today() const { return clock_.today(); }
  crypto::PasswordHasher& hasher() { return hasher_; }
  const CommonPasswords& common() const { return common_; }

  // One try of a secret of `account` from `source`: `attempt` says whether it was right. Refuses
  // account.locked_out, account.too_many_attempts; what attempt refuses counts as undecided.
  struct Tried {
    enum class Outcome { right, wrong, wrong_and_locked } outcome;
  };
  Result<Tried> try_secret(std::string_view account, std::string_view source,
                           const std::function<Result<bool>()>& attempt);
  // Whether one more lock-out may be written into the journal: a flood of them must not fill it.
  bool may_journal_lock_out();

 private:
  struct Known;

  std::optional<Visitor> from_memory(const db::Reader& reader, const std::string& digest, Activity activity);
  Visitor admit(const db::Reader& reader, const std::string& digest, Known known, Activity activity);
  bool is_own_anonymous(std::string_view token) const;

  db::Database& database_;
  Clock clock_;
  std::function<Instant()> now_;
  CommonPasswords common_;
  crypto::PasswordHasher hasher_;
  std::string key_;

  std::mutex guard_;
  Attempts attempts_;
  std::unique_ptr<Recent<Known>> known_;
  Instant lock_outs_since_{};
  int lock_outs_ = 0;
};

// Erases sessions that are over; for a timed job.
Result<std::int64_t> erase_ended_sessions(db::Database& database, Instant now);

}  // namespace guatu::account

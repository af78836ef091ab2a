// SPDX-License-Identifier: Apache-2.0
#include "feature/account/gate_actions.hpp"

#include <algorithm>
#include <charconv>

#include "base/text.hpp"
#include "feature/account/account_store.hpp"
#include "feature/account/visitor_actions.hpp"
#include "platform/crypto/digest.hpp"
#include "platform/crypto/one_time_password.hpp"
#include "platform/crypto/random.hpp"

namespace guatu::account {
namespace {

constexpr std::size_t kKnownMax = 20'000;
constexpr std::string_view kAnonymousMark = "a.";
constexpr std::chrono::hours kAnonymousLife{12};
constexpr std::chrono::minutes kLockOutWindow{1};
constexpr int kLockOutsJournalled = 30;  // in a window

Instant machine_time() { return Clock::system().now(); }

std::int64_t seconds_of(Instant instant) {
  return std::chrono::floor<std::chrono::seconds>(instant.time_since_epoch()).count();
}

std::string load_or_offer_key(db::Database& database) {
  if (auto key = load_key(database.reader())) return *key;
  // Another server of the same store may be first; whoever is, its key is everybody's. A store that is only read
  // has no log-ins, and the key of the moment does.
  std::string fresh = crypto::random_token();
  static_cast<void>(offer_key(database, fresh));
  return load_key(database.reader()).value_or(std::move(fresh));
}

}  // namespace

struct Gate::Known {
  Session session;
  Instant touched{};  // seen_at in the store
  Idle idle = Idle::ordinary;
  Visitor visitor;
  db::Position checked_at = 0;
  Date checked_on{};
};

Gate::Gate(db::Database& database, Clock clock, GateOptions options)
    : database_(database),
      clock_(clock),
      now_(options.now ? std::move(options.now) : machine_time),
      common_(options.common_passwords),
      hasher_(options.cost),
      key_(load_or_offer_key(database)),
      attempts_(options.attempts),
      known_(std::make_unique<Recent<Known>>(kKnownMax)) {}

Gate::~Gate() = default;

Result<db::Tx> Gate::begin(std::string_view account) {
  return database_.begin(db::Actor{std::string(account), {}}, clock_);
}

std::string Gate::write_token_of(std::string_view token) {
  const auto digest = crypto::sha256("guatu write token\n" + std::string(token));
  return crypto::to_base64_url(digest.view());
}

// a.<random>.<seconds until which it is good>.<MAC of all before>: no memory, so nobody can fill it.
std::string Gate::anonymous_token() const {
  std::string token(kAnonymousMark);
  token += crypto::to_base64_url(crypto::random_bytes(16)) + "." + std::to_string(seconds_of(now_() + kAnonymousLife));
  return token + "." + crypto::to_base64_url(crypto::hmac_sha256(key_, token));
}

bool Gate::is_own_anonymous(std::string_view token) const {
  const auto parts = split(token, ".");
  if (parts.size() != 4) return false;
  const auto signed_part = token.substr(0, token.rfind('.'));
  if (!crypto::is_same_secret(crypto::to_base64_url(crypto::hmac_sha256(key_, signed_part)), parts[3])) return false;
  std::int64_t until = 0;
  const auto end = parts[2].data() + parts[2].size();
  return std::from_chars(parts[2].data(), end, until).ptr == end && seconds_of(now_()) < until;
}

Visitor Gate::recognise(const db::Reader& reader, std::string_view token, Activity activity) {
  Visitor nobody;
  if (token.starts_with(kAnonymousMark)) {
    if (is_own_anonymous(token)) nobody.write_token = write_token_of(token);
    return nobody;
  }
  if (token.empty()) return nobody;
  const std::string digest = to_hex(crypto::sha256(token));
  if (auto visitor = from_memory(reader, digest, activity)) {
    if (!visitor->account.empty()) visitor->write_token = write_token_of(token);
    return std::move(*visitor);
  }
  auto session = load_session(reader, digest);
  if (!session) return nobody;
  Known known;
  known.checked_at = reader.position();
  known.checked_on = clock_.today();
  known.touched = session->seen_at;
  known.idle = idle_of(reader, session->account);
  known.visitor = visitor_of(reader, *session, known.checked_on);
  known.session = std::move(*session);
  Visitor visitor = admit(reader, digest, std::move(known), activity);
  if (!visitor.account.empty()) visitor.write_token = write_token_of(token);
  return visitor;
}

// None: the store must be asked.
std::optional<Visitor> Gate::from_memory(const db::Reader& reader, const std::string& digest, Activity activity) {
  std::optional<Known> known;
  {
    const std::lock_guard lock(guard_);
    if (const Known* found = known_->find(digest)) known = *found;
  }
  if (!known || known->checked_on != clock_.today() || !known->visitor.duties.empty()) return std::nullopt;
  if (known->checked_at < reader.position()) {
    const auto session = load_session(reader, digest);
    if (!session || session->acting != known->session.acting || rights_changed_since(reader, known->checked_at))
      return std::nullopt;
    known->checked_at = reader.position();
  }
  // Another server of the same store may have seen its person since.
  if (is_over(known->session, known->idle, now_())) return std::nullopt;
  return admit(reader, digest, std::move(*known), activity);
}

Visitor Gate::admit(const db::Reader&, const std::string& digest, Known known, Activity activity) {
  const Instant now = now_();
  bool is_touch_due = false;
  {
    const std::lock_guard lock(guard_);
    if (const Known* before = known_->find(digest)) {
      known.session.seen_at = std::max(known.session.seen_at, before->session.seen_at);
      known.touched = std::max(known.touched, before->touched);
    }
    if (known.visitor.account.empty() || is_over(known.session, known.idle, now)) {
      known_->forget(digest);
      return {};
    }
    if (activity == Activity::person) {
      known.session.seen_at = std::max(known.session.seen_at, now);
      is_touch_due = known.touched + kTouchEvery <= now;
      if (is_touch_due) known.touched = now;
    }
    known_->use(digest) = known;
  }
  // A store that cannot be written now keeps its sessions; they are touched again later.
  if (is_touch_due) static_cast<void>(touch_session(database_, digest, now));
  return std::move(known.visitor);
}

Visitor Gate::recognise_screen(const db::Reader& reader, std::string_view token) const {
  if (token.empty()) return {};
  return screen_visitor(reader, to_hex(crypto::sha256(token)), clock_.today());
}

Result<Gate::Tried> Gate::try_secret(std::string_view account, std::string_view source,
                                     const std::function<Result<bool>()>& attempt) {
  const std::string from = source_of(source);
  {
    const std::lock_guard lock(guard_);
    const Instant now = now_();
    const Verdict verdict = attempts_.begin(account, from, now);
    if (verdict != Verdict::allowed) {
      const auto wait = attempts_.free_at(account, from, now) - now;
      const auto seconds = std::max<std::int64_t>(1, std::chrono::ceil<std::chrono::seconds>(wait).count());
      const ProblemArgs args{{"seconds", std::to_string(seconds)}};
      if (verdict == Verdict::locked_out) return refuse(ErrorKind::forbidden, "", "account.locked_out", args);
      return refuse(ErrorKind::forbidden, "", "account.too_many_attempts", args);
    }
  }
  const Result<bool> is_right = attempt();
  const std::lock_guard lock(guard_);
  if (!is_right) {
    attempts_.abandoned(account, from);
    return refuse(is_right.error());
  }
  if (*is_right) {
    attempts_.succeeded(account, from);
    return Tried{Tried::Outcome::right};
  }
  return Tried{attempts_.failed(account, from, now_()) ? Tried::Outcome::wrong_and_locked : Tried::Outcome::wrong};
}

bool Gate::may_journal_lock_out() {
  const std::lock_guard lock(guard_);
  const Instant now = now_();
  if (now - lock_outs_since_ > kLockOutWindow) {
    lock_outs_since_ = now;
    lock_outs_ = 0;
  }
  return ++lock_outs_ <= kLockOutsJournalled;
}

Result<std::int64_t> erase_ended_sessions(db::Database& database, Instant now) {
  return erase_old_sessions(database, now - kIdle, now - kLongest);
}

}  // namespace guatu::account

// SPDX-License-Identifier: Apache-2.0
// For tests only: a store with a few units and people, a gate whose clock is a variable, and accounts made by the same
// two persons as in life.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "feature/account/account_actions.hpp"
#include "feature/account/grant_actions.hpp"
#include "feature/account/session_actions.hpp"
#include "feature/account/setup_actions.hpp"
#include "feature/unit/unit_actions.hpp"
#include "platform/db/store_test.hpp"

namespace guatu::account::testing {

inline constexpr const char* kPassword = "Tuoche-lu47-Qiao";
inline constexpr const char* kOtherPassword = "Wugong-83-shanDing";
inline constexpr const char* kCommonWords = "qwerty 123456 password";

template <class T>
std::string code_in(const Result<T>& outcome) {
  return outcome ? "" : outcome.error().problems.front().code;
}

class World {
 public:
  explicit World(Date today = date_of(2026, 9, 21))
      : database_(db::testing::open_store(directory_.path())), today_(today) {
    add_units();
    restart();
  }

  void restart() {
    GateOptions options;
    options.common_passwords = kCommonWords;
    options.now = [this] { return now; };
    options.cost = crypto::kCostForTests;
    gate_ = std::make_unique<Gate>(database_, Clock::fixed(today_), std::move(options));
  }
  void set_today(Date today) {
    today_ = today;
    restart();
  }

  db::Database& database() { return database_; }
  Gate& gate() { return *gate_; }
  const std::filesystem::path& directory() const { return directory_.path(); }

  // One transaction as `actor`; kept when the action is not refused.
  template <class Action>
  auto as(const std::string& actor, Action action) {
    auto tx = *database_.begin(db::Actor{actor, ""}, Clock::fixed(today_));
    auto outcome = action(tx);
    if (outcome) tx.commit();
    return outcome;
  }

  Result<void> set_up(Profile profile = Profile::asvs, OfficeSize office = OfficeSize::full) {
    const auto token = as("local", [](db::Tx& tx) { return issue_setup_link(tx); });
    SetUp request{*token, profile, office, {}, "10.0.0.9"};
    request.administrators = {{Role::system, "sys", "系统甲", kPassword},
                              {Role::security, "sec", "安全乙", kPassword},
                              {Role::audit, "aud", "审计丙", kPassword}};
    return account::set_up(*gate_, request);
  }

  // Created by sys, released by sec, taken by its person.
  Result<void> add(const std::string& id, const Appointment& appointment) {
    GUATU_TRY(const Half first, as("sys", [&](db::Tx& tx) { return create_account(tx, {id, "某人", ""}); }));
    GUATU_TRY(const Half second, as("sec", [&](db::Tx& tx) { return release_account(tx, id, appointment); }));
    return activate(*gate_, {id, first.text + second.text, kPassword, "10.0.0.9"});
  }

  Result<std::string> log_in(const std::string& account, const std::string& password = kPassword,
                             const std::string& source = "10.0.0.1", const std::string& code = "") {
    return account::log_in(*gate_, {account, password, code, source});
  }
  Visitor visitor(const std::string& token, Activity activity = Activity::person) {
    return gate_->recognise(database_.reader(), token, activity);
  }
  bool may(const Visitor& visitor, std::string_view right) {
    return visitor.holdings && holds(*visitor.holdings, right);
  }
  Account account(const std::string& id) { return find_account(database_.reader(), id)->row; }

  // Kinds of the journal's entries, oldest first.
  std::vector<std::string> journal() {
    std::vector<std::string> kinds;
    for (auto& [kind] : database_.reader().query<std::string>("SELECT kind FROM journal ORDER BY position"))
      kinds.push_back(kind);
    return kinds;
  }

  Instant now = Instant(date_of(2026, 9, 21)) + std::chrono::hours(1);

 private:
  void add_units() {
    auto tx = *database_.begin(db::Actor{"local", ""}, Clock::fixed(today_));
    std::vector<unit::Unit> units(4);
    const char* const rows[][3] = {
        {"U00", "某区", ""}, {"U01", "发改局", "U00"}, {"U02", "甲街道", "U00"}, {"U021", "乙社区", "U02"}};
    for (std::size_t i = 0; i < units.size(); ++i) {
      units[i].id.value = rows[i][0];
      units[i].name = rows[i][1];
      if (*rows[i][2] != '\0') units[i].parent = Id<unit::Unit>{rows[i][2]};
      units[i].sequence = static_cast<std::int64_t>(i);
    }
    unit::save(tx, units);
    unit::Person person;
    person.id.value = "U00/某领导";
    person.name = "某领导";
    person.unit.value = "U00";
    unit::save(tx, std::vector<unit::Person>{person});
    tx.journal({"test.started", "", "{}"});
    tx.commit();
  }

  db::testing::TemporaryDirectory directory_;
  db::Database database_;
  Date today_;
  std::unique_ptr<Gate> gate_;
};

}  // namespace guatu::account::testing

// SPDX-License-Identifier: Apache-2.0
// Opens accounts in an empty store the way real ones are: the three administrators, then people whom the system
// administrator creates, the security administrator releases and who activate themselves.
#pragma once

#include <stdexcept>
#include <string>
#include <vector>

#include "feature/account/account_actions.hpp"
#include "feature/account/session_actions.hpp"
#include "feature/account/setup_actions.hpp"

namespace guatu::testing {

inline constexpr const char* kClerkPassword = "Tuoche-lu47-Qiao";

namespace clerks {

template <class T>
T need(Result<T> outcome) {
  if (!outcome) throw std::runtime_error(outcome.error().problems.front().code);
  return std::move(*outcome);
}
inline void need(const Result<void>& outcome) {
  if (!outcome) throw std::runtime_error(outcome.error().problems.front().code);
}

template <class Action>
auto as(account::Gate& gate, const char* account, Action action) {
  db::Tx tx = need(gate.begin(account));
  auto outcome = need(action(tx));
  tx.commit();
  return outcome;
}

}  // namespace clerks

// Beside administrators that are there already.
inline void open_person(account::Gate& gate, const std::string& name, const account::Post& post) {
  account::Appointment appointment;
  appointment.posts = {post};
  const auto first = clerks::as(gate, "system", [&](db::Tx& tx) {
    return account::create_account(tx, {name, "调度员", ""});
  });
  const auto second =
      clerks::as(gate, "security", [&](db::Tx& tx) { return account::release_account(tx, name, appointment); });
  clerks::need(account::activate(gate, {name, first.text + " " + second.text, kClerkPassword, "127.0.0.1"}));
}

// All with kClerkPassword and the rights of a clerk.
inline void open_clerks(account::Gate& gate, const std::vector<std::string>& names) {
  using account::Role;
  account::SetUp request;
  request.token = clerks::as(gate, "local", [](db::Tx& tx) { return account::issue_setup_link(tx); });
  request.profile = account::Profile::asvs;
  request.administrators = {{Role::system, "system", "系统甲", kClerkPassword},
                            {Role::security, "security", "安全乙", kClerkPassword},
                            {Role::audit, "audit", "审计丙", kClerkPassword}};
  request.source = "127.0.0.1";
  clerks::need(account::set_up(gate, request));
  for (const std::string& name : names) open_person(gate, name, {Role::clerk, {}});
}

}  // namespace guatu::testing

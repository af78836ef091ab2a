// SPDX-License-Identifier: Apache-2.0
#include "feature/demo/demo_accounts_actions.hpp"

#include <fmt/format.h>

#include "feature/account/account_actions.hpp"
#include "feature/account/grant_actions.hpp"
#include "feature/account/session_actions.hpp"
#include "feature/account/setup_actions.hpp"
#include "platform/crypto/random.hpp"

namespace guatu::demo {
namespace {

using account::Role;

// Without letters that look alike, so that it can be typed from a screen.
constexpr std::string_view kPasswordLetters = "abcdefghjkmnpqrstuvwxyz23456789";
constexpr std::string_view kSource = "127.0.0.1";

struct Wanted {
  std::string_view account;
  Role role;
  std::string_view name;
  std::string_view unit;      // id in the example district; empty for roles over the whole store
  std::string_view person{};  // in its register of people, for roles that records call by name
};
constexpr Wanted kAdministrators[] = {{"system", Role::system, "系统管理员（演示）", ""},
                                      {"security", Role::security, "安全管理员（演示）", ""},
                                      {"audit", Role::audit, "审计管理员（演示）", ""}};
constexpr Wanted kPeople[] = {{"clerk", Role::clerk, "调度办工作人员（演示）", ""},
                              {"clerk2", Role::clerk, "调度办复核人员（演示）", ""},
                              {"supervisor", Role::supervisor, "督查室工作人员（演示）", ""},
                              {"evaluator", Role::evaluator, "考评办工作人员（演示）", ""},
                              {"contact", Role::contact, "区交通局联络员（演示）", "U09"},
                              {"lead", Role::lead, "项目长（演示）", "U09", "U09/云知禾"},
                              {"source", Role::source, "区统计局（演示）", "U15"},
                              {"leader", Role::leader, "区领导（演示）", "D00", "D00/雁子白"},
                              {"secretary", Role::secretary, "秘书（演示）", ""}};
constexpr std::chrono::days kActing{90};

std::string random_password() {
  const std::string letters = crypto::random_letters(kPasswordLetters, 16);
  return fmt::format("{}-{}-{}-{}", letters.substr(0, 4), letters.substr(4, 4), letters.substr(8, 4),
                     letters.substr(12, 4));
}

DemoAccount demo_account(const Wanted& wanted) {
  std::string role = fmt::format("{} {}", chinese_of(wanted.role), code_of(wanted.role));
  if (!wanted.unit.empty()) role += fmt::format("（{}）", wanted.unit);
  return {std::string(wanted.account), random_password(), std::move(role)};
}

Result<void> set_up_administrators(account::Gate& gate, std::vector<DemoAccount>& opened) {
  account::SetUp request;
  GUATU_TRY(db::Tx tx, gate.begin("demo"));
  GUATU_TRY(request.token, account::issue_setup_link(tx));
  tx.commit();
  request.profile = account::Profile::asvs;  // mlps3 would want a second factor before anything else
  request.source = kSource;
  for (const Wanted& wanted : kAdministrators) {
    opened.push_back(demo_account(wanted));
    request.administrators.push_back(
        {wanted.role, std::string(wanted.account), std::string(wanted.name), opened.back().password});
  }
  return account::set_up(gate, request);
}

Result<void> open_account(account::Gate& gate, const Wanted& wanted, const DemoAccount& demo) {
  GUATU_TRY(db::Tx creating, gate.begin("system"));
  GUATU_TRY(const account::Half first, account::create_account(creating, {demo.account, std::string(wanted.name), ""}));
  creating.commit();
  account::Appointment appointment;
  appointment.posts = {{wanted.role, {std::string(wanted.unit)}}};
  if (!wanted.person.empty()) appointment.person = Id<unit::Person>{std::string(wanted.person)};
  GUATU_TRY(db::Tx releasing, gate.begin("security"));
  GUATU_TRY(const account::Half second, account::release_account(releasing, demo.account, appointment));
  releasing.commit();
  return account::activate(gate, {demo.account, first.text + " " + second.text, demo.password, std::string(kSource)});
}

// So that acting for a leader can be tried.
Result<void> let_the_secretary_act(account::Gate& gate) {
  GUATU_TRY(db::Tx tx, gate.begin("security"));
  account::Grant grant;
  grant.secretary.value = "secretary";
  grant.leader.value = "leader";
  grant.first = tx.today();
  grant.last = tx.today() + kActing;
  GUATU_TRY([[maybe_unused]] const auto given, account::give_grant(tx, grant));
  tx.commit();
  return {};
}

}  // namespace

Result<std::vector<DemoAccount>> open_demo_accounts(account::Gate& gate) {
  std::vector<DemoAccount> opened;
  GUATU_CHECK(set_up_administrators(gate, opened));
  for (const Wanted& wanted : kPeople) {
    opened.push_back(demo_account(wanted));
    GUATU_CHECK(open_account(gate, wanted, opened.back()));
  }
  GUATU_CHECK(let_the_secretary_act(gate));
  return opened;
}

std::string accounts_text(const std::vector<DemoAccount>& accounts) {
  std::string text = "演示账号，只在本机使用 / demo accounts, for this machine only\n";
  for (const DemoAccount& one : accounts)
    text += fmt::format("  {:<12}{:<22}{}\n", one.account, one.password, one.role);
  return text;
}

}  // namespace guatu::demo

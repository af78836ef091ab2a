// SPDX-License-Identifier: Apache-2.0
#include "feature/account/visitor_actions.hpp"

#include <algorithm>

#include "feature/account/account_store.hpp"
#include "feature/unit/unit_actions.hpp"

namespace guatu::account {
namespace {

// How records call the person of an account: by the person's id, or, in ledgers, by the name.
std::vector<std::string> names_of_person(const db::Reader& reader, const Account& account) {
  std::vector<std::string> names;
  if (!account.person) return names;
  names.push_back(account.person->value);
  for (const auto& person : unit::load_people(reader))
    if (person.id == *account.person) names.push_back(person.name);
  return names;
}

Policy policy_of(const db::Reader& reader) {
  return db::find(reader, policy_table(), std::string_view("policy")).value_or(Policy{});
}

// The leader whom a session acts for today, if its grant still allows it.
std::optional<Account> leader_of(const db::Reader& reader, const Session& session, Date today) {
  if (session.acting.empty()) return std::nullopt;
  const auto grant = db::find(reader, grant_table(), session.acting);
  if (!grant || !grant->is_valid_on(today) || grant->secretary.value != session.account) return std::nullopt;
  auto leader = db::find(reader, account_table(), grant->leader);
  if (!leader || leader->state != AccountState::open) return std::nullopt;
  // Lent is what he holds as a leader, nothing that he holds beside it.
  std::erase_if(leader->posts, [](const Post& post) { return post.role != Role::leader; });
  if (leader->posts.empty()) return std::nullopt;
  return leader;
}

std::string person_of(const Account& account, const std::optional<Account>& leader) {
  std::string person = account.name + "（" + account.id.value + "）";
  return leader ? person + " 代 " + person_of(*leader, std::nullopt) : person;
}

}  // namespace

std::vector<Holding> holdings_of(const db::Reader& reader, const Account& account) {
  if (account.state != AccountState::open) return {};
  const bool is_local = std::ranges::any_of(account.posts, [](const Post& post) { return needs_unit(post.role); });
  if (!is_local) return holdings_of(account.posts, {}, {});
  return holdings_of(account.posts, names_of_person(reader, account), unit::load_units(reader));
}

std::vector<Duty> duties_of(const db::Reader& reader, const Account& account, Date today) {
  std::vector<Duty> duties;
  const Policy policy = policy_of(reader);
  const auto secret = load_secret(reader, account.id.value);
  if (!secret) return duties;
  if (is_password_expired(policy.profile, secret->changed_on, today)) duties.push_back(Duty::change_password);
  if (needs_totp(policy.profile, account) && secret->totp.empty()) duties.push_back(Duty::set_up_totp);
  return duties;
}

Idle idle_of(const db::Reader& reader, std::string_view account) {
  const auto found = db::find(reader, account_table(), account);
  return found && found->is_administrator() ? Idle::administrator : Idle::ordinary;
}

Visitor visitor_of(const db::Reader& reader, const Session& session, Date today) {
  Visitor visitor;
  const auto account = db::find(reader, account_table(), session.account);
  if (!account || account->state != AccountState::open) return visitor;
  visitor.account = session.account;
  visitor.session = session.id;
  visitor.actor.name = session.account;
  visitor.duties = duties_of(reader, *account, today);
  visitor.person = person_of(*account, std::nullopt);
  std::vector<Holding> holdings;
  if (visitor.duties.empty()) {
    const auto leader = leader_of(reader, session, today);
    visitor.person = person_of(*account, leader);
    if (leader) visitor.actor.on_behalf_of = leader->id.value;
    holdings = holdings_of(reader, leader ? *leader : *account);
  }
  visitor.holdings = std::make_shared<const std::vector<Holding>>(std::move(holdings));
  return visitor;
}

Visitor screen_visitor(const db::Reader& reader, std::string_view digest, Date today) {
  const auto id = load_screen_of(reader, digest);
  if (!id) return {};
  const auto screen = db::find(reader, screen_table(), *id);
  if (!screen || !screen->is_valid_on(today)) return {};
  std::vector<Holding> holdings;
  for (const auto right : screen_rights()) holdings.push_back({right, {}, {}});
  Visitor visitor;
  visitor.account = "screen:" + *id;
  visitor.actor.name = visitor.account;
  visitor.person = screen->name + "（" + visitor.account + "）";
  visitor.holdings = std::make_shared<const std::vector<Holding>>(std::move(holdings));
  return visitor;
}

}  // namespace guatu::account

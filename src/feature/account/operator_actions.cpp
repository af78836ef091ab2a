// SPDX-License-Identifier: Apache-2.0
#include "feature/account/operator_actions.hpp"

#include <algorithm>

#include "feature/account/account_actions.hpp"
#include "feature/account/session_actions.hpp"
#include "feature/account/visitor_actions.hpp"

namespace guatu::account {
namespace {

// As a secretary's session would have it: the leader's rights, by a grant of today.
Result<Account> leader_for(const db::Reader& reader, Date today, std::string_view name, std::string_view leader) {
  const auto grants = own_grants(reader, name, today);
  const bool is_granted = std::ranges::any_of(grants, [&](const Grant& grant) { return grant.leader.value == leader; });
  if (!is_granted)
    return refuse(ErrorKind::forbidden, "--for", "account.no_grant", {{"value", std::string(leader.substr(0, 64))}});
  GUATU_TRY(auto account, find_account(reader, leader));
  std::erase_if(account.row.posts, [](const Post& post) { return post.role != Role::leader; });
  return std::move(account.row);
}

}  // namespace

Result<db::Actor> operator_for(const db::Reader& reader, Date today, std::string_view name,
                               std::string_view on_behalf_of, std::string_view right) {
  const bool is_by_account = has_accounts(reader);
  if (name.empty())
    return refuse(ErrorKind::forbidden, "--as", is_by_account ? "account.operator_missing" : "store.operator_missing");
  const db::Actor actor{std::string(name), std::string(on_behalf_of)};
  if (!is_by_account) return actor;
  auto found = find_account(reader, name);
  if (!found || found->row.state != AccountState::open)
    return refuse(ErrorKind::forbidden, "--as", "account.unknown_operator",
                  {{"value", std::string(name.substr(0, 64))}});
  Account holder = std::move(found->row);
  if (!on_behalf_of.empty()) {
    GUATU_TRY(holder, leader_for(reader, today, name, on_behalf_of));
  }
  if (!holds(holdings_of(reader, holder), right))
    return refuse(ErrorKind::forbidden, "--as", "account.right_missing",
                  {{"account", std::string(name.substr(0, 64))}, {"right", std::string(right)}});
  return actor;
}

}  // namespace guatu::account

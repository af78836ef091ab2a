// SPDX-License-Identifier: Apache-2.0
#include "feature/account/grant.hpp"

#include "base/text.hpp"

namespace guatu::account {
namespace {

constexpr std::size_t kNameCharactersMax = 60;

bool is_usable(const Account& account, Role role) { return account.has(role) && account.state != AccountState::closed; }

}  // namespace

Result<void> check_grant(const Grant& grant, const Account& secretary, const Account& leader, Date today) {
  if (!is_usable(secretary, Role::secretary))
    return refuse(ErrorKind::conflict, "secretary", "grant.not_a_secretary", {{"account", secretary.id.value}});
  if (!is_usable(leader, Role::leader))
    return refuse(ErrorKind::conflict, "leader", "grant.not_a_leader", {{"account", leader.id.value}});
  if (grant.last < grant.first || grant.last < today)
    return refuse(ErrorKind::invalid, "last", "grant.bad_dates", {{"value", format_date(grant.last)}});
  if (grant.last - grant.first > kGrantMax)
    return refuse(ErrorKind::invalid, "last", "grant.too_long", {{"days", std::to_string(kGrantMax.count())}});
  return {};
}

Result<Grant> decide_end(Grant grant, Date today) {
  if (grant.ended_on || grant.last < today)
    return refuse(ErrorKind::conflict, "", "grant.is_over", {{"id", grant.id.value}});
  grant.ended_on = today;
  return grant;
}

Result<void> check_screen(const Screen& screen) {
  const std::size_t length = character_count(screen.name);
  if (length == 0 || length > kNameCharactersMax)
    return refuse(ErrorKind::invalid, "name", "screen.no_name", {{"max", std::to_string(kNameCharactersMax)}});
  if (screen.valid_until &&
      (*screen.valid_until < screen.created_on || *screen.valid_until - screen.created_on > kScreenMax))
    return refuse(ErrorKind::invalid, "valid_until", "screen.bad_date", {{"days", std::to_string(kScreenMax.count())}});
  return {};
}

Result<Screen> decide_end(Screen screen, Date today) {
  if (!screen.is_valid_on(today)) return refuse(ErrorKind::conflict, "", "grant.is_over", {{"id", screen.id.value}});
  screen.ended_on = today;
  return screen;
}

}  // namespace guatu::account

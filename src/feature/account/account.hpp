// SPDX-License-Identifier: Apache-2.0
// Accounts (账号): who may log in, in which posts. An account is opened by two administrators, one who creates it and
// one who grants its posts; it is never deleted and its name never used again. Refuses incompatible posts: nobody
// holds two administrator roles, no administrator has a business role (one may in a small office, never the auditor),
// nobody changes his own posts.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.hpp"
#include "base/id.hpp"
#include "base/named.hpp"
#include "base/result.hpp"
#include "feature/account/right.hpp"
#include "feature/unit/unit.hpp"

namespace guatu::account {

enum class AccountState { waiting, open, locked, closed };
inline constexpr Named<AccountState> kAccountStates[] = {
    {AccountState::waiting, "waiting", "待启用"},  // created, and not yet used by its person
    {AccountState::open, "open", "正常"},
    {AccountState::locked, "locked", "已锁定"},
    {AccountState::closed, "closed", "已注销"},
};
constexpr std::span<const Named<AccountState>> names_of(AccountState) { return kAccountStates; }

struct Account {
  Id<Account> id;                          // the name that is typed at log-in, which is also what the journal says
  std::string name;                        // of the person, as shown
  std::optional<Id<unit::Person>> person;  // in the register of people; what contact and project_lead refer to
  std::vector<Post> posts;
  AccountState state = AccountState::waiting;
  Date created_on{};
  std::string note;

  bool has(Role role) const;
  bool is_administrator() const;
};

enum class Profile { mlps3, asvs };
inline constexpr Named<Profile> kProfiles[] = {{Profile::mlps3, "mlps3", "等保三级"}, {Profile::asvs, "asvs", "ASVS"}};
constexpr std::span<const Named<Profile>> names_of(Profile) { return kProfiles; }

enum class OfficeSize { full, small };
inline constexpr Named<OfficeSize> kOfficeSizes[] = {{OfficeSize::full, "full", "三员分立"},
                                                     {OfficeSize::small, "small", "小单位"}};
constexpr std::span<const Named<OfficeSize>> names_of(OfficeSize) { return kOfficeSizes; }

struct Policy {  // chosen once, on the set-up page
  Id<Policy> id{"policy"};
  Profile profile = Profile::mlps3;
  OfficeSize office = OfficeSize::full;
};

// 2–32 of a–z, 0–9, '.', '-', '_', beginning with a letter. Refuses account.bad_name.
Result<Id<Account>> parse_account_name(std::string_view text);

// "contact@U07", "clerk". Refuses account.unknown_role, account.unit_missing, account.unit_not_for_role.
std::string format_post(const Post& post);
Result<Post> parse_post(std::string_view role, std::string_view unit);

// Which posts `subject` may be given. `others` are all accounts of the store. Refuses account.two_administrator_roles,
// account.administrator_with_business, account.audit_with_business, account.no_posts, account.unknown_unit.
Result<void> check_posts(const Account& subject, const std::vector<Post>& posts, const Policy& policy,
                         const std::vector<Account>& others);

enum class Step { lock, unlock, close };
// The state after it. Refuses account.oneself, account.last_administrator, account.wrong_state.
Result<AccountState> decide_step(const Account& subject, Step step, std::string_view actor,
                                 const std::vector<Account>& others);

}  // namespace guatu::account

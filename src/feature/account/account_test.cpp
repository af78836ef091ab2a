// SPDX-License-Identifier: Apache-2.0
#include "feature/account/account.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "feature/account/session.hpp"

namespace guatu::account {
namespace {

template <class T>
std::string code_in(const Result<T>& outcome) {
  return outcome ? "" : outcome.error().problems.front().code;
}

Account account_of(const char* id, std::vector<Post> posts, AccountState state = AccountState::open) {
  Account account;
  account.id.value = id;
  account.posts = std::move(posts);
  account.state = state;
  return account;
}

TEST(AccountTest, names) {
  for (const char* name : {"li", "li.ming", "w-ang_2", "abcdefghijklmnopqrstuvwxyz012345"})
    EXPECT_EQ(code_in(parse_account_name(name)), "") << name;
  for (const char* name :
       {"", "l", "Li.ming", "1li", ".li", "li ming", "李明", "li\n", "li/ming", "abcdefghijklmnopqrstuvwxyz0123456"})
    EXPECT_EQ(code_in(parse_account_name(name)), "account.bad_name") << name;
}

TEST(AccountTest, posts_as_text) {
  struct Row {
    const char* role;
    const char* unit;
    const char* outcome;
  };
  const Row rows[] = {{"clerk", "", "clerk"},
                      {"contact", "U07", "contact@U07"},
                      {"leader", "U00", "leader@U00"},
                      {"contact", "", "account.unit_missing"},
                      {"clerk", "U07", "account.unit_not_for_role"},
                      {"audit", "U00", "account.unit_not_for_role"},
                      {"owner", "", "account.unknown_role"},
                      {"", "", "account.unknown_role"}};
  for (const Row& row : rows) {
    const auto post = parse_post(row.role, row.unit);
    EXPECT_EQ(post ? format_post(*post) : code_in(post), row.outcome) << row.role;
  }
}

TEST(AccountTest, which_posts_go_together) {
  struct Row {
    std::vector<Role> roles;
    OfficeSize office;
    const char* code;
  };
  const Row rows[] = {
      {{Role::clerk}, OfficeSize::full, ""},
      {{Role::clerk, Role::supervisor}, OfficeSize::full, ""},
      {{Role::security}, OfficeSize::full, ""},
      {{}, OfficeSize::full, "account.no_posts"},
      {{Role::system, Role::security}, OfficeSize::full, "account.two_administrator_roles"},
      {{Role::system, Role::audit}, OfficeSize::small, "account.two_administrator_roles"},
      {{Role::system, Role::security}, OfficeSize::small, "account.two_administrator_roles"},
      {{Role::system, Role::clerk}, OfficeSize::full, "account.administrator_with_business"},
      {{Role::system, Role::clerk}, OfficeSize::small, ""},
      {{Role::security, Role::clerk}, OfficeSize::small, ""},
      {{Role::security, Role::clerk, Role::supervisor}, OfficeSize::small, "account.administrator_with_business"},
      {{Role::audit, Role::clerk}, OfficeSize::small, "account.audit_with_business"},
      {{Role::audit, Role::clerk}, OfficeSize::full, "account.audit_with_business"},
  };
  for (const Row& row : rows) {
    std::vector<Post> posts;
    for (const Role role : row.roles) posts.push_back({role, {}});
    Policy policy;
    policy.office = row.office;
    const Account subject = account_of("zhao", posts, AccountState::waiting);  // its own posts do not count against it
    EXPECT_EQ(code_in(check_posts(subject, posts, policy, {subject})), row.code)
        << ::testing::PrintToString(row.roles.size()) << row.code;
  }
}

TEST(AccountTest, a_small_office_has_one_exception) {
  Policy policy;
  policy.office = OfficeSize::small;
  const std::vector<Post> both = {{Role::system, {}}, {Role::clerk, {}}};
  EXPECT_EQ(code_in(check_posts(account_of("zhao", {}), both, policy, {account_of("qian", both)})),
            "account.administrator_with_business");
  EXPECT_EQ(
      code_in(check_posts(account_of("zhao", {}), both, policy, {account_of("qian", both, AccountState::closed)})), "");
}

TEST(AccountTest, steps) {
  struct Row {
    AccountState state;
    Step step;
    const char* actor;
    const char* outcome;
  };
  const Row rows[] = {
      {AccountState::open, Step::lock, "system", "locked"},
      {AccountState::locked, Step::unlock, "system", "open"},
      {AccountState::open, Step::close, "system", "closed"},
      {AccountState::locked, Step::close, "system", "closed"},
      {AccountState::waiting, Step::close, "system", "closed"},
      {AccountState::waiting, Step::lock, "system", "account.wrong_state"},
      {AccountState::locked, Step::lock, "system", "account.wrong_state"},
      {AccountState::open, Step::unlock, "system", "account.wrong_state"},
      {AccountState::waiting, Step::unlock, "system", "account.wrong_state"},
      {AccountState::closed, Step::unlock, "system", "account.wrong_state"},
      {AccountState::closed, Step::close, "system", "account.wrong_state"},
      {AccountState::open, Step::lock, "zhao", "account.oneself"},
      {AccountState::open, Step::close, "zhao", "account.oneself"},
      {AccountState::locked, Step::unlock, "zhao", "account.oneself"},
  };
  for (const Row& row : rows) {
    const auto state = decide_step(account_of("zhao", {{Role::clerk, {}}}, row.state), row.step, row.actor, {});
    EXPECT_EQ(state ? code_of(*state) : code_in(state), row.outcome) << row.outcome << " " << code_of(row.state);
  }
}

TEST(AccountTest, the_last_administrator_of_a_kind_stays) {
  const Account auditor = account_of("zhao", {{Role::audit, {}}});
  const Account second = account_of("qian", {{Role::audit, {}}});
  const Account waiting = account_of("qian", {{Role::audit, {}}}, AccountState::waiting);
  for (const Step step : {Step::lock, Step::close}) {
    EXPECT_EQ(code_in(decide_step(auditor, step, "system", {auditor})), "account.last_administrator");
    EXPECT_EQ(code_in(decide_step(auditor, step, "system", {auditor, waiting})), "account.last_administrator");
    EXPECT_EQ(code_in(decide_step(auditor, step, "system", {auditor, second})), "");
  }
  const std::vector<Post> other = {{Role::clerk, {}}};
  EXPECT_EQ(code_in(check_posts(auditor, other, {}, {auditor})), "account.last_administrator");
  EXPECT_EQ(code_in(check_posts(auditor, other, {}, {auditor, second})), "");
  EXPECT_EQ(code_in(check_posts(waiting, other, {}, {waiting})), "");
}

TEST(SessionTest, ends) {
  using namespace std::chrono_literals;
  const Instant begun{1'800'000'000s};
  struct Row {
    std::chrono::minutes seen;  // after the beginning
    std::chrono::minutes now;
    Idle idle;
    int is_over;
  };
  const Row rows[] = {{0min, 29min, Idle::ordinary, 0},        {0min, 30min, Idle::ordinary, 1},
                      {0min, 9min, Idle::administrator, 0},    {0min, 10min, Idle::administrator, 1},
                      {60min, 89min, Idle::ordinary, 0},       {60min, 90min, Idle::ordinary, 1},
                      {715min, 719min, Idle::ordinary, 0},     {715min, 720min, Idle::ordinary, 1},
                      {715min, 720min, Idle::administrator, 1}};
  for (const Row& row : rows) {
    const Session session{"s", "zhao", begun, begun + row.seen, "", ""};
    EXPECT_EQ(is_over(session, row.idle, begun + row.now), row.is_over == 1)
        << row.seen.count() << " " << row.now.count();
  }
  const Session session{"s", "zhao", begun, begun, "", ""};
  EXPECT_FALSE(needs_touch(session, begun + 59s));
  EXPECT_TRUE(needs_touch(session, begun + 60s));
}

}  // namespace
}  // namespace guatu::account

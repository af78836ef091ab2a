// SPDX-License-Identifier: Apache-2.0
#include "feature/account/right.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "base/text.hpp"

namespace guatu::account {
namespace {

using ::testing::UnorderedElementsAre;

unit::Unit unit_of(const char* id, const char* parent) {
  unit::Unit unit;
  unit.id.value = id;
  unit.name = id;
  if (*parent != '\0') unit.parent = Id<unit::Unit>{parent};
  return unit;
}

const std::vector<unit::Unit> kTree = {unit_of("U00", ""), unit_of("U01", "U00"), unit_of("U02", "U00"),
                                       unit_of("U021", "U02"), unit_of("O1", "")};

const Holding* holding(const std::vector<Holding>& holdings, std::string_view right) {
  const auto found = std::ranges::find(holdings, right, &Holding::right);
  return found == holdings.end() ? nullptr : &*found;
}

TEST(RightTest, every_row_is_worded_and_known_once) {
  std::set<std::string_view> codes;
  for (const Right& right : all_rights()) {
    EXPECT_TRUE(codes.insert(right.code).second) << right.code;
    EXPECT_FALSE(right.chinese.empty() || right.english.empty() || right.holders.empty()) << right.code;
    EXPECT_EQ(split(right.code, ".").size(), 2U) << right.code;
  }
  for (const auto& right : screen_rights()) EXPECT_TRUE(is_right(right)) << right;
  EXPECT_FALSE(is_right("unit"));
}

// What trust.md calls kept apart, read out of the table itself.
TEST(RightTest, administrators_hold_no_business_right) {
  const std::set<std::string_view> shared = {"unit.read", "calendar.read", "account.read", "grant.read", "screen.read"};
  const std::map<Role, std::vector<std::string_view>> own = {
      {Role::system, {"system.", "job.", "backup.", "account.edit", "account.lock"}},
      {Role::security, {"account.roles", "account.lock", "grant.", "screen."}},
      {Role::audit, {"journal."}}};
  for (const auto& [role, prefixes] : own)
    for (const RoleRight& right : rights_of(role))
      EXPECT_TRUE(shared.contains(right.right) ||
                  std::ranges::any_of(prefixes, [&](auto prefix) { return right.right.starts_with(prefix); }))
          << code_of(role) << " " << right.right;
}

TEST(RightTest, nobody_else_holds_an_administrators_right) {
  for (const auto& role : kRoles) {
    if (is_administrator(role.value)) continue;
    for (const RoleRight& right : rights_of(role.value))
      for (const char* prefix : {"system.", "job.", "backup.", "account.", "grant.", "screen.", "journal."})
        EXPECT_FALSE(right.right.starts_with(prefix)) << role.code << " " << right.right;
  }
}

TEST(RightTest, a_right_through_relations_reaches_the_subtree_and_the_person) {
  const auto holdings = holdings_of({{Role::contact, {"U02"}}}, {"U02/某甲", "某甲"}, kTree);
  const Holding* reading = holding(holdings, "register.read");
  ASSERT_NE(reading, nullptr);
  EXPECT_THAT(reading->relations, UnorderedElementsAre("owner", "responsible", "lead", "assisting", "verifier"));
  EXPECT_THAT(reading->scope, UnorderedElementsAre("U02", "U021", "U02/某甲", "某甲"));
  EXPECT_FALSE(holds(holdings, "register.read"));  // not over the whole store
  EXPECT_TRUE(holds(holdings, "unit.read"));
  EXPECT_EQ(holding(holdings, "enterprise.edit"), nullptr);
}

TEST(RightTest, two_posts_are_two_holdings) {
  const auto holdings = holdings_of({{Role::contact, {"U01"}}, {Role::source, {"U02"}}}, {}, kTree);
  std::vector<std::set<std::string, std::less<>>> scopes;
  for (const auto& held : holdings)
    if (held.right == "register.read") scopes.push_back(held.scope);
  ASSERT_EQ(scopes.size(), 2U);
  EXPECT_THAT(scopes[0], UnorderedElementsAre("U01"));
  EXPECT_THAT(scopes[1], UnorderedElementsAre("U02", "U021"));
}

TEST(RightTest, a_post_in_a_unit_that_is_not_there_reaches_nothing) {
  const auto holdings = holdings_of({{Role::contact, {"U99"}}}, {}, kTree);
  EXPECT_TRUE(holding(holdings, "register.read")->scope.empty());
}

TEST(RightTest, offices_act_over_the_whole_store) {
  for (const Role role : {Role::clerk, Role::supervisor, Role::evaluator}) {
    EXPECT_FALSE(needs_unit(role));
    EXPECT_TRUE(holds(holdings_of({{role, {}}}, {}, kTree), "register.read"));
  }
  for (const Role role : {Role::contact, Role::lead, Role::source, Role::leader}) EXPECT_TRUE(needs_unit(role));
}

}  // namespace
}  // namespace guatu::account

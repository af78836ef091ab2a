// SPDX-License-Identifier: Apache-2.0
// Roles and rights (角色、权限): the one table that says which role may do what, and through which relations of a
// record. A right without relations holds over the whole store; with relations it holds where one of them lies in
// the subtree of the post's unit. Deny by default: a right that no row names is held by nobody.
//
// Relations contact and project_lead name a person; the others (owner, responsible, lead, assisting, verifier,
// source) name a unit.
#pragma once

#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/id.hpp"
#include "base/named.hpp"
#include "feature/unit/unit.hpp"

namespace guatu::account {

enum class Role { clerk, supervisor, contact, lead, source, evaluator, leader, secretary, system, security, audit };
inline constexpr Named<Role> kRoles[] = {
    {Role::clerk, "clerk", "调度办"},         {Role::supervisor, "supervisor", "督查室"},
    {Role::contact, "contact", "单位联络员"}, {Role::lead, "lead", "项目长"},
    {Role::source, "source", "数据来源部门"}, {Role::evaluator, "evaluator", "考评办"},
    {Role::leader, "leader", "领导"},         {Role::secretary, "secretary", "秘书"},
    {Role::system, "system", "系统管理员"},   {Role::security, "security", "安全管理员"},
    {Role::audit, "audit", "审计管理员"},
};
constexpr std::span<const Named<Role>> names_of(Role) { return kRoles; }
constexpr bool is_administrator(Role role) { return role >= Role::system; }
// Whether the role works through relations, so that a post of it needs a unit.
bool needs_unit(Role role);

struct Right {
  std::string_view code;  // "enterprise.edit"
  std::string_view chinese;
  std::string_view english;
  std::string_view holders;  // "clerk contact(responsible,lead)"
};

std::span<const Right> all_rights();
bool is_right(std::string_view code);

// A right as one role has it. `relations` empty: over the whole store.
struct RoleRight {
  std::string_view right;
  std::vector<std::string> relations;
};
const std::vector<RoleRight>& rights_of(Role role);
// What a wall screen may: reading, over the whole store.
std::vector<std::string_view> screen_rights();

// What somebody holds in a post: the right, its relations, and the units and person names they must lie in.
struct Holding {
  std::string_view right;
  std::vector<std::string> relations;
  std::set<std::string, std::less<>> scope;
};

struct Post {  // 任职
  Role role = Role::contact;
  Id<unit::Unit> unit;  // root of the subtree; empty for roles over the whole store

  friend auto operator<=>(const Post&, const Post&) = default;
};

// `person` are the names by which records call the holder of the posts: id and name of the person; may be empty.
std::vector<Holding> holdings_of(const std::vector<Post>& posts, const std::vector<std::string>& person,
                                 const std::vector<unit::Unit>& units);

// Over the whole store, as the command line asks.
bool holds(const std::vector<Holding>& holdings, std::string_view right);

}  // namespace guatu::account

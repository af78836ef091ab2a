// SPDX-License-Identifier: Apache-2.0
// Caller (办事人): who asks, and what he may. A right (权限) such as "enterprise.edit" holds over the whole store or
// over units, through a relation (关系) that the record has to a unit: owner, responsible, lead, assisting, contact,
// verifier, source. Deny by default; this is the one place that decides. Which role has which right is
// feature/account's.
#pragma once

#include <memory>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "platform/db/database.hpp"

namespace guatu::api {

struct Relation {
  std::string kind;  // "lead"
  std::string unit;  // unit id
};

struct Holding {
  std::string right;
  std::vector<std::string> relations;        // which relations it works through; empty: over the whole store
  std::set<std::string, std::less<>> units;  // the person's subtree, and the person's own names, for relations
};

struct Caller {
  std::string account;  // empty: nobody is logged in
  std::string session;
  db::Actor actor;  // as the journal will name him, with the leader a secretary acts for
  std::shared_ptr<const std::vector<Holding>> holdings;  // shared: asked for by every request; empty: none
  std::string person = {};  // for what leaves the store: 陆林（lulin）, of a secretary with the leader; empty: unknown

  bool is_anonymous() const { return account.empty(); }
  std::span<const Holding> held() const { return holdings ? std::span(*holdings) : std::span<const Holding>(); }
};

// Over the whole store.
bool may(const Caller& caller, std::string_view right);
// Over a record with these relations.
bool may(const Caller& caller, std::string_view right, const std::vector<Relation>& record);
// Over some record, whichever: a list may be asked for, and shows what the caller may see of it.
bool may_somewhere(const Caller& caller, std::string_view right);

}  // namespace guatu::api

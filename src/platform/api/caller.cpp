// SPDX-License-Identifier: Apache-2.0
#include "platform/api/caller.hpp"

#include <algorithm>

#include "platform/api/route.hpp"

namespace guatu::api {

bool may(const Caller& caller, std::string_view right) { return may(caller, right, {}); }

bool may(const Caller& caller, std::string_view right, const std::vector<Relation>& record) {
  if (right == kAnyone) return true;
  if (right == kSelf) return !caller.is_anonymous();
  return std::ranges::any_of(caller.held(), [&](const Holding& holding) {
    if (holding.right != right) return false;
    if (holding.relations.empty()) return true;
    return std::ranges::any_of(record, [&](const Relation& relation) {
      return std::ranges::find(holding.relations, relation.kind) != holding.relations.end() &&
             holding.units.contains(relation.unit);
    });
  });
}

bool may_somewhere(const Caller& caller, std::string_view right) {
  return may(caller, right) ||
         std::ranges::any_of(caller.held(), [&](const Holding& holding) { return holding.right == right; });
}

}  // namespace guatu::api

// SPDX-License-Identifier: Apache-2.0
// A record's ties (关系), as its feature names them, become relations that rights are judged by: one place for routes
// of several features. Nothing is refused here.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "platform/api/caller.hpp"

namespace guatu::api {

// Of anything that says what kind a tie is, and who.
template <class Tie>
std::vector<Relation> relations_from(std::vector<Tie> ties) {
  std::vector<Relation> relations;
  for (Tie& tie : ties) relations.push_back({std::string(tie.kind), std::move(tie.who)});
  return relations;
}

}  // namespace guatu::api

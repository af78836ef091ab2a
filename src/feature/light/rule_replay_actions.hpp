// SPDX-License-Identifier: Apache-2.0
// Replaying the portfolio of the store (规则试算) under a text that is not in force yet, as far as the asker may see
// it. Refuses light.replay_scope, for only projects are replayed, light.no_rule_in_force, and what parse_rule_set
// refuses.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "feature/light/light_actions.hpp"
#include "feature/light/rule_replay.hpp"

namespace guatu::lights {

// Points into itself; therefore not moved.
struct LoadedReplay {
  RuleInForce in_force;
  light::RuleSet other;
  Portfolio portfolio;
  std::unique_ptr<const Board> board;  // under the rule set in force
  Replay replay;
};

Result<std::unique_ptr<const LoadedReplay>> load_replay(const db::Reader& reader, const std::string& text, Date day,
                                                        const std::function<bool(const project::Project&)>& may_see);

}  // namespace guatu::lights

// SPDX-License-Identifier: Apache-2.0
// A proposed rule set (规则提议): which lights are red is decided by two people. One proposes a text that checks,
// another confirms it, and with that it is adopted. Refuses light.confirmed_by_proposer, light.already_confirmed.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "feature/light/rule_adoption.hpp"

namespace guatu::lights {

struct RuleProposal {
  Id<RuleProposal> id;  // name@version, as it will be adopted
  std::string name;
  std::string rule_version;
  std::string title;
  std::string scope;
  Date effective_from;
  std::optional<Date> effective_until;
  std::string text;  // TOML
  std::string proposed_by;
  Date proposed_on;
  std::string confirmed_by;  // empty: not yet
  std::optional<Date> confirmed_on;
};

// What a check says of a text: the rule set, or every hole, overlap and fault in it.
struct RuleCheck {
  std::optional<light::RuleSet> rules;
  std::vector<Problem> problems;
};
RuleCheck check_rule_text(std::string_view text);

// Refuses what parse_rule_set refuses.
Result<RuleProposal> propose(std::string text, Date effective_from, std::string_view actor, Date today);
Result<RuleProposal> confirm(RuleProposal proposal, std::string_view actor, Date today);

}  // namespace guatu::lights

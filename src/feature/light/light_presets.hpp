// SPDX-License-Identifier: Apache-2.0
// The rule sets that come with the program (预置规则): read from the texts of data/rule, kept in the order of their
// names. An office changes a copy, never a preset. Refuses a name given twice and whatever rule_toml refuses.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "engine/light/light.hpp"

namespace guatu::light {

struct RuleText {
  std::string_view place;  // data/rule/wuhan.toml
  std::string_view toml;
};

Result<std::vector<RuleSet>> rule_sets_from(std::span<const RuleText> texts);
// nullptr when no rule set has the name.
const RuleSet* find_rule_set(const std::vector<RuleSet>& rules, std::string_view name);

}  // namespace guatu::light

// SPDX-License-Identifier: Apache-2.0
#include "feature/light/light_presets.hpp"

#include <algorithm>

#include "engine/light/rule_toml.hpp"

namespace guatu::light {

Result<std::vector<RuleSet>> rule_sets_from(std::span<const RuleText> texts) {
  std::vector<RuleSet> rules;
  for (const auto& text : texts) {
    GUATU_TRY(RuleSet parsed, parse_rule_set(text.toml, text.place));
    if (find_rule_set(rules, parsed.name) != nullptr)
      return refuse(ErrorKind::conflict, std::string(text.place), "light.field_wrong",
                    {{"field", "name"}, {"value", parsed.name}});
    rules.push_back(std::move(parsed));
  }
  std::sort(rules.begin(), rules.end(), [](const RuleSet& a, const RuleSet& b) { return a.name < b.name; });
  return rules;
}

const RuleSet* find_rule_set(const std::vector<RuleSet>& rules, std::string_view name) {
  const auto found = std::find_if(rules.begin(), rules.end(), [name](const RuleSet& set) { return set.name == name; });
  return found == rules.end() ? nullptr : &*found;
}

}  // namespace guatu::light

// SPDX-License-Identifier: Apache-2.0
#include "feature/light/rule_adoption.hpp"

#include <tuple>

namespace guatu::lights {

RuleAdoption adoption_of(const light::RuleSet& rules, std::string text, Date effective_from, Date today) {
  RuleAdoption adoption;
  adoption.id.value = rules.name + "@" + rules.version;
  adoption.name = rules.name;
  adoption.rule_version = rules.version;
  adoption.title = rules.title;
  adoption.scope = rules.scope;
  adoption.effective_from = effective_from;
  adoption.effective_until = rules.effective_to;
  adoption.adopted_on = today;
  adoption.text = std::move(text);
  return adoption;
}

Result<const RuleAdoption*> in_force(const std::vector<RuleAdoption>& adoptions, std::string_view scope, Date day) {
  const RuleAdoption* latest = nullptr;
  for (const auto& adoption : adoptions) {
    if (adoption.scope != scope || day < adoption.effective_from) continue;
    if (adoption.effective_until && *adoption.effective_until < day) continue;
    if (latest == nullptr || std::tie(adoption.effective_from, adoption.adopted_on, adoption.id) >=
                                 std::tie(latest->effective_from, latest->adopted_on, latest->id))
      latest = &adoption;
  }
  if (latest == nullptr)
    return refuse(ErrorKind::not_found, "", "light.no_rule_in_force",
                  {{"scope", std::string(scope)}, {"value", format_date(day)}});
  return latest;
}

}  // namespace guatu::lights

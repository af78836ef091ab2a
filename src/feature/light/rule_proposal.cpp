// SPDX-License-Identifier: Apache-2.0
#include "feature/light/rule_proposal.hpp"

#include "engine/light/rule_toml.hpp"

namespace guatu::lights {

RuleCheck check_rule_text(std::string_view text) {
  auto rules = light::parse_rule_set(text, "");
  if (!rules) return {std::nullopt, std::move(rules.error().problems)};
  return {std::move(*rules), {}};
}

Result<RuleProposal> propose(std::string text, Date effective_from, std::string_view actor, Date today) {
  GUATU_TRY(const light::RuleSet rules, light::parse_rule_set(text, "text"));
  const RuleAdoption adoption = adoption_of(rules, std::move(text), effective_from, today);
  RuleProposal proposal;
  proposal.id.value = adoption.id.value;
  proposal.name = adoption.name;
  proposal.rule_version = adoption.rule_version;
  proposal.title = adoption.title;
  proposal.scope = adoption.scope;
  proposal.effective_from = adoption.effective_from;
  proposal.effective_until = adoption.effective_until;
  proposal.text = adoption.text;
  proposal.proposed_by = actor;
  proposal.proposed_on = today;
  return proposal;
}

Result<RuleProposal> confirm(RuleProposal proposal, std::string_view actor, Date today) {
  if (!proposal.confirmed_by.empty())
    return refuse(ErrorKind::conflict, "", "light.already_confirmed", {{"name", proposal.confirmed_by}});
  if (proposal.proposed_by == actor)
    return refuse(ErrorKind::forbidden, "", "light.confirmed_by_proposer", {{"name", proposal.proposed_by}});
  proposal.confirmed_by = actor;
  proposal.confirmed_on = today;
  return proposal;
}

}  // namespace guatu::lights

// SPDX-License-Identifier: Apache-2.0
// Rule sets as the office sees them (规则集): those proposed and those adopted, in one list; proposing and confirming.
// Refuses a name@version that was proposed or adopted already (light.rule_known), a version that is not the stored
// one, and what rule_proposal.hpp refuses.
#pragma once

#include <vector>

#include "feature/light/rule_proposal.hpp"
#include "platform/db/versioned.hpp"

namespace guatu::lights {

enum class RuleState { proposed, adopted };
inline constexpr Named<RuleState> kRuleStates[] = {{RuleState::proposed, "proposed", "待确认"},
                                                   {RuleState::adopted, "adopted", "已启用"}};
constexpr std::span<const Named<RuleState>> names_of(RuleState) { return kRuleStates; }

struct RuleSetRow {
  RuleProposal proposal;  // of a rule set adopted from the command line without proposed_by
  RuleState state = RuleState::proposed;
  std::optional<Date> adopted_on;
  std::int64_t version = 0;  // of the proposal; of the adoption when there was none
};

std::vector<RuleSetRow> load_rule_sets(const db::Reader& reader);            // by id
std::vector<RuleProposal> load_unconfirmed_rules(const db::Reader& reader);  // the oldest first
// Refuses api.no_such_record.
Result<RuleSetRow> find_rule_set_row(const db::Reader& reader, std::string_view id);

Result<RuleSetRow> propose_rule_set(db::Tx& tx, std::string text, Date effective_from);
Result<RuleSetRow> confirm_rule_set(db::Tx& tx, std::string_view id, std::int64_t expected_version);

}  // namespace guatu::lights

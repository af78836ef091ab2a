// SPDX-License-Identifier: Apache-2.0
// Rule sets as adopted (规则启用), each with its text: what was in force can be read, explained and replayed
// long after the preset has changed.
#pragma once

#include "feature/light/rule_adoption.hpp"
#include "feature/light/rule_proposal.hpp"
#include "platform/db/table.hpp"

namespace guatu::lights {

const db::Table<RuleAdoption>& rule_set_table();
const db::Table<RuleProposal>& rule_proposal_table();

}  // namespace guatu::lights

// SPDX-License-Identifier: Apache-2.0
// Adopting a rule set (启用规则), and what the board of a day needs out of the store, now or as of a journal
// position. Refuses rule sets that do not check and days without a rule in force.
#pragma once

#include <memory>
#include <string>

#include "feature/light/light_board.hpp"
#include "feature/light/rule_adoption.hpp"
#include "platform/db/history.hpp"

namespace guatu::lights {

// Parses and checks the text; refuses what parse_rule_set refuses. One entry in the journal.
Result<RuleAdoption> adopt_rule_set(db::Tx& tx, std::string text, std::string_view place, Date effective_from);

std::vector<RuleAdoption> load_adoptions(const db::Reader& reader, db::AsOf as_of = {});

// A rule set in force on `day` for projects. Refuses light.no_rule_in_force.
struct RuleInForce {
  RuleAdoption adoption;
  light::RuleSet rules;
};
Result<RuleInForce> load_rule_in_force(const db::Reader& reader, Date day, db::AsOf as_of = {});

Portfolio load_portfolio(const db::Reader& reader, db::AsOf as_of = {});

}  // namespace guatu::lights

// SPDX-License-Identifier: Apache-2.0
#include "feature/light/light_store.hpp"

namespace guatu::lights {

const db::Table<RuleAdoption>& rule_set_table() {
  static const auto kTable = db::table<RuleAdoption>(
      "rule_set", db::key("id", &RuleAdoption::id), db::column("name", &RuleAdoption::name),
      db::column("rule_version", &RuleAdoption::rule_version), db::column("title", &RuleAdoption::title),
      db::column("scope", &RuleAdoption::scope), db::column("effective_from", &RuleAdoption::effective_from),
      db::column("effective_until", &RuleAdoption::effective_until),
      db::column("adopted_on", &RuleAdoption::adopted_on), db::column("text", &RuleAdoption::text));
  return kTable;
}

const db::Table<RuleProposal>& rule_proposal_table() {
  static const auto kTable = db::table<RuleProposal>(
      "rule_proposal", db::key("id", &RuleProposal::id), db::column("name", &RuleProposal::name),
      db::column("rule_version", &RuleProposal::rule_version), db::column("title", &RuleProposal::title),
      db::column("scope", &RuleProposal::scope), db::column("effective_from", &RuleProposal::effective_from),
      db::column("effective_until", &RuleProposal::effective_until), db::column("text", &RuleProposal::text),
      db::column("proposed_by", &RuleProposal::proposed_by), db::column("proposed_on", &RuleProposal::proposed_on),
      db::column("confirmed_by", &RuleProposal::confirmed_by), db::column("confirmed_on", &RuleProposal::confirmed_on));
  return kTable;
}

}  // namespace guatu::lights

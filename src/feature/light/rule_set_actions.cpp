// SPDX-License-Identifier: Apache-2.0
#include "feature/light/rule_set_actions.hpp"

#include <map>

#include "base/json_writer.hpp"
#include "engine/light/rule_toml.hpp"
#include "feature/light/light_store.hpp"
#include "platform/journal/entry.hpp"

namespace guatu::lights {
namespace {

RuleSetRow row_of(const db::Versioned<RuleAdoption>& adopted) {
  const RuleAdoption& adoption = adopted.row;
  RuleProposal proposal{{adoption.id.value},
                        adoption.name,
                        adoption.rule_version,
                        adoption.title,
                        adoption.scope,
                        adoption.effective_from,
                        adoption.effective_until,
                        adoption.text,
                        {},
                        {},
                        {},
                        {}};
  return {std::move(proposal), RuleState::adopted, adoption.adopted_on, adopted.version};
}

std::string content_of(const RuleProposal& proposal) {
  JsonWriter json;
  json.begin_object().member("rule", proposal.id.value).member("from", format_date(proposal.effective_from));
  if (!proposal.confirmed_by.empty()) json.member("proposed_by", proposal.proposed_by);
  return json.end_object().take();
}

}  // namespace

std::vector<RuleProposal> load_unconfirmed_rules(const db::Reader& reader) {
  return db::load(reader, rule_proposal_table(), "WHERE confirmed_by = '' ORDER BY proposed_on, id");
}

std::vector<RuleSetRow> load_rule_sets(const db::Reader& reader) {
  std::map<std::string, RuleSetRow> rows;
  for (const auto& adopted : db::load_versioned(reader, rule_set_table()))
    rows.emplace(adopted.row.id.value, row_of(adopted));
  for (auto& proposal : db::load_versioned(reader, rule_proposal_table())) {
    RuleSetRow& row = rows[proposal.row.id.value];
    if (!proposal.row.confirmed_by.empty()) row.state = RuleState::adopted;
    row.version = proposal.version;
    row.proposal = std::move(proposal.row);
  }
  std::vector<RuleSetRow> list;
  for (auto& [id, row] : rows) list.push_back(std::move(row));
  return list;
}

Result<RuleSetRow> find_rule_set_row(const db::Reader& reader, std::string_view id) {
  for (auto& row : load_rule_sets(reader))
    if (row.proposal.id.value == id) return std::move(row);
  return refuse(ErrorKind::not_found, "", "api.no_such_record", {{"id", std::string(id)}});
}

Result<RuleSetRow> propose_rule_set(db::Tx& tx, std::string text, Date effective_from) {
  GUATU_TRY(RuleProposal proposal, propose(std::move(text), effective_from, tx.actor().name, tx.today()));
  if (find_rule_set_row(tx, proposal.id.value))
    return refuse(ErrorKind::conflict, "text", "light.rule_known", {{"value", proposal.id.value}});
  GUATU_TRY(const std::int64_t version, db::put_new(tx, rule_proposal_table(), proposal));
  tx.journal({"light.rule_proposed", proposal.id.value, content_of(proposal)});
  return RuleSetRow{std::move(proposal), RuleState::proposed, std::nullopt, version};
}

Result<RuleSetRow> confirm_rule_set(db::Tx& tx, std::string_view id, std::int64_t expected_version) {
  GUATU_TRY(RuleSetRow row, find_rule_set_row(tx, id));
  if (row.proposal.proposed_by.empty())
    return refuse(ErrorKind::conflict, "", "light.already_confirmed", {{"name", "—"}});
  GUATU_TRY(RuleProposal proposal, confirm(std::move(row.proposal), tx.actor().name, tx.today()));
  GUATU_TRY(const std::int64_t version, db::put_if(tx, rule_proposal_table(), proposal, expected_version));
  GUATU_TRY(const light::RuleSet rules, light::parse_rule_set(proposal.text, proposal.id.value));
  db::put(tx, rule_set_table(), adoption_of(rules, proposal.text, proposal.effective_from, tx.today()));
  tx.journal({"light.rule_adopted", proposal.id.value, content_of(proposal)});
  return RuleSetRow{std::move(proposal), RuleState::adopted, tx.today(), version};
}

}  // namespace guatu::lights

// SPDX-License-Identifier: Apache-2.0
#include "feature/light/light_actions.hpp"

#include "engine/light/rule_toml.hpp"
#include "feature/light/light_store.hpp"
#include "feature/project/project_actions.hpp"

namespace guatu::lights {
namespace {

constexpr const char* kAdopted = "light.rule_adopted";  // kind of the journal entry

}  // namespace

Result<RuleAdoption> adopt_rule_set(db::Tx& tx, std::string text, std::string_view place, Date effective_from) {
  GUATU_TRY(const light::RuleSet rules, light::parse_rule_set(text, place));
  const RuleAdoption adoption = adoption_of(rules, std::move(text), effective_from, tx.today());
  if (db::put(tx, rule_set_table(), adoption).written() == 0) return adoption;
  JsonWriter json;
  json.begin_object().member("rule", adoption.id.value).member("from", format_date(effective_from)).end_object();
  tx.journal({kAdopted, adoption.id.value, json.take()});
  return adoption;
}

std::vector<RuleAdoption> load_adoptions(const db::Reader& reader, db::AsOf as_of) {
  return db::load_at(reader, rule_set_table(), "ORDER BY effective_from, adopted_on, id", as_of);
}

Result<RuleInForce> load_rule_in_force(const db::Reader& reader, Date day, db::AsOf as_of) {
  const auto adoptions = load_adoptions(reader, as_of);
  GUATU_TRY(const RuleAdoption* adoption, in_force(adoptions, "project", day));
  GUATU_TRY(light::RuleSet rules, light::parse_rule_set(adoption->text, adoption->id.value));
  return RuleInForce{*adoption, std::move(rules)};
}

Portfolio load_portfolio(const db::Reader& reader, db::AsOf as_of) {
  return {project::load_projects(reader, as_of), project::load_project_years(reader, as_of),
          project::load_milestones(reader, as_of), project::load_adjustments(reader, as_of)};
}

}  // namespace guatu::lights

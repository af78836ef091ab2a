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

}  // namespace guatu::lights

// SPDX-License-Identifier: Apache-2.0
#include "feature/cadence/cycle_plan_actions.hpp"

#include "feature/cadence/cycle_plan_store.hpp"
#include "platform/db/row_change.hpp"

namespace guatu::cadence {

db::Versioned<CyclePlan> load_plan(const db::Reader& reader) {
  return db::find_versioned(reader, cycle_plan_table(), CyclePlan{}.id).value_or(db::Versioned<CyclePlan>{});
}

FiguresDue load_figures_due(const db::Reader& reader) {
  std::vector<FiguresDue::Change> changes;
  for (const auto& version : db::load_history(reader, cycle_plan_table(), CyclePlan{}.id.value))
    if (version.row) changes.push_back({local_date(version.recorded_at), version.row->figures_due_day});
  return FiguresDue(std::move(changes));
}

CyclePlan load_plan_at(const db::Reader& reader, db::AsOf position) {
  const auto plans = db::load_at(reader, cycle_plan_table(), "", position);
  return plans.empty() ? CyclePlan{} : plans.front();
}

Result<db::Versioned<CyclePlan>> edit_plan(db::Tx& tx, const CyclePlan& plan, std::int64_t expected_version) {
  GUATU_CHECK(check_plan(plan));
  const auto before = load_plan(tx);
  GUATU_CHECK(db::check_version("cycle_plan", before.version, expected_version));
  db::put(tx, cycle_plan_table(), plan);
  auto after = load_plan(tx);
  if (after.version != before.version)
    tx.journal({"cycle.plan_edited", "", db::change_content(cycle_plan_table(), &before.row, plan)});
  return after;
}

}  // namespace guatu::cadence

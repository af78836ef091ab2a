// SPDX-License-Identifier: Apache-2.0
#include "feature/cadence/cycle_plan_store.hpp"

namespace guatu::cadence {

const db::Table<CyclePlan>& cycle_plan_table() {
  static const auto kTable = db::table<CyclePlan>(
      "cycle_plan", db::key("id", &CyclePlan::id), db::column("weekly_on", &CyclePlan::weekly_on),
      db::column("half_month_on", &CyclePlan::half_month_on), db::column("monthly_on", &CyclePlan::monthly_on),
      db::column("planned_weeks", &CyclePlan::planned_weeks), db::column("cut_off_lead", &CyclePlan::cut_off_lead),
      db::column("reminder_lead", &CyclePlan::reminder_lead),
      db::column("figures_due_day", &CyclePlan::figures_due_day), db::column("tolerance", &CyclePlan::tolerance),
      db::column("chair", &CyclePlan::chair), db::column("place", &CyclePlan::place));
  return kTable;
}

}  // namespace guatu::cadence

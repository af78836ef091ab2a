// SPDX-License-Identifier: Apache-2.0
#include "feature/project/project_store.hpp"

namespace guatu::project {

const db::Table<Project>& project_table() {
  static const auto kTable = db::table<Project>(
      "project", db::key("id", &Project::id), db::column("national_code", &Project::national_code),
      db::column("name", &Project::name), db::column("parent", &Project::parent),
      db::column("sector", &Project::sector), db::column("cluster", &Project::cluster),
      db::column("level", &Project::level), db::column("construction_kind", &Project::construction_kind),
      db::column("stage", &Project::stage), db::column("scale_text", &Project::scale_text),
      db::column("years_text", &Project::years_text), db::column("total_investment", &Project::total_investment),
      db::column("funding_source", &Project::funding_source), db::column("invested_before", &Project::invested_before),
      db::column("owner", &Project::owner), db::column("responsible", &Project::responsible),
      db::column("department", &Project::department), db::column("contact_leader", &Project::contact_leader),
      db::column("project_lead", &Project::project_lead), db::column("task_force", &Project::task_force),
      db::column("planned_start", &Project::planned_start), db::column("started_on_site", &Project::started_on_site),
      db::column("started_statistically", &Project::started_statistically),
      db::column("planned_finish", &Project::planned_finish), db::column("progress_text", &Project::progress_text),
      db::column("progress_on", &Project::progress_on), db::column("note", &Project::note),
      db::column("sequence", &Project::sequence));
  return kTable;
}

const db::Table<ProjectYear>& project_year_table() {
  static const auto kTable =
      db::table<ProjectYear>("project_year", db::key("project", &ProjectYear::project),
                             db::key("year", &ProjectYear::year), db::column("year_plan", &ProjectYear::year_plan),
                             db::column("plan", &ProjectYear::plan), db::column("actual", &ProjectYear::actual));
  return kTable;
}

const db::Table<Milestone>& milestone_table() {
  static const auto kTable =
      db::table<Milestone>("milestone", db::key("project", &Milestone::project),
                           db::key("sequence", &Milestone::sequence), db::column("name", &Milestone::name),
                           db::column("baseline", &Milestone::baseline), db::column("entered", &Milestone::entered),
                           db::column("actual", &Milestone::actual), db::column("note", &Milestone::note));
  return kTable;
}

const db::Table<Adjustment>& adjustment_table() {
  static const auto kTable = db::table<Adjustment>(
      "adjustment", db::key("project", &Adjustment::project), db::key("kind", &Adjustment::kind),
      db::key("approval_number", &Adjustment::approval_number), db::column("approved_on", &Adjustment::approved_on),
      db::column("year_plan_before", &Adjustment::year_plan_before),
      db::column("year_plan_after", &Adjustment::year_plan_after), db::column("reason", &Adjustment::reason));
  return kTable;
}

}  // namespace guatu::project

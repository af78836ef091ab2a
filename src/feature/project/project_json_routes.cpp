// SPDX-License-Identifier: Apache-2.0
#include "feature/project/project_json_routes.hpp"

#include "platform/api/relation.hpp"
#include "platform/api/reply.hpp"

namespace guatu::project {

const std::vector<api::RelationColumn>& relation_columns() {
  static const std::vector<api::RelationColumn> kColumns = [] {
    std::vector<api::RelationColumn> columns;
    for (const TieColumn& tie : kTieColumns) columns.push_back({tie.kind, tie.column});
    return columns;
  }();
  return kColumns;
}

Result<std::vector<api::Relation>> relations_of_path(api::Call& call) {
  GUATU_TRY(const auto found, find_project(call.reader(), id_in_path(call)));
  return api::relations_from(ties_of(found.row));
}

Id<Project> id_in_path(const api::Call& call) { return {std::string(call.parameter("id"))}; }

Result<std::int64_t> number_in_path(const api::Call& call, std::string_view parameter) {
  const auto number = api::Reading<std::int64_t>::from_text(call.parameter(parameter));
  if (number) return *number;
  return refuse(ErrorKind::not_found, "", "api.no_such_record", {{"id", std::string(call.parameter(parameter))}});
}

void write_members(JsonWriter& json, const Project& project) {
  json.member("id", project.id.value).member("national_code", project.national_code).member("name", project.name);
  api::member(json, "parent", project.parent);
  json.member("sector", project.sector).member("cluster", project.cluster).member("level", project.level);
  json.member("construction_kind", project.construction_kind).member("stage", code_of(project.stage));
  json.member("scale_text", project.scale_text).member("years_text", project.years_text);
  api::member(json, "total_investment", project.total_investment);
  json.member("funding_source", project.funding_source);
  api::member(json, "invested_before", project.invested_before);
  json.member("owner", project.owner);
  api::member(json, "responsible", project.responsible);
  api::member(json, "department", project.department);
  json.member("contact_leader", project.contact_leader).member("project_lead", project.project_lead);
  json.member("task_force", project.task_force);
  api::member(json, "planned_start", project.planned_start);
  api::member(json, "started_on_site", project.started_on_site);
  api::member(json, "started_statistically", project.started_statistically);
  api::member(json, "planned_finish", project.planned_finish);
  json.member("progress_text", project.progress_text);
  api::member(json, "progress_on", project.progress_on);
  json.member("note", project.note).member("sequence", project.sequence);
}

void write_months(JsonWriter& json, std::string_view name, const MonthlyMoney& months) {
  json.key(name).begin_array();
  for (const auto& month : months) {
    if (month)
      json.text(format_yuan(*month));
    else
      json.null();
  }
  json.end_array();
}

void write_json(JsonWriter& json, const db::Versioned<ProjectYear>& year) {
  json.begin_object().member("year", year.row.year);
  api::member(json, "year_plan", year.row.year_plan);
  write_months(json, "plan", year.row.plan);
  write_months(json, "actual", year.row.actual);
  json.member("version", year.version).end_object();
}

void write_json(JsonWriter& json, const db::Versioned<Adjustment>& adjustment) {
  json.begin_object().member("kind", code_of(adjustment.row.kind));
  json.member("approval_number", adjustment.row.approval_number);
  api::member(json, "approved_on", adjustment.row.approved_on);
  api::member(json, "year_plan_before", adjustment.row.year_plan_before);
  api::member(json, "year_plan_after", adjustment.row.year_plan_after);
  json.member("reason", adjustment.row.reason).member("version", adjustment.version).end_object();
}

http::Reply project_reply(int status, const db::Versioned<Project>& project) {
  JsonWriter json;
  json.begin_object();
  write_members(json, project.row);
  json.member("version", project.version).end_object();
  return api::entity_reply(status, json, project.version);
}

}  // namespace guatu::project

// SPDX-License-Identifier: Apache-2.0
#include "feature/project/project_routes.hpp"

#include "base/json_writer.hpp"
#include "feature/project/project_list_actions.hpp"
#include "platform/api/call.hpp"
#include "platform/api/listing.hpp"
#include "platform/api/reply.hpp"

namespace guatu::project {
namespace {

using api::Call;
using http::Method;
using http::Reply;

const api::ListColumns kColumns{
    {"sequence", "id", "name", "total_investment", "planned_start", "planned_finish", "progress_on"},
    {"sector", "cluster", "level", "stage", "responsible", "department", "parent"},
    {"name", "id", "national_code"},
    api::Kept::with_history};
const std::vector<api::RelationColumn> kRelations{{"responsible", "responsible"},
                                                  {"assisting", "department"},
                                                  {"contact", "contact_leader"},
                                                  {"project_lead", "project_lead"},
                                                  {"owner", "owner"}};

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

void write(JsonWriter& json, const db::Versioned<ProjectYear>& year) {
  json.begin_object().member("year", year.row.year);
  api::member(json, "year_plan", year.row.year_plan);
  write_months(json, "plan", year.row.plan);
  write_months(json, "actual", year.row.actual);
  json.member("version", year.version).end_object();
}

void write(JsonWriter& json, const db::Versioned<Milestone>& milestone) {
  json.begin_object().member("sequence", milestone.row.sequence).member("name", milestone.row.name);
  api::member(json, "baseline", milestone.row.baseline);
  api::member(json, "entered", milestone.row.entered);
  api::member(json, "actual", milestone.row.actual);
  json.member("note", milestone.row.note).member("version", milestone.version).end_object();
}

void write(JsonWriter& json, const db::Versioned<Adjustment>& adjustment) {
  json.begin_object().member("kind", code_of(adjustment.row.kind));
  json.member("approval_number", adjustment.row.approval_number);
  api::member(json, "approved_on", adjustment.row.approved_on);
  api::member(json, "year_plan_before", adjustment.row.year_plan_before);
  api::member(json, "year_plan_after", adjustment.row.year_plan_after);
  json.member("reason", adjustment.row.reason).member("version", adjustment.version).end_object();
}

template <class Row>
void write_all(JsonWriter& json, std::string_view name, const std::vector<db::Versioned<Row>>& rows) {
  json.key(name).begin_array();
  for (const auto& row : rows) write(json, row);
  json.end_array();
}

Result<std::vector<api::Relation>> relations_of(Call& call) {
  GUATU_TRY(const auto found, find_project(call.reader(), {std::string(call.parameter("id"))}));
  const Project& project = found.row;
  std::vector<api::Relation> relations{
      {"contact", project.contact_leader}, {"project_lead", project.project_lead}, {"owner", project.owner}};
  if (project.responsible) relations.push_back({"responsible", project.responsible->value});
  if (project.department) relations.push_back({"assisting", project.department->value});
  return relations;
}

Result<Reply> list(Call& call) {
  GUATU_TRY(const auto query, api::parse_list_query(call.request(), api::shape_of(kColumns)));
  db::PageQuery wanted = api::page_query_of(query, kColumns);
  wanted.scope = api::part_of(call.caller(), call.route().right, kRelations);
  GUATU_TRY(wanted.as_of, api::read_as_of(call.request(), call.reader()));
  const auto page = load_project_page(call.reader(), wanted);
  return api::list_reply(page.rows, page.total, query, [](JsonWriter& json, const auto& project) {
    json.begin_object();
    write_members(json, project.row);
    json.member("version", project.version).end_object();
  });
}

Result<Reply> get(Call& call) {
  GUATU_TRY(const auto detail, load_project_detail(call.reader(), {std::string(call.parameter("id"))}));
  JsonWriter json;
  json.begin_object();
  write_members(json, detail.project.row);
  json.member("version", detail.project.version);
  write_all(json, "years", detail.years);
  write_all(json, "milestones", detail.milestones);
  write_all(json, "adjustments", detail.adjustments);
  return http::json_reply(200, json.end_object().take());
}

}  // namespace

std::vector<api::Route> project_routes() {
  return {
      {.method = Method::get,
       .pattern = "/api/v1/projects",
       .right = "register.read",
       .summary = "Key projects",
       .handle = list,
       .reach = api::Reach::part,
       .freshness = api::Freshness::of_position},
      {.method = Method::get,
       .pattern = "/api/v1/projects/{id}",
       .right = "register.read",
       .summary = "One key project with its years, milestones and adjustments",
       .handle = get,
       .reach = api::Reach::record,
       .relations = relations_of,
       .freshness = api::Freshness::of_position},
  };
}

}  // namespace guatu::project

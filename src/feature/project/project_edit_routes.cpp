// SPDX-License-Identifier: Apache-2.0
#include "feature/project/project_edit_routes.hpp"

#include "feature/project/project_edit_actions.hpp"
#include "feature/project/project_json_routes.hpp"
#include "platform/api/fields.hpp"
#include "platform/api/reply.hpp"

namespace guatu::api {

// A month of a plan: null is not planned.
template <>
struct Reading<std::optional<Money>> {
  static Result<std::optional<Money>> from_json(const json::Value& value) {
    if (value.is_null()) return std::optional<Money>();
    GUATU_TRY(const Money money, read_json<Money>(value));
    return std::optional<Money>(money);
  }
};

}  // namespace guatu::api

namespace guatu::project {
namespace {

using api::Call;
using http::Method;
using http::Reply;

constexpr std::size_t kReasonMax = 400;

void read(api::Fields& fields, Project& project) {
  fields.optional_text("national_code", project.national_code, 40);
  fields.required_text("name", project.name, 200);
  fields.optional("parent", project.parent);
  fields.optional_text("sector", project.sector, 40);
  fields.optional_text("cluster", project.cluster, 80);
  fields.optional_text("level", project.level, 40);
  fields.optional_text("construction_kind", project.construction_kind, 40);
  fields.optional_text("scale_text", project.scale_text, api::kTextMax);
  fields.optional_text("years_text", project.years_text, 40);
  fields.optional("total_investment", project.total_investment);
  fields.optional_text("funding_source", project.funding_source, 200);
  fields.optional("invested_before", project.invested_before);
  fields.optional_text("owner", project.owner, 200);
  fields.optional("responsible", project.responsible);
  fields.optional("department", project.department);
  fields.optional_text("contact_leader", project.contact_leader, 40);
  fields.optional_text("project_lead", project.project_lead, 40);
  fields.optional_text("task_force", project.task_force, 100);
  fields.optional("planned_start", project.planned_start);
  fields.optional("started_on_site", project.started_on_site);
  fields.optional("started_statistically", project.started_statistically);
  fields.optional("planned_finish", project.planned_finish);
  fields.optional_text("note", project.note, api::kTextMax);
  fields.optional("sequence", project.sequence);
}

Result<Reply> post(Call& call) {
  GUATU_TRY(const json::Value body, call.body());
  api::Fields fields(body);
  Project project;
  fields.required("id", project.id);
  read(fields, project);
  fields.optional("stage", project.stage);
  GUATU_CHECK(fields.finish());
  return call.write([&](db::Tx& tx) -> Result<Reply> {
    GUATU_TRY(const auto created, create_project(tx, project));
    return std::move(project_reply(201, created).with("Location", "/api/v1/projects/" + project.id.value));
  });
}

Result<Reply> put(Call& call) {
  GUATU_TRY(const std::int64_t expected, call.expected_version());
  GUATU_TRY(const json::Value body, call.body());
  api::Fields fields(body);
  Project project;
  project.id = id_in_path(call);
  read(fields, project);
  GUATU_CHECK(fields.finish());
  return call.write([&](db::Tx& tx) -> Result<Reply> {
    GUATU_TRY(const auto edited, edit_project(tx, project, expected));
    return project_reply(200, edited);
  });
}

Result<Reply> post_stage(Call& call) {
  GUATU_TRY(const std::int64_t expected, call.expected_version());
  GUATU_TRY(const json::Value body, call.body());
  api::Fields fields(body);
  StageStep step;
  fields.required("stage", step.stage);
  fields.required("on", step.on);
  fields.required_text("reason", step.reason, kReasonMax);
  GUATU_CHECK(fields.finish());
  return call.write([&](db::Tx& tx) -> Result<Reply> {
    GUATU_TRY(const auto moved, move_project(tx, id_in_path(call), step, expected));
    return project_reply(200, moved);
  });
}

Result<std::int64_t> year_in_path(const Call& call) {
  GUATU_TRY(const std::int64_t year, number_in_path(call, "year"));
  if (year >= 1990 && year <= 2200) return year;
  return refuse(ErrorKind::not_found, "", "api.no_such_record", {{"id", std::to_string(year)}});
}

Reply year_reply(const db::Versioned<ProjectYear>& year) {
  JsonWriter json;
  write_json(json, year);
  return api::entity_reply(200, json, year.version);
}

Result<Reply> get_year(Call& call) {
  GUATU_TRY(const std::int64_t year, year_in_path(call));
  GUATU_TRY(const auto found, find_year(call.reader(), id_in_path(call), year));
  JsonWriter json;
  write_json(json, found);
  return http::json_reply(200, json.take());
}

Result<Reply> put_year(Call& call) {
  GUATU_TRY(const std::int64_t year, year_in_path(call));
  GUATU_TRY(const auto stored, find_year(call.reader(), id_in_path(call), year));
  std::int64_t expected = 0;
  if (stored.version != 0 || !call.request().header("If-Match").empty()) {
    GUATU_TRY(expected, call.expected_version());
  }
  GUATU_TRY(const json::Value body, call.body());
  api::Fields fields(body);
  YearPlan plan;
  fields.optional("year_plan", plan.year_plan);
  fields.required("plan", plan.plan);
  fields.optional_text("reason", plan.reason, kReasonMax);
  GUATU_CHECK(fields.finish());
  return call.write([&](db::Tx& tx) -> Result<Reply> {
    GUATU_TRY(const auto planned_year, plan_year(tx, id_in_path(call), year, plan, expected));
    return year_reply(planned_year);
  });
}

void read_values(api::Fields& fields, const std::string& place, CellRow& row) {
  const auto values = fields.object("values");
  if (!values) return fields.refuse("values", "api.field_missing");
  api::Fields cells(*values, place + ".values");
  for (std::size_t i = 0; i < values->size() && i < 100; ++i) {
    const std::string field(values->key_at(i));
    std::string text;
    cells.optional_text(field, text, api::kTextMax);
    row.values.emplace_back(field, std::move(text));
  }
  fields.add(cells.finish());
}

Result<Reply> patch_cells(Call& call) {
  GUATU_TRY(const json::Value body, call.body());
  api::Fields fields(body);
  CellBlock block;
  std::optional<std::int64_t> year;
  fields.optional("year", year);
  fields.optional_text("reason", block.reason, kReasonMax);
  const auto rows = fields.objects("rows");
  if (rows.empty()) fields.refuse("rows", "api.field_missing");
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const std::string place = "rows[" + std::to_string(i) + "]";
    api::Fields row_fields(rows[i], place);
    CellRow row;
    std::optional<std::int64_t> year_version;
    row_fields.required("id", row.id);
    row_fields.required("version", row.version);
    row_fields.optional("year_version", year_version);
    read_values(row_fields, place, row);
    row.year_version = year_version.value_or(0);
    fields.add(row_fields.finish());
    block.rows.push_back(std::move(row));
  }
  GUATU_CHECK(fields.finish());
  block.year = year.value_or(0);
  return call.write([&](db::Tx& tx) -> Result<Reply> {
    GUATU_TRY(const auto written, paste_cells(tx, block));
    JsonWriter json;
    json.begin_object().member("cells", written.cells).key("items").begin_array();
    for (const WrittenRow& row : written.rows) {
      json.begin_object().member("id", row.id.value).member("version", row.version);
      json.member("year_version", row.year_version).end_object();
    }
    return http::json_reply(200, json.end_array().end_object().take());
  });
}

}  // namespace

std::vector<api::Route> project_edit_routes() {
  return {
      {.method = Method::post,
       .pattern = "/api/v1/projects",
       .right = "project.edit",
       .summary = "Enter a project",
       .handle = post},
      {.method = Method::patch,
       .pattern = "/api/v1/projects/cells",
       .right = "project.edit",
       .summary = "Write a block of cells, all of it or nothing",
       .handle = patch_cells,
       .body_bytes = kCellBytesMax},
      {.method = Method::put,
       .pattern = "/api/v1/projects/{id}",
       .right = "project.edit",
       .summary = "Edit a project",
       .handle = put,
       .reach = api::Reach::record,
       .relations = relations_of_path},
      {.method = Method::post,
       .pattern = "/api/v1/projects/{id}/stage",
       .right = "project.edit",
       .summary = "Move a project to another stage",
       .handle = post_stage,
       .reach = api::Reach::record,
       .relations = relations_of_path},
      {.method = Method::get,
       .pattern = "/api/v1/projects/{id}/years/{year}",
       .right = "register.read",
       .summary = "Plan and figures of one year",
       .handle = get_year,
       .reach = api::Reach::record,
       .relations = relations_of_path,
       .freshness = api::Freshness::of_position},
      {.method = Method::put,
       .pattern = "/api/v1/projects/{id}/years/{year}",
       .right = "project.edit",
       .summary = "Set the plan of one year",
       .handle = put_year,
       .reach = api::Reach::record,
       .relations = relations_of_path},
  };
}

}  // namespace guatu::project

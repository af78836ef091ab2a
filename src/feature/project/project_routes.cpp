// SPDX-License-Identifier: Apache-2.0
#include "feature/project/project_routes.hpp"

#include <algorithm>
#include <iterator>
#include <map>

#include "feature/project/course_actions.hpp"
#include "feature/project/project_course_routes.hpp"
#include "feature/project/project_edit_routes.hpp"
#include "feature/project/project_json_routes.hpp"
#include "feature/project/project_sheet_actions.hpp"
#include "feature/project/report_actions.hpp"
#include "platform/api/exporting.hpp"
#include "platform/api/reply.hpp"

namespace guatu::project {
namespace {

using api::Call;
using http::Method;
using http::Reply;

constexpr std::size_t kShowingMax = 16'384;  // ids that one question to the store may name

const api::ListColumns kColumns{
    {"sequence", "id", "name", "total_investment", "planned_start", "planned_finish", "progress_on"},
    {"sector", "cluster", "level", "stage", "responsible", "department", "contact_leader", "project_lead", "parent"},
    {"name", "id", "national_code"},
    api::Kept::with_history};

struct Asked {
  api::ListQuery query;
  db::PageQuery wanted;
  std::int64_t year = 0;
  int month = 12;  // figures are added up to it
};

bool is_of_office(const Call& call) { return api::may(call.caller(), "trial.see"); }

Result<Asked> read_list(Call& call, const ListLights& lights) {
  Asked asked;
  api::ListShape shape = api::shape_of(kColumns);
  shape.filters.emplace_back("light");
  shape.others.emplace_back("year");
  GUATU_TRY(asked.query, api::parse_list_query(call.request(), shape));
  const Month figures = figures_month(call.reader(), call.today());
  asked.year = figures.year();
  if (const auto year = call.request().query_value("year"); year && !year->empty()) {
    const auto read = api::Reading<std::int64_t>::from_text(*year);
    if (!read) {
      const Problem& problem = read.error().problems.front();
      return refuse(ErrorKind::invalid, "year", problem.code, problem.args);
    }
    asked.year = *read;
  }
  asked.month = asked.year == figures.year() ? figures.number() : 12;
  api::ListQuery columns = asked.query;
  columns.filters.erase("light");
  asked.wanted = api::page_query_of(columns, kColumns);
  asked.wanted.scope = api::part_of(call.caller(), call.route().right, relation_columns());
  GUATU_TRY(asked.wanted.as_of, api::read_as_of(call.request(), call.reader()));
  const auto& wanted_lights = asked.query.filter("light");
  if (wanted_lights.empty()) return asked;
  if (!is_of_office(call)) GUATU_CHECK(lights.check_visible(call.reader()));
  GUATU_TRY(const auto showing, lights.showing(call.reader(), wanted_lights, call.today()));
  if (showing.size() > kShowingMax)
    return refuse(ErrorKind::too_large, "light", "project.too_many_show_it", {{"max", std::to_string(kShowingMax)}});
  db::Filter ids{"id", {}};
  for (const auto& id : showing) ids.values.push_back(id.value);
  if (ids.values.empty()) ids.values.emplace_back();  // nothing has an empty id
  asked.wanted.filters.push_back(std::move(ids));
  return asked;
}

struct Listed {
  std::vector<Project> projects;
  std::vector<std::int64_t> versions;
  std::int64_t total = 0;
  std::map<std::string_view, ProjectYear> years;
  std::map<std::string, std::int64_t, std::less<>> parts;
  std::vector<std::optional<ListedLight>> lights;
};

constexpr std::size_t kIdsAtOnce = 500;

Result<Listed> load_listed(Call& call, const Asked& asked, const ListLights& lights) {
  Listed listed;
  auto page = load_project_page(call.reader(), asked.wanted);
  listed.total = page.total;
  for (auto& row : page.rows) {
    listed.versions.push_back(row.version);
    listed.projects.push_back(std::move(row.row));
  }
  listed.lights.resize(listed.projects.size());
  if (asked.wanted.as_of) return listed;  // what was known then is the ledger; figures and lights are of now
  for (std::size_t first = 0; first < listed.projects.size(); first += kIdsAtOnce) {
    std::vector<Id<Project>> ids;
    const std::size_t end = std::min(first + kIdsAtOnce, listed.projects.size());
    for (std::size_t i = first; i < end; ++i) ids.push_back(listed.projects[i].id);
    auto belongings = load_belongings(call.reader(), ids);
    for (auto& year : belongings.years) {
      if (year.year != asked.year) continue;
      const auto project = std::ranges::find(listed.projects, year.project, &Project::id);
      listed.years.emplace(project->id.value, std::move(year));
    }
    for (const auto& parent : belongings.parents_of_parts) ++listed.parts[parent.value];
  }
  if (!is_of_office(call) && !lights.check_visible(call.reader())) return listed;
  GUATU_TRY(listed.lights, lights.of(call.reader(), listed.projects, call.today()));
  return listed;
}

void write_listed(JsonWriter& json, const Listed& listed, std::size_t index, const Asked& asked) {
  const Project& project = listed.projects[index];
  json.begin_object();
  write_members(json, project);
  json.member("version", listed.versions[index]);
  const auto& light = listed.lights[index];
  json.member("light", light ? std::optional(light->code) : std::nullopt);
  json.member("light_word", light ? light->word : "").member("light_colour", light ? light->colour : "");
  json.member("light_shape", light ? light->shape : "").member("year", asked.year);
  const auto year = listed.years.find(project.id.value);
  std::optional<Money> plan;
  std::optional<Money> invested;
  std::optional<std::string> progress;
  if (year != listed.years.end()) {
    plan = year->second.year_plan;
    if (last_reported_month(year->second.actual, asked.month) > 0)
      invested = cumulative(year->second.actual, asked.month);
    if (plan && invested && !plan->is_zero()) progress = format_decimal(ratio_of(*invested, *plan).percent(1));
  }
  api::member(json, "year_plan", plan);
  api::member(json, "invested", invested);
  json.member("progress", progress);
  const auto parts = listed.parts.find(project.id.value);
  json.member("sub_projects", parts == listed.parts.end() ? 0 : parts->second).end_object();
}

Result<Reply> list(Call& call, const ListLights& lights) {
  GUATU_TRY(const Asked asked, read_list(call, lights));
  GUATU_TRY(const Listed listed, load_listed(call, asked, lights));
  std::vector<std::size_t> indices(listed.projects.size());
  for (std::size_t i = 0; i < indices.size(); ++i) indices[i] = i;
  return api::list_reply(indices, listed.total, asked.query,
                         [&](JsonWriter& json, std::size_t index) { write_listed(json, listed, index, asked); });
}

Result<Reply> export_all(Call& call, const ListLights& lights) {
  GUATU_TRY(Asked asked, read_list(call, lights));
  asked.wanted.offset = 0;
  asked.wanted.limit = api::kExportedMax + 1;
  GUATU_TRY(const Listed listed, load_listed(call, asked, lights));
  if (listed.total > api::kExportedMax)
    return refuse(ErrorKind::too_large, "", "project.too_many_to_export",
                  {{"rows", std::to_string(listed.total)}, {"max", std::to_string(api::kExportedMax)}});
  const auto names = load_unit_names(call.reader());
  const auto name_of = [&](const std::optional<Id<unit::Unit>>& id) {
    const auto found = id ? names.find(id->value) : names.end();
    return found == names.end() ? (id ? id->value : std::string()) : found->second;
  };
  Exported exported{asked.year, asked.month, {}, api::mark_of(call)};
  for (std::size_t i = 0; i < listed.projects.size(); ++i) {
    const Project& project = listed.projects[i];
    const auto year = listed.years.find(project.id.value);
    exported.rows.push_back({&project, year == listed.years.end() ? nullptr : &year->second,
                             listed.lights[i] ? listed.lights[i]->word : "", name_of(project.responsible),
                             name_of(project.department)});
  }
  GUATU_TRY(std::string bytes, write_project_sheet(exported));
  return api::workbook_reply(std::move(bytes), "projects-" + std::to_string(asked.year) + ".xlsx");
}

void write_parts(JsonWriter& json, const std::vector<Project>& parts) {
  json.key("sub_projects").begin_array();
  for (const Project& part : parts) {
    json.begin_object().member("id", part.id.value).member("name", part.name).member("stage", code_of(part.stage));
    api::member(json, "total_investment", part.total_investment);
    json.end_object();
  }
  json.end_array();
}

void write_moves(JsonWriter& json, const std::vector<StageMove>& moves) {
  json.key("stage_moves").begin_array();
  for (const StageMove& move : moves) {
    json.begin_object().member("before", code_of(move.before)).member("after", code_of(move.after));
    json.member("on", format_date(move.moved_on)).member("reason", move.reason);
    json.member("moved_by", move.moved_by).end_object();
  }
  json.end_array();
}

Result<Reply> get(Call& call) {
  const Id<Project> id = id_in_path(call);
  GUATU_TRY(const auto detail, load_project_detail(call.reader(), id));
  JsonWriter json;
  json.begin_object();
  write_members(json, detail.project.row);
  json.member("version", detail.project.version).key("years").begin_array();
  for (const auto& year : detail.years) write_json(json, year);
  json.end_array().key("milestones").begin_array();
  for (const auto& row : load_milestone_rows(call.reader(), id)) write_milestone(json, row, call.today());
  json.end_array().key("adjustments").begin_array();
  for (const auto& adjustment : detail.adjustments) write_json(json, adjustment);
  json.end_array();
  write_parts(json, detail.parts);
  write_moves(json, load_stage_moves(call.reader(), id));
  return http::json_reply(200, json.member("matter_count", detail.matters).end_object().take());
}

Result<Reply> get_curve(Call& call) {
  api::Parameters parameters(call.request());
  std::optional<std::int64_t> asked;
  parameters.optional("year", asked);
  GUATU_CHECK(parameters.finish());
  GUATU_TRY(const auto detail, load_project_detail(call.reader(), id_in_path(call)));
  const std::int64_t year = asked.value_or(figures_month(call.reader(), call.today()).year());
  ProjectYear none;
  const auto found = std::ranges::find(detail.years, year, [](const auto& one) { return one.row.year; });
  const ProjectYear& row = found == detail.years.end() ? none : found->row;
  JsonWriter json;
  json.begin_object().member("year", year);
  api::member(json, "year_plan", row.year_plan);
  json.key("months").begin_array();
  for (int month = 1; month <= 12; ++month) {
    const auto upto = [&](const MonthlyMoney& months) {
      return last_reported_month(months, 12) < month ? std::nullopt : std::optional(cumulative(months, month));
    };
    json.begin_object().member("month", std::to_string(year) + (month < 10 ? "-0" : "-") + std::to_string(month));
    api::member(json, "plan", upto(row.plan));
    api::member(json, "actual", upto(row.actual));
    json.end_object();
  }
  return http::json_reply(200, json.end_array().end_object().take());
}

Result<Reply> get_history(Call& call) {
  return items_reply(load_project_history(call.reader(), id_in_path(call)),
                     [](JsonWriter& json, const HistoryItem& item) {
                       json.begin_object().member("position", item.position);
                       json.member("recorded_at", format_instant(item.recorded_at)).member("actor", item.author.actor);
                       json.member("on_behalf_of", item.author.on_behalf_of).member("kind", item.author.kind);
                       json.member("entity", item.entity).member("id", item.id).member("version", item.version);
                       json.key("changes").begin_array();
                       for (const FieldChange& change : item.changes) {
                         json.begin_object().member("field", change.field).key("before").raw(change.before);
                         json.key("after").raw(change.after).end_object();
                       }
                       json.end_array().end_object();
                     });
}

}  // namespace

std::vector<api::Route> project_routes(ListLights lights) {
  std::vector<api::Route> routes{
      {.method = Method::get,
       .pattern = "/api/v1/projects",
       .right = "register.read",
       .summary = "Key projects",
       .handle = [lights](Call& call) { return list(call, lights); },
       .reach = api::Reach::part,
       .freshness = api::Freshness::of_position},
      {.method = Method::get,
       .pattern = "/api/v1/projects.xlsx",
       .right = "register.read",
       .summary = "All projects that a list shows, as a workbook",
       .handle = [lights](Call& call) { return export_all(call, lights); },
       .reach = api::Reach::part},
      {.method = Method::get,
       .pattern = "/api/v1/projects/{id}",
       .right = "register.read",
       .summary = "One key project with its years, milestones and adjustments",
       .handle = get,
       .reach = api::Reach::record,
       .relations = relations_of_path,
       .freshness = api::Freshness::of_position},
      {.method = Method::get,
       .pattern = "/api/v1/projects/{id}/curve",
       .right = "register.read",
       .summary = "Plan and actual of a year, added up month by month",
       .handle = get_curve,
       .reach = api::Reach::record,
       .relations = relations_of_path,
       .freshness = api::Freshness::of_position},
      {.method = Method::get,
       .pattern = "/api/v1/projects/{id}/history",
       .right = "register.read",
       .summary = "Every change of a project and what belongs to it",
       .handle = get_history,
       .reach = api::Reach::record,
       .relations = relations_of_path,
       .freshness = api::Freshness::of_position},
  };
  for (auto& more : {project_edit_routes(), project_course_routes()})
    std::ranges::copy(more, std::back_inserter(routes));
  return routes;
}

}  // namespace guatu::project

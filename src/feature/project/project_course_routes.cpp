// SPDX-License-Identifier: Apache-2.0
#include "feature/project/project_course_routes.hpp"

#include <algorithm>
#include <iterator>

#include "feature/project/adjustment_actions.hpp"
#include "feature/project/photo_routes.hpp"
#include "feature/project/project_json_routes.hpp"
#include "platform/api/fields.hpp"
#include "platform/api/reply.hpp"

namespace guatu::project {
namespace {

using api::Call;
using http::Method;
using http::Reply;

constexpr std::size_t kReasonMax = 400;
constexpr std::size_t kNumberMax = 80;

std::string path_of(const Call& call, std::string_view collection, std::int64_t sequence) {
  return "/api/v1/projects/" + id_in_path(call).value + "/" + std::string(collection) + "/" + std::to_string(sequence);
}

// ---- month reports ----

void write(JsonWriter& json, const TimedReport& timed, std::string_view current) {
  const MonthReport& report = timed.report;
  json.begin_object().member("month", format_month(report.month)).member("sequence", report.sequence);
  json.member("actual", format_yuan(report.actual)).member("progress_text", report.progress_text);
  json.member("reason", report.reason);
  api::member(json, "reported_on", report.reported_on);
  json.member("reported_by", report.reported_by).key("is_late").boolean(timed.is_late);
  json.key("is_current").raw(current).end_object();
}

Result<Reply> list_reports(Call& call) {
  GUATU_TRY(const auto list, load_reports(call.reader(), id_in_path(call), call.today()));
  JsonWriter json;
  json.begin_object().key("items").begin_array();
  for (std::size_t i = 0; i < list.reports.size(); ++i) {
    const bool is_last =
        i + 1 == list.reports.size() || list.reports[i + 1].report.month != list.reports[i].report.month;
    write(json, list.reports[i], is_last ? "true" : "false");
  }
  json.end_array().key("missing").begin_array();
  for (const Month month : list.missing) json.text(format_month(month));
  return http::json_reply(200, json.end_array().end_object().take());
}

Result<Reply> post_report(Call& call) {
  GUATU_TRY(const json::Value body, call.body());
  api::Fields fields(body);
  MonthReport report;
  fields.required("month", report.month);
  fields.required("actual", report.actual);
  fields.optional_text("progress_text", report.progress_text, api::kTextMax);
  fields.optional_text("reason", report.reason, kReasonMax);
  GUATU_CHECK(fields.finish());
  return call.write([&](db::Tx& tx) -> Result<Reply> {
    GUATU_TRY(const auto kept, report_month(tx, id_in_path(call), report));
    JsonWriter json;
    write(json, kept, "true");
    return http::json_reply(201, json.take());
  });
}

// ---- milestones ----

Reply milestones_reply(const std::vector<MilestoneRow>& rows, Date today) {
  return items_reply(rows, [&](JsonWriter& json, const MilestoneRow& row) { write_milestone(json, row, today); });
}

Reply milestone_reply(int status, const MilestoneRow& row, Date today) {
  JsonWriter json;
  write_milestone(json, row, today);
  return api::entity_reply(status, json, row.milestone.version);
}

Result<Reply> list_milestones(Call& call) {
  return milestones_reply(load_milestone_rows(call.reader(), id_in_path(call)), call.today());
}

void read(api::Fields& fields, Milestone& milestone) {
  fields.required_text("name", milestone.name, 100);
  fields.optional("baseline", milestone.baseline);
  fields.optional("entered", milestone.entered);
  fields.optional("actual", milestone.actual);
  fields.optional_text("note", milestone.note, kReasonMax);
}

Result<Reply> post_milestone(Call& call) {
  GUATU_TRY(const json::Value body, call.body());
  api::Fields fields(body);
  Milestone milestone;
  milestone.project = id_in_path(call);
  read(fields, milestone);
  GUATU_CHECK(fields.finish());
  return call.write([&](db::Tx& tx) -> Result<Reply> {
    GUATU_TRY(const auto added, add_milestone(tx, milestone));
    return std::move(milestone_reply(201, added, call.today())
                         .with("Location", path_of(call, "milestones", added.milestone.row.sequence)));
  });
}

Result<Reply> put_milestone(Call& call) {
  GUATU_TRY(const std::int64_t sequence, number_in_path(call, "sequence"));
  GUATU_TRY(const std::int64_t expected, call.expected_version());
  GUATU_TRY(const json::Value body, call.body());
  api::Fields fields(body);
  MilestoneEdit edit;
  edit.milestone.project = id_in_path(call);
  edit.milestone.sequence = sequence;
  read(fields, edit.milestone);
  fields.optional_text("approval_number", edit.approval_number, kNumberMax);
  fields.optional_text("reason", edit.reason, kReasonMax);
  GUATU_CHECK(fields.finish());
  const Editor editor = api::may(call.caller(), "project.edit") ? Editor::office : Editor::unit;
  return call.write([&](db::Tx& tx) -> Result<Reply> {
    GUATU_TRY(const auto edited, edit_milestone(tx, edit, editor, expected));
    return milestone_reply(200, edited, call.today());
  });
}

Result<std::string> reason_in_body(Call& call) {
  GUATU_TRY(const json::Value body, call.body());
  api::Fields fields(body);
  std::string reason;
  fields.required_text("reason", reason, kReasonMax);
  GUATU_CHECK(fields.finish());
  return reason;
}

Result<Reply> delete_milestone(Call& call) {
  GUATU_TRY(const std::int64_t sequence, number_in_path(call, "sequence"));
  GUATU_TRY(const std::int64_t expected, call.expected_version());
  GUATU_TRY(const std::string reason, reason_in_body(call));
  return call.write([&](db::Tx& tx) -> Result<Reply> {
    GUATU_TRY(const auto left, withdraw_milestone(tx, id_in_path(call), sequence, reason, expected));
    return milestones_reply(left, call.today());
  });
}

// ---- adjustments ----

void write(JsonWriter& json, const db::Versioned<AdjustmentRequest>& request) {
  const AdjustmentRequest& row = request.row;
  json.begin_object().member("sequence", row.sequence).member("kind", code_of(row.kind)).member("year", row.year);
  json.member("state", code_of(row.state)).member("reason", row.reason);
  api::member(json, "year_plan_before", row.year_plan_before);
  api::member(json, "year_plan_after", row.year_plan_after);
  json.member("asked_by", row.asked_by).member("asked_on", format_date(row.asked_on));
  json.member("decided_by", row.decided_by);
  api::member(json, "decided_on", row.decided_on);
  json.member("approval_number", row.approval_number).member("decision_note", row.decision_note);
  json.member("version", request.version).end_object();
}

Reply request_reply(int status, const db::Versioned<AdjustmentRequest>& request) {
  JsonWriter json;
  write(json, request);
  return api::entity_reply(status, json, request.version);
}

Result<Reply> list_adjustments(Call& call) {
  return items_reply(load_requests(call.reader(), id_in_path(call)),
                     [](JsonWriter& json, const auto& request) { write(json, request); });
}

Result<Reply> post_adjustment(Call& call) {
  GUATU_TRY(const json::Value body, call.body());
  api::Fields fields(body);
  AdjustmentRequest request;
  request.project = id_in_path(call);
  fields.required("kind", request.kind);
  fields.required("year", request.year);
  fields.optional("year_plan_after", request.year_plan_after);
  fields.required_text("reason", request.reason, kReasonMax);
  GUATU_CHECK(fields.finish());
  return call.write([&](db::Tx& tx) -> Result<Reply> {
    GUATU_TRY(const auto asked, ask_adjustment(tx, request));
    return std::move(request_reply(201, asked).with("Location", path_of(call, "adjustments", asked.row.sequence)));
  });
}

Result<Reply> post_decision(Call& call) {
  GUATU_TRY(const std::int64_t sequence, number_in_path(call, "sequence"));
  GUATU_TRY(const std::int64_t expected, call.expected_version());
  GUATU_TRY(const json::Value body, call.body());
  api::Fields fields(body);
  Decision decision;
  decision.state = RequestState::asked;
  fields.required("decision", decision.state);
  if (decision.state == RequestState::asked)
    fields.refuse("decision", "api.unknown_choice", {{"value", "asked"}, {"choices", "approved, refused"}});
  fields.optional_text("approval_number", decision.approval_number, kNumberMax);
  fields.optional_text("note", decision.note, kReasonMax);
  GUATU_CHECK(fields.finish());
  return call.write([&](db::Tx& tx) -> Result<Reply> {
    GUATU_TRY(const auto decided, decide_adjustment(tx, id_in_path(call), sequence, decision, expected));
    return request_reply(200, decided);
  });
}

void write(JsonWriter& json, std::string_view name, const Denominator& denominator) {
  const auto completion = denominator.completion();
  json.key(name).begin_object().member("projects", denominator.projects);
  json.member("plan", format_yuan(denominator.plan)).member("invested", format_yuan(denominator.invested));
  json.member("completion", completion ? std::optional(format_decimal(completion->percent(1))) : std::nullopt);
  json.end_object();
}

Result<Reply> get_denominators(Call& call) {
  api::Parameters parameters(call.request());
  std::int64_t year = 0;
  parameters.required("year", year);
  GUATU_CHECK(parameters.finish());
  const auto named = load_denominators(call.reader(), year, call.today());
  JsonWriter json;
  json.begin_object().member("year", year).member("fixed_on", format_date(named.denominators.fixed_on));
  write(json, "original", named.denominators.original);
  write(json, "adjusted", named.denominators.adjusted);
  json.key("adjustments").begin_array();
  for (std::size_t i = 0; i < named.names.size(); ++i) {
    const Adjustment& adjustment = named.denominators.adjustments[i];
    json.begin_object().member("project", adjustment.project.value).member("name", named.names[i]);
    json.member("kind", code_of(adjustment.kind)).member("approval_number", adjustment.approval_number);
    api::member(json, "approved_on", adjustment.approved_on);
    api::member(json, "year_plan_before", adjustment.year_plan_before);
    api::member(json, "year_plan_after", adjustment.year_plan_after);
    json.member("reason", adjustment.reason).end_object();
  }
  return http::json_reply(200, json.end_array().end_object().take());
}

// ---- the table ----

api::Route over_project(Method method, std::string_view pattern, std::string_view right, std::string_view summary,
                        api::Handling handle) {
  api::Route route{.method = method,
                   .pattern = pattern,
                   .right = right,
                   .summary = summary,
                   .handle = std::move(handle),
                   .reach = api::Reach::record,
                   .relations = relations_of_path};
  if (method == Method::get) route.freshness = api::Freshness::of_position;
  return route;
}

}  // namespace

void write_milestone(JsonWriter& json, const MilestoneRow& row, Date today) {
  const Milestone& milestone = row.milestone.row;
  json.begin_object().member("sequence", milestone.sequence).member("name", milestone.name);
  api::member(json, "baseline", milestone.baseline);
  api::member(json, "entered", milestone.entered);
  api::member(json, "actual", milestone.actual);
  json.member("note", milestone.note).key("is_overdue").boolean(milestone.is_overdue(today));
  json.key("baseline_before").begin_array();
  for (const BaselineChange& change : row.baselines) {
    json.begin_object();
    api::member(json, "before", change.before);
    api::member(json, "after", change.after);
    json.member("approval_number", change.approval_number).member("reason", change.reason);
    json.member("changed_on", format_date(change.changed_on)).member("changed_by", change.changed_by).end_object();
  }
  json.end_array().member("version", row.milestone.version).end_object();
}

std::vector<api::Route> project_course_routes() {
  std::vector<api::Route> routes{
      over_project(Method::get, "/api/v1/projects/{id}/reports", "register.read",
                   "What was reported of each month, corrected values too", list_reports),
      over_project(Method::post, "/api/v1/projects/{id}/reports", "project.report",
                   "Report a month, or correct what was reported of it", post_report),
      over_project(Method::get, "/api/v1/projects/{id}/milestones", "register.read", "Milestones of a project",
                   list_milestones),
      over_project(Method::post, "/api/v1/projects/{id}/milestones", "project.milestone", "Add a milestone",
                   post_milestone),
      over_project(Method::put, "/api/v1/projects/{id}/milestones/{sequence}", "project.milestone",
                   "Change a milestone", put_milestone),
      over_project(Method::del, "/api/v1/projects/{id}/milestones/{sequence}", "project.edit",
                   "Withdraw a milestone; its history stays", delete_milestone),
      over_project(Method::get, "/api/v1/projects/{id}/adjustments", "register.read",
                   "Adjustments asked for, and how they were decided", list_adjustments),
      over_project(Method::post, "/api/v1/projects/{id}/adjustments", "project.adjust", "Ask for an adjustment",
                   post_adjustment),
      over_project(Method::post, "/api/v1/projects/{id}/adjustments/{sequence}/decision", "project.decide",
                   "Decide an adjustment that another person asked for", post_decision),
      {.method = Method::get,
       .pattern = "/api/v1/projects/denominators",
       .right = "register.read",
       .summary = "What the portfolio is measured by, before and after its adjustments",
       .handle = get_denominators,
       .freshness = api::Freshness::of_position},
  };
  std::ranges::move(photo_routes(), std::back_inserter(routes));
  return routes;
}

}  // namespace guatu::project

// SPDX-License-Identifier: Apache-2.0
#include "feature/light/project_light_routes.hpp"

#include "base/json_writer.hpp"
#include "feature/light/project_light_actions.hpp"
#include "feature/light/style_json.hpp"
#include "platform/api/call.hpp"
#include "platform/api/fields.hpp"
#include "platform/api/listing.hpp"
#include "platform/api/relation.hpp"
#include "platform/api/reply.hpp"

namespace guatu::lights {
namespace {

using api::Call;
using http::Method;
using http::Reply;
using project::ProjectNote;

Id<project::Project> id_in_path(const Call& call) { return {std::string(call.parameter("id"))}; }

Result<std::vector<api::Relation>> relations_of(Call& call) {
  GUATU_TRY(auto ties, load_ties(call.reader(), id_in_path(call)));
  return api::relations_from(std::move(ties));
}

void write_override(JsonWriter& json, const std::optional<ProjectNote>& note) {
  json.key("override");
  if (!note) {
    json.null();
    return;
  }
  json.begin_object().member("note", note->sequence).member("light", *note->light).member("reason", note->reason);
  json.member("set_by", note->written_by);
  api::member(json, "first", note->first);
  api::member(json, "last", note->last);
  json.end_object();
}

Result<Reply> get_light(Call& call) {
  api::Parameters parameters(call.request());
  std::optional<Date> day;
  std::optional<std::string> rule;
  parameters.optional("day", day);
  parameters.optional("rule", rule);
  GUATU_CHECK(parameters.finish());
  const auto tongue = call.language() == message::Language::english ? light::Tongue::english : light::Tongue::chinese;
  const Date judged = day.value_or(call.today());
  const auto audience = api::may(call.caller(), "trial.see") ? trial::Audience::office : trial::Audience::everybody;
  GUATU_CHECK(check_visible(call.reader(), audience));
  GUATU_TRY(const auto explained, explain_project(call.reader(), id_in_path(call), rule.value_or(""), judged, tongue));
  JsonWriter json;
  json.begin_object().member("project", id_in_path(call).value).member("day", format_date(judged));
  json.member("month", format_month(explained.month)).key("rule");
  write_rule(json, explained.rule.adoption);
  json.member("shown", explained.rule.rules.lights[explained.shown].code);
  json.member("computed", explained.rule.rules.lights[explained.computed].code).key("styles");
  write_styles(json, explained.rule.rules);
  write_override(json, explained.by_hand);
  json.key("explanations").begin_array();
  for (const auto& explanation : explained.explanations) light::write_explanation(json, explanation);
  return http::json_reply(200, json.end_array().end_object().take());
}

void write(JsonWriter& json, const db::Versioned<ProjectNote>& note, Date today) {
  const ProjectNote& row = note.row;
  json.begin_object().member("sequence", row.sequence).member("text", row.text).member("written_by", row.written_by);
  json.member("written_on", format_date(row.written_on)).member("light", row.light).member("reason", row.reason);
  api::member(json, "first", row.first);
  api::member(json, "last", row.last);
  api::member(json, "ended_on", row.ended_on);
  json.member("ended_by", row.ended_by).key("is_in_force").boolean(row.is_in_force(today));
  json.member("version", note.version).end_object();
}

Reply note_reply(int status, const db::Versioned<ProjectNote>& note, Date today) {
  JsonWriter json;
  write(json, note, today);
  return api::entity_reply(status, json, note.version);
}

Result<Reply> list_notes(Call& call) {
  JsonWriter json;
  json.begin_object().key("items").begin_array();
  for (const auto& note : load_project_notes(call.reader(), id_in_path(call))) write(json, note, call.today());
  return http::json_reply(200, json.end_array().end_object().take());
}

Result<Reply> post_note(Call& call) {
  GUATU_TRY(const json::Value body, call.body());
  api::Fields fields(body);
  ProjectNote note;
  note.project = id_in_path(call);
  fields.required_text("text", note.text, 1000);
  fields.optional("light", note.light);
  fields.optional_text("reason", note.reason, 400);
  fields.optional("last", note.last);
  GUATU_CHECK(fields.finish());
  return call.write([&](db::Tx& tx) -> Result<Reply> {
    GUATU_TRY(const auto written, write_project_note(tx, note));
    return note_reply(201, written, call.today());
  });
}

Result<Reply> post_end(Call& call) {
  GUATU_TRY(const std::int64_t expected, call.expected_version());
  const auto sequence = api::Reading<std::int64_t>::from_text(call.parameter("sequence"));
  if (!sequence)
    return refuse(ErrorKind::not_found, "", "api.no_such_record", {{"id", std::string(call.parameter("sequence"))}});
  return call.write([&](db::Tx& tx) -> Result<Reply> {
    GUATU_TRY(const auto ended, end_project_note(tx, id_in_path(call), *sequence, expected));
    return note_reply(200, ended, call.today());
  });
}

}  // namespace

std::vector<api::Route> project_light_routes() {
  return {
      {.method = Method::get,
       .pattern = "/api/v1/projects/{id}/light",
       .right = "register.read",
       .summary = "Why the light of a project is what it is",
       .handle = get_light,
       .reach = api::Reach::record,
       .relations = relations_of,
       .freshness = api::Freshness::of_position},
      {.method = Method::get,
       .pattern = "/api/v1/projects/{id}/notes",
       .right = "register.read",
       .summary = "Notes of leaders, with the lights they set",
       .handle = list_notes,
       .reach = api::Reach::record,
       .relations = relations_of,
       .freshness = api::Freshness::of_position},
      {.method = Method::post,
       .pattern = "/api/v1/projects/{id}/notes",
       .right = "project.note",
       .summary = "Write a note, and set a light by hand until a day",
       .handle = post_note,
       .reach = api::Reach::record,
       .relations = relations_of},
      {.method = Method::post,
       .pattern = "/api/v1/projects/{id}/notes/{sequence}/end",
       .right = "project.note",
       .summary = "End a light that was set by hand",
       .handle = post_end,
       .reach = api::Reach::record,
       .relations = relations_of},
  };
}

}  // namespace guatu::lights

// SPDX-License-Identifier: Apache-2.0
// The to-do list of whoever asks, reminders for the office, and who signs inside a unit.
#include <fmt/format.h>

#include <algorithm>

#include "feature/matter/matter_json_routes.hpp"
#include "feature/matter/reminder.hpp"
#include "feature/matter/todo_actions.hpp"
#include "platform/api/fields.hpp"
#include "platform/api/listing.hpp"
#include "platform/api/reply.hpp"

namespace guatu::matter {
namespace {

using api::Call;
using http::Method;
using http::Reply;

constexpr std::int64_t kWithinDays = 3;
constexpr std::int64_t kWithinDaysMost = 60;

void write_what(JsonWriter& json, const std::optional<loop::Act>& act) {
  json.key("act");
  if (act)
    json.text(code_of(*act));
  else
    json.null();
  json.member("word", act ? chinese_of(*act) : std::string_view());
}

void write_line(JsonWriter& json, const TodoLine& line, const Ground& ground, Date today) {
  const auto* kind = loop::find_kind(ground.kinds, line.kind);
  json.begin_object().member("matter", line.matter.value);
  json.member("kind", kind == nullptr ? line.kind : kind->code)
      .member("kind_word", line.kind)
      .member("text", line.text);
  json.member("state", code_of(line.state)).member("state_word", chinese_of(line.state));
  write_what(json, line.act);
  api::member(json, "unit", line.unit);
  api::member(json, "since", line.since);
  api::member(json, "due", line.due);
  json.member("provisional", line.is_provisional);
  const bool is_late = line.due && *line.due < today && is_running_in(line.state, line.side_state);
  json.member("overdue_days", is_late ? (today - *line.due).count() : 0);
  api::member(json, "matter_due", line.matter_due);
  api::member(json, "original_due", line.original_due);
  api::member(json, "on", line.on);
  api::member(json, "lead", line.lead);
  json.end_object();
}

Result<Reply> list_todos(const Ground& ground, Call& call) {
  GUATU_TRY(const auto query, api::parse_list_query(call.request(), {.sorts = {"due"}, .filters = {"box"}}));
  Box box = Box::waiting;
  if (const auto& asked = query.filter("box"); !asked.empty()) {
    GUATU_TRY(box, api::Reading<Box>::from_text(asked.front()));
  }
  const Party party = party_of(call.caller(), call.reader());
  const auto page = load_todos(call.reader(), party, box, query.offset(), query.page_size);
  return api::list_reply(page.lines, page.total, query,
                         [&](JsonWriter& json, const TodoLine& line) { write_line(json, line, ground, call.today()); });
}

void write_unit(JsonWriter& json, const UnitReminder& reminder, Date today) {
  std::vector<ReminderLine> lines;
  std::int64_t overdue = 0;
  for (const auto& item : reminder.items) {
    lines.push_back({item.duty.matter.value, item.text, std::string(chinese_of(*item.duty.act)), item.duty.due});
    if (item.duty.due < today) ++overdue;
  }
  const auto near = static_cast<std::int64_t>(lines.size()) - overdue;
  json.begin_object().member("unit", reminder.unit.id.value).member("unit_name", reminder.unit.shown_name());
  json.member("overdue", overdue).member("near", near);
  json.member("text", reminder_text(reminder.unit.shown_name(), lines, today)).key("items").begin_array();
  for (const auto& item : reminder.items) {
    const auto left = (item.duty.due - today).count();
    json.begin_object().member("matter", item.duty.matter.value).member("text", item.text);
    write_what(json, item.duty.act);
    json.member("due", format_date(item.duty.due)).member("days_left", std::max<std::int64_t>(left, 0));
    json.member("overdue_days", std::max<std::int64_t>(-left, 0)).member("reminders", item.reminders).end_object();
  }
  json.end_array().end_object();
}

Result<Reply> list_reminders(Call& call) {
  api::Parameters parameters(call.request());
  std::optional<std::int64_t> within;
  parameters.optional("within", within);
  if (within && (*within < 0 || *within > kWithinDaysMost))
    parameters.refuse("within", "matter.bad_within",
                      {{"value", std::to_string(*within)}, {"max", std::to_string(kWithinDaysMost)}});
  GUATU_CHECK(parameters.finish());
  const Date today = call.today();
  const Date until = today + std::chrono::days(within.value_or(kWithinDays));
  JsonWriter json;
  json.begin_object().member("day", format_date(today)).key("units").begin_array();
  for (const auto& reminder : load_reminders(call.reader(), until)) write_unit(json, reminder, today);
  return http::json_reply(200, json.end_array().end_object().take());
}

Reply signing_reply(const db::Versioned<Signing>& signing) {
  JsonWriter json;
  json.begin_object().member("unit", signing.row.unit.value).key("levels").begin_array();
  for (const auto level : signing.row.chain()) {
    json.begin_object().member("level", code_of(level));
    api::member(json, "people", signing.row.people(level));
    json.end_object();
  }
  json.end_array().member("version", signing.version).end_object();
  return api::entity_reply(200, json, signing.version);
}

Id<unit::Unit> unit_in_path(const Call& call) { return {std::string(call.parameter("id"))}; }

Result<Reply> get_signing(Call& call) {
  GUATU_TRY(const auto signing, find_signing(call.reader(), unit_in_path(call)));
  return signing_reply(signing);
}

Result<Reply> put_signing(Call& call) {
  GUATU_TRY(const std::int64_t expected, call.expected_version());
  GUATU_TRY(const json::Value body, call.body());
  api::Fields fields(body);
  std::vector<SigningLevel> levels;
  const auto objects = fields.objects("levels");
  for (std::size_t i = 0; i < objects.size(); ++i) {
    api::Fields one(objects[i], "levels[" + std::to_string(i) + "]");
    SigningLevel level;
    one.required("level", level.level);
    one.required("people", level.people);
    fields.add(one.finish());
    levels.push_back(std::move(level));
  }
  GUATU_CHECK(fields.finish());
  return call.write([&](db::Tx& tx) -> Result<Reply> {
    GUATU_TRY(const auto signing, set_signing(tx, unit_in_path(call), levels, expected));
    return signing_reply(signing);
  });
}

}  // namespace

std::vector<api::Route> todo_routes(const SharedGround& ground) {
  return {
      {.method = Method::get,
       .pattern = "/api/v1/todos",
       .right = api::kSelf,
       .summary = "What waits for the caller, what he has done, what he has started",
       .handle = [ground](Call& call) { return list_todos(*ground, call); },
       .freshness = api::Freshness::of_position},
      {.method = Method::get,
       .pattern = "/api/v1/matters/reminders",
       .right = "matter.office",
       .summary = "Who has to be reminded today, unit by unit, with a text ready to copy",
       .handle = list_reminders,
       .freshness = api::Freshness::of_position},
      {.method = Method::get,
       .pattern = "/api/v1/units/{id}/signing",
       .right = "unit.read",
       .summary = "Who signs inside a unit before anything leaves it",
       .handle = get_signing},
      {.method = Method::put,
       .pattern = "/api/v1/units/{id}/signing",
       .right = "unit.edit",
       .summary = "Set who signs inside a unit",
       .handle = put_signing},
  };
}

}  // namespace guatu::matter

// SPDX-License-Identifier: Apache-2.0
#include "feature/cycle/cycle_routes.hpp"

#include "base/json_writer.hpp"
#include "base/version.hpp"
#include "feature/cycle/cycle_edit_actions.hpp"
#include "feature/cycle/cycle_json.hpp"
#include "feature/cycle/cycle_reading_routes.hpp"
#include "feature/cycle/missing_actions.hpp"
#include "platform/api/call.hpp"
#include "platform/api/fields.hpp"
#include "platform/api/listing.hpp"
#include "platform/api/reply.hpp"

namespace guatu::cycle {
namespace {

using api::Call;
using http::Method;
using http::Reply;

constexpr std::size_t kNameMax = 100;
constexpr std::size_t kAgendaTextMax = 1000;

enum class ItemKind { last, due, fresh };
inline constexpr Named<ItemKind> kItemKinds[] = {
    {ItemKind::last, kLastItem, kLastItem}, {ItemKind::due, kDueItem, kDueItem}, {ItemKind::fresh, kNewItem, kNewItem}};
constexpr std::span<const Named<ItemKind>> names_of(ItemKind) { return kItemKinds; }

Id<Cycle> id_in_path(const Call& call) { return {std::string(call.parameter("id"))}; }

void write_agenda(JsonWriter& json, std::string_view name, const std::vector<AgendaItem>& agenda,
                  const CycleDetail& detail) {
  json.key(name).begin_array();
  for (const auto& item : agenda) {
    const auto matter = item.matter ? detail.matters.find(item.matter->value) : detail.matters.end();
    const bool is_known = matter != detail.matters.end();
    json.begin_object().member("sequence", item.sequence).member("kind", item.kind).member("text", item.text);
    api::member(json, "matter", item.matter);
    json.member("speaker", item.speaker);
    json.member("matter_state",
                is_known ? std::optional<std::string_view>(code_of(matter->second.state)) : std::nullopt);
    api::member(json, "matter_due", is_known ? matter->second.due : std::nullopt);
    json.end_object();
  }
  json.end_array();
}

void write_reminders(JsonWriter& json, const std::vector<Reminder>& reminders) {
  json.key("reminders").begin_array();
  for (const auto& reminder : reminders) {
    json.begin_object().member("kind", code_of(reminder.kind)).member("word", chinese_of(reminder.kind));
    json.member("reminded_on", format_date(reminder.reminded_on)).member("units", reminder.units.size());
    json.member("items", reminder.items).end_object();
  }
  json.end_array();
}

// Also the reply of every write: the page shows what came of it.
Result<Reply> detail_reply(int status, const db::Reader& reader, const Id<Cycle>& id, const CycleParts& parts,
                           Date today) {
  GUATU_TRY(const CycleDetail detail, load_cycle_detail(reader, id, parts.presets, today));
  const Cycle& cycle = detail.cycle.row;
  JsonWriter json;
  json.begin_object();
  write_members(json, cycle, detail.remind_on, detail.cycle.version);
  json.key("steps").begin_array();
  for (const Step step : steps_from(cycle.state)) json.text(code_of(step));
  json.end_array().member("is_late", cycle.cut_off && *cycle.cut_off < today && !was_held(cycle.state));
  json.member("month", format_month(detail.month));
  api::member(json, "previous", detail.previous);
  api::member(json, "next", detail.next);
  write_agenda(json, "agenda", detail.agenda, detail);
  json.member("agenda_version", detail.agenda_version);
  write_agenda(json, "last_agenda", detail.last_agenda, detail);
  write_reminders(json, load_reminders(reader, id));
  json.end_object();
  return api::entity_reply(status, json, detail.cycle.version);
}

Result<Reply> list(const CycleParts& parts, Call& call) {
  const api::ListColumns columns{{"planned_on", "id"}, {"kind", "state"}, {"number", "id", "note"}};
  api::ListShape shape = api::shape_of(columns);
  shape.direction = api::Direction::descending;
  GUATU_TRY(const auto query, api::parse_list_query(call.request(), shape));
  const auto page = load_cycle_page(call.reader(), api::page_query_of(query, columns));
  std::vector<std::optional<Date>> reminded;
  for (const auto& cycle : page.rows) {
    GUATU_TRY(const auto day, remind_on(call.reader(), cycle.row, parts.presets));
    reminded.push_back(day);
  }
  std::size_t at = 0;
  return api::list_reply(page.rows, page.total, query, [&](JsonWriter& json, const auto& cycle) {
    json.begin_object();
    write_members(json, cycle.row, reminded[at++], cycle.version);
    json.end_object();
  });
}

void read_details(api::Fields& fields, Cycle& cycle) {
  fields.optional_text("number", cycle.number, kNameMax);
  fields.optional("cut_off", cycle.cut_off);
  fields.optional_text("chair", cycle.chair, kNameMax);
  fields.optional_text("place", cycle.place, kNameMax);
  fields.optional_text("note", cycle.note, api::kTextMax);
  Date planned_on{};
  fields.required("planned_on", planned_on);
  cycle.planned_on = planned_on;
}

Result<Reply> post(const CycleParts& parts, Call& call) {
  GUATU_TRY(const json::Value body, call.body());
  api::Fields fields(body);
  Cycle cycle;
  fields.optional("id", cycle.id);
  fields.required("kind", cycle.kind);
  read_details(fields, cycle);
  GUATU_CHECK(fields.finish());
  return call.write([&](db::Tx& tx) -> Result<Reply> {
    GUATU_TRY(const auto created, create_cycle(tx, cycle, parts.presets));
    GUATU_TRY(auto reply, detail_reply(201, tx, created.row.id, parts, call.today()));
    return std::move(reply.with("Location", "/api/v1/cycles/" + created.row.id.value));
  });
}

Result<Reply> plan(const CycleParts& parts, Call& call) {
  GUATU_TRY(const json::Value body, call.body());
  api::Fields fields(body);
  Date until{};
  fields.required("until", until);
  GUATU_CHECK(fields.finish());
  return call.write([&](db::Tx& tx) -> Result<Reply> {
    GUATU_TRY(const auto made, plan_cycles(tx, until, parts.presets));
    JsonWriter json;
    json.begin_object().key("items").begin_array();
    for (const auto& cycle : made) {
      GUATU_TRY(const auto reminded, remind_on(tx, cycle, parts.presets));
      json.begin_object();
      write_members(json, cycle, reminded, 1);
      json.end_object();
    }
    return http::json_reply(200, json.end_array().end_object().take());
  });
}

Result<Reply> put(const CycleParts& parts, Call& call) {
  GUATU_TRY(const std::int64_t expected, call.expected_version());
  GUATU_TRY(const json::Value body, call.body());
  api::Fields fields(body);
  Cycle cycle;
  cycle.id = id_in_path(call);
  read_details(fields, cycle);
  fields.optional("held_on", cycle.held_on);
  GUATU_CHECK(fields.finish());
  return call.write([&](db::Tx& tx) -> Result<Reply> {
    GUATU_TRY([[maybe_unused]] const auto edited, edit_cycle(tx, cycle, expected));
    return detail_reply(200, tx, cycle.id, parts, call.today());
  });
}

Result<Reply> put_agenda(const CycleParts& parts, Call& call) {
  GUATU_TRY(const std::int64_t expected, call.expected_version());
  GUATU_TRY(const json::Value body, call.body());
  api::Fields fields(body);
  std::vector<AgendaItem> items;
  if (!body.find("items")) fields.refuse("items", "api.field_missing");
  for (const json::Value& object : fields.objects("items")) {
    api::Fields item(object, fields.place_of("items[" + std::to_string(items.size()) + "]"));
    AgendaItem read;
    ItemKind kind = ItemKind::fresh;
    item.required("kind", kind);
    item.required_text("text", read.text, kAgendaTextMax);
    item.optional("matter", read.matter);
    item.optional_text("speaker", read.speaker, kNameMax);
    fields.add(item.finish());
    read.kind = code_of(kind);
    items.push_back(std::move(read));
  }
  GUATU_CHECK(fields.finish());
  return call.write([&](db::Tx& tx) -> Result<Reply> {
    GUATU_CHECK(set_agenda(tx, id_in_path(call), items, expected));
    return detail_reply(200, tx, id_in_path(call), parts, call.today());
  });
}

Result<Reply> take(const CycleParts& parts, Call& call) {
  GUATU_TRY(const std::int64_t expected, call.expected_version());
  const auto step = from_code<Step>(call.parameter("step"));
  if (!step)
    return refuse(ErrorKind::not_found, "", "api.no_such_record", {{"id", std::string(call.parameter("step"))}});
  StepParts with{call.database().directory(), std::string(kProgramVersion), {}};
  if (*step == Step::publish) {
    GUATU_TRY(with.papers, papers_to_publish(call.reader(), with.store, id_in_path(call), parts.render));
  }
  return call.write([&](db::Tx& tx) -> Result<Reply> {
    GUATU_TRY([[maybe_unused]] const auto after, take_step_of(tx, id_in_path(call), *step, expected, with));
    return detail_reply(200, tx, id_in_path(call), parts, call.today());
  });
}

}  // namespace

std::vector<api::Route> cycle_routes(const CycleParts& parts) {
  std::vector<api::Route> routes{
      {.method = Method::get,
       .pattern = "/api/v1/cycles",
       .right = "cycle.read",
       .summary = "Cycles past and coming",
       .handle = [parts](Call& call) { return list(parts, call); },
       .freshness = api::Freshness::of_position},
      {.method = Method::post,
       .pattern = "/api/v1/cycles",
       .right = "cycle.edit",
       .summary = "Plan one cycle by hand",
       .handle = [parts](Call& call) { return post(parts, call); }},
      {.method = Method::post,
       .pattern = "/api/v1/cycle-plan/cycles",
       .right = "cycle.edit",
       .summary = "Plan the cycles that the plan asks for until a day",
       .handle = [parts](Call& call) { return plan(parts, call); }},
      {.method = Method::get,
       .pattern = "/api/v1/cycles/{id}",
       .right = "cycle.read",
       .summary = "One cycle with its agenda and the steps it allows now",
       .handle =
           [parts](Call& call) { return detail_reply(200, call.reader(), id_in_path(call), parts, call.today()); }},
      {.method = Method::put,
       .pattern = "/api/v1/cycles/{id}",
       .right = "cycle.edit",
       .summary = "Edit a cycle that is not frozen",
       .handle = [parts](Call& call) { return put(parts, call); }},
      {.method = Method::put,
       .pattern = "/api/v1/cycles/{id}/agenda",
       .right = "cycle.edit",
       .summary = "Replace the agenda of a cycle that is not frozen",
       .handle = [parts](Call& call) { return put_agenda(parts, call); }},
      {.method = Method::post,
       .pattern = "/api/v1/cycles/{id}/steps/{step}",
       .right = "cycle.step",
       .summary = "Open, collect, freeze or publish a cycle",
       .handle = [parts](Call& call) { return take(parts, call); }},
  };
  for (auto& route : cycle_reading_routes()) routes.push_back(std::move(route));
  return routes;
}

}  // namespace guatu::cycle

// SPDX-License-Identifier: Apache-2.0
#include "feature/cycle/cycle_reading_routes.hpp"

#include "base/json_writer.hpp"
#include "feature/cycle/cycle_edit_actions.hpp"
#include "feature/cycle/missing_actions.hpp"
#include "feature/unit/phone.hpp"
#include "platform/api/call.hpp"
#include "platform/api/listing.hpp"
#include "platform/api/reply.hpp"

namespace guatu::cycle {
namespace {

using api::Call;
using http::Method;
using http::Reply;

Id<Cycle> id_in_path(const Call& call) { return {std::string(call.parameter("id"))}; }

// What a unit owes is seen by whoever may see its projects, its matters or its indicators.
bool may_see(const Call& call, const std::string& unit) {
  return api::may(call.caller(), call.route().right, {{"responsible", unit}, {"lead", unit}, {"source", unit}});
}

void keep_visible(const Call& call, MissingReports& reports) {
  std::erase_if(reports.units, [&](const SilentUnit& unit) { return !may_see(call, unit.unit.value); });
  std::erase_if(reports.asked, [&](const std::string& unit) { return !may_see(call, unit); });
}

void write_contact(JsonWriter& json, const std::optional<unit::Person>& contact) {
  json.key("contact");
  if (!contact) {
    json.null();
    return;
  }
  json.begin_object().member("name", contact->name).member("post", contact->post);
  json.member("phone", unit::masked_phone(contact->phone)).end_object();
}

void write_owed(JsonWriter& json, const Owed& owed) {
  json.begin_object().member("kind", code_of(owed.kind)).member("id", owed.id).member("name", owed.name);
  json.member("month", owed.month ? std::optional(format_month(*owed.month)) : std::nullopt);
  api::member(json, "due", owed.due);
  json.member("overdue_days", owed.overdue_days).end_object();
}

Result<Reply> missing(Call& call) {
  GUATU_TRY(auto found, load_missing(call.reader(), id_in_path(call), call.today()));
  keep_visible(call, found.reports);
  const auto& [cycle, reports] = found;
  JsonWriter json;
  json.begin_object().member("cycle", cycle.id.value).member("month", format_month(reports.month));
  api::member(json, "cut_off", cycle.cut_off);
  json.member("asked", reports.asked.size()).member("silent", reports.units.size()).key("units").begin_array();
  for (const auto& unit : reports.units) {
    json.begin_object().member("unit", unit.unit.value).member("unit_name", unit.name);
    write_contact(json, unit.contact);
    json.key("items").begin_array();
    for (const auto& owed : unit.items) write_owed(json, owed);
    json.end_array().member("reminder", reminder_to(cycle, unit)).end_object();
  }
  json.end_array().member("reminder_all", reminder_to_all(cycle, reports.units)).end_object();
  return http::json_reply(200, json.take());
}

Result<Reply> reminders(Call& call) {
  GUATU_TRY(auto open, load_open_reminders(call.reader(), call.today()));
  JsonWriter json;
  json.begin_object().key("items").begin_array();
  for (auto& [reminder, found] : open) {
    keep_visible(call, found.reports);
    for (const auto& unit : found.reports.units) {
      json.begin_object().member("cycle", found.cycle.id.value).member("number", found.cycle.number);
      json.member("kind", code_of(reminder.kind)).member("word", chinese_of(reminder.kind));
      json.member("reminded_on", format_date(reminder.reminded_on));
      api::member(json, "cut_off", found.cycle.cut_off);
      json.member("unit", unit.unit.value).member("unit_name", unit.name).member("items", unit.items.size());
      json.member("text", reminder_to(found.cycle, unit)).end_object();
    }
  }
  return http::json_reply(200, json.end_array().end_object().take());
}

Result<Reply> snapshot(Call& call) {
  GUATU_TRY(const auto cycle, find_versioned_cycle(call.reader(), id_in_path(call)));
  GUATU_TRY(auto bytes, load_snapshot_bytes(call.reader(), call.database().directory(), id_in_path(call)));
  Reply reply = http::json_reply(200, std::move(bytes));
  return std::move(reply.with("ETag", "\"" + cycle.row.snapshot + "\""));
}

}  // namespace

std::vector<api::Route> cycle_reading_routes() {
  return {
      {.method = Method::get,
       .pattern = "/api/v1/cycles/{id}/missing",
       .right = "register.read",
       .summary = "Which units have not reported, and what is asked of them",
       .handle = missing,
       .reach = api::Reach::part,
       .freshness = api::Freshness::of_position},
      {.method = Method::get,
       .pattern = "/api/v1/reminders",
       .right = "register.read",
       .summary = "What the caller's units are reminded of",
       .handle = reminders,
       .reach = api::Reach::part,
       .freshness = api::Freshness::of_position},
      {.method = Method::get,
       .pattern = "/api/v1/cycles/{id}/snapshot",
       .right = "cycle.papers",
       .summary = "What was frozen, to the byte",
       .handle = snapshot},
  };
}

}  // namespace guatu::cycle

// SPDX-License-Identifier: Apache-2.0
#include "feature/unit/unit_routes.hpp"

#include <algorithm>
#include <iterator>

#include "base/json_writer.hpp"
#include "feature/unit/phone.hpp"
#include "feature/unit/unit_edit_actions.hpp"
#include "feature/unit/unit_list_actions.hpp"
#include "feature/unit/unit_sheet_actions.hpp"
#include "platform/api/call.hpp"
#include "platform/api/exporting.hpp"
#include "platform/api/fields.hpp"
#include "platform/api/listing.hpp"
#include "platform/api/reply.hpp"

namespace guatu::unit {
namespace {

using api::Call;
using http::Method;
using http::Reply;

const api::ListColumns kUnitColumns{
    {"sequence", "id", "name", "kind", "unit_group"}, {"kind", "parent", "unit_group"}, {"name", "short_name", "id"}};
const api::ListColumns kPersonColumns{{"sequence", "id", "name", "unit"}, {"unit", "role"}, {"name", "post"}};

void write_dates(JsonWriter& json, const std::optional<Date>& from, const std::optional<Date>& until) {
  api::member(json, "valid_from", from);
  api::member(json, "valid_until", until);
}

void write_unit(JsonWriter& json, const Unit& unit, std::int64_t version) {
  json.begin_object().member("id", unit.id.value).member("name", unit.name).member("short_name", unit.short_name);
  api::member(json, "aliases", unit.aliases);
  json.member("kind", code_of(unit.kind));
  api::member(json, "parent", unit.parent);
  json.member("sequence", unit.sequence).member("unit_group", unit.group);
  write_dates(json, unit.valid_from, unit.valid_until);
  json.member("note", unit.note).member("version", version).end_object();
}

void write_person(JsonWriter& json, const Person& person, std::int64_t version) {
  json.begin_object().member("id", person.id.value).member("unit", person.unit.value).member("name", person.name);
  json.member("post", person.post).member("role", person.role).member("phone", masked_phone(person.phone));
  json.member("sequence", person.sequence);
  write_dates(json, person.valid_from, person.valid_until);
  json.member("note", person.note).member("version", version).end_object();
}

Reply unit_reply(int status, const db::Versioned<Unit>& unit) {
  JsonWriter json;
  write_unit(json, unit.row, unit.version);
  return api::entity_reply(status, json, unit.version);
}

Reply person_reply(int status, const db::Versioned<Person>& person) {
  JsonWriter json;
  write_person(json, person.row, person.version);
  return api::entity_reply(status, json, person.version);
}

void read_unit(api::Fields& fields, Unit& unit) {
  fields.required_text("name", unit.name, 100);
  fields.optional_text("short_name", unit.short_name, 100);
  fields.optional("aliases", unit.aliases);
  fields.required("kind", unit.kind);
  fields.optional("parent", unit.parent);
  fields.optional("sequence", unit.sequence);
  fields.optional_text("unit_group", unit.group, 40);
  fields.optional("valid_from", unit.valid_from);
  fields.optional("valid_until", unit.valid_until);
  fields.optional_text("note", unit.note, api::kTextMax);
}

void read_person(api::Fields& fields, Person& person, std::optional<std::string>& phone) {
  fields.optional_text("post", person.post, 100);
  fields.optional_text("role", person.role, 40);
  fields.optional("phone", phone);
  fields.optional("sequence", person.sequence);
  fields.optional("valid_from", person.valid_from);
  fields.optional("valid_until", person.valid_until);
  fields.optional_text("note", person.note, api::kTextMax);
}

Result<Reply> list_units(Call& call) {
  GUATU_TRY(const auto query, api::parse_list_query(call.request(), api::shape_of(kUnitColumns)));
  const auto page = load_unit_page(call.reader(), api::page_query_of(query, kUnitColumns));
  return api::list_reply(page.rows, page.total, query,
                         [](JsonWriter& json, const auto& unit) { write_unit(json, unit.row, unit.version); });
}

Result<Reply> list_people(Call& call) {
  GUATU_TRY(const auto query, api::parse_list_query(call.request(), api::shape_of(kPersonColumns)));
  const auto page = load_person_page(call.reader(), api::page_query_of(query, kPersonColumns));
  return api::list_reply(page.rows, page.total, query,
                         [](JsonWriter& json, const auto& person) { write_person(json, person.row, person.version); });
}

Result<Reply> export_units(Call& call) {
  GUATU_TRY(const auto query, api::parse_list_query(call.request(), api::shape_of(kUnitColumns)));
  const auto page = load_unit_page(call.reader(), api::whole_of(api::page_query_of(query, kUnitColumns)));
  GUATU_CHECK(api::check_exported(page.total));
  GUATU_TRY(std::string bytes, write_unit_sheet(call.reader(), page, api::mark_of(call)));
  return api::workbook_reply(std::move(bytes), "units.xlsx");
}

Result<Reply> export_people(Call& call) {
  GUATU_TRY(const auto query, api::parse_list_query(call.request(), api::shape_of(kPersonColumns)));
  const auto page = load_person_page(call.reader(), api::whole_of(api::page_query_of(query, kPersonColumns)));
  GUATU_CHECK(api::check_exported(page.total));
  GUATU_TRY(std::string bytes, write_person_sheet(call.reader(), page, api::mark_of(call)));
  return api::workbook_reply(std::move(bytes), "people.xlsx");
}

Id<Unit> unit_in_path(const Call& call) { return {std::string(call.parameter("id"))}; }

Id<Person> person_in_path(const Call& call) {
  return person_id({std::string(call.parameter("unit"))}, call.parameter("name"));
}

Result<Reply> get_unit(Call& call) {
  GUATU_TRY(const auto unit, find_unit(call.reader(), unit_in_path(call)));
  return unit_reply(200, unit);
}

Result<Reply> post_unit(Call& call) {
  GUATU_TRY(const json::Value body, call.body());
  api::Fields fields(body);
  Unit unit;
  fields.required("id", unit.id);
  read_unit(fields, unit);
  GUATU_CHECK(fields.finish());
  return call.write([&](db::Tx& tx) -> Result<Reply> {
    GUATU_TRY(const auto created, create_unit(tx, unit));
    return std::move(unit_reply(201, created).with("Location", "/api/v1/units/" + unit.id.value));
  });
}

Result<Reply> put_unit(Call& call) {
  GUATU_TRY(const std::int64_t expected, call.expected_version());
  GUATU_TRY(const json::Value body, call.body());
  api::Fields fields(body);
  Unit unit;
  unit.id = unit_in_path(call);
  read_unit(fields, unit);
  GUATU_CHECK(fields.finish());
  return call.write([&](db::Tx& tx) -> Result<Reply> {
    GUATU_TRY(const auto edited, edit_unit(tx, unit, expected));
    return unit_reply(200, edited);
  });
}

Result<Reply> get_history(Call& call) {
  GUATU_TRY(const auto history, load_unit_history(call.reader(), unit_in_path(call)));
  return api::history_reply(history, write_unit);
}

Result<Reply> post_person(Call& call) {
  GUATU_TRY(const json::Value body, call.body());
  api::Fields fields(body);
  Person person;
  std::optional<std::string> phone;
  fields.required("unit", person.unit);
  fields.required_text("name", person.name, 40);
  read_person(fields, person, phone);
  GUATU_CHECK(fields.finish());
  person.phone = phone.value_or("");
  return call.write([&](db::Tx& tx) -> Result<Reply> {
    GUATU_TRY(const auto created, create_person(tx, person));
    return person_reply(201, created);
  });
}

Result<Reply> put_person(Call& call) {
  GUATU_TRY(const std::int64_t expected, call.expected_version());
  GUATU_TRY(const json::Value body, call.body());
  api::Fields fields(body);
  Person person;
  std::optional<std::string> phone;
  person.unit.value = call.parameter("unit");
  person.name = call.parameter("name");
  read_person(fields, person, phone);
  GUATU_CHECK(fields.finish());
  return call.write([&](db::Tx& tx) -> Result<Reply> {
    GUATU_TRY(const auto edited, edit_person(tx, person, phone, expected));
    return person_reply(200, edited);
  });
}

Result<Reply> post_phone(Call& call) {
  return call.write([&](db::Tx& tx) -> Result<Reply> {
    GUATU_TRY(const std::string phone, reveal_phone(tx, person_in_path(call)));
    JsonWriter json;
    json.begin_object().member("phone", phone).end_object();
    return http::json_reply(200, json.take());
  });
}

Result<Reply> post_erasure(Call& call) {
  GUATU_TRY(const json::Value body, call.body());
  api::Fields fields(body);
  std::string reason;
  fields.required_text("reason", reason, api::kTextMax);
  GUATU_CHECK(fields.finish());
  return call.write([&](db::Tx& tx) -> Result<Reply> {
    GUATU_TRY(const auto erased, erase_phone(tx, person_in_path(call), reason));
    return person_reply(200, erased);
  });
}

std::vector<api::Route> people_routes() {
  return {
      {.method = Method::get,
       .pattern = "/api/v1/people",
       .right = "unit.read",
       .summary = "People, phones masked",
       .handle = list_people,
       .freshness = api::Freshness::of_position},
      {.method = Method::post,
       .pattern = "/api/v1/people",
       .right = "person.edit",
       .summary = "Create a person",
       .handle = post_person},
      {.method = Method::put,
       .pattern = "/api/v1/people/{unit}/{name}",
       .right = "person.edit",
       .summary = "Edit a person",
       .handle = put_person},
      {.method = Method::post,
       .pattern = "/api/v1/people/{unit}/{name}/phone",
       .right = "person.phone",
       .summary = "See a phone number in full; recorded",
       .handle = post_phone,
       .repeat = api::Repeat::refused},
      {.method = Method::post,
       .pattern = "/api/v1/people/{unit}/{name}/phone-erasure",
       .right = "person.edit",
       .summary = "Erase a phone number from the register and its history, for good",
       .handle = post_erasure},
      {.method = Method::get,
       .pattern = "/api/v1/people.xlsx",
       .right = "unit.read",
       .summary = "All people that a list shows, as a workbook without phones",
       .handle = export_people},
  };
}

}  // namespace

std::vector<api::Route> unit_routes() {
  constexpr auto kPosition = api::Freshness::of_position;
  std::vector<api::Route> routes{
      {.method = Method::get,
       .pattern = "/api/v1/units",
       .right = "unit.read",
       .summary = "Units in their official order",
       .handle = list_units,
       .freshness = kPosition},
      {.method = Method::get,
       .pattern = "/api/v1/units.xlsx",
       .right = "unit.read",
       .summary = "All units that a list shows, as a workbook",
       .handle = export_units},
      {.method = Method::post,
       .pattern = "/api/v1/units",
       .right = "unit.edit",
       .summary = "Create a unit",
       .handle = post_unit},
      {.method = Method::get,
       .pattern = "/api/v1/units/{id}",
       .right = "unit.read",
       .summary = "One unit",
       .handle = get_unit},
      {.method = Method::put,
       .pattern = "/api/v1/units/{id}",
       .right = "unit.edit",
       .summary = "Edit a unit",
       .handle = put_unit},
      {.method = Method::get,
       .pattern = "/api/v1/units/{id}/history",
       .right = "unit.read",
       .summary = "Every version of a unit",
       .handle = get_history,
       .freshness = kPosition},
  };
  std::ranges::move(people_routes(), std::back_inserter(routes));
  return routes;
}

}  // namespace guatu::unit

// SPDX-License-Identifier: Apache-2.0
#include "feature/indicator/statistic_json_routes.hpp"

namespace guatu::indicator {
namespace {

constexpr std::size_t kRowsMax = 500;

FigureRow read_row(api::Fields& fields, const json::Value& value, std::size_t at) {
  api::Fields own(value, "rows[" + std::to_string(at) + "]");
  FigureRow row;
  own.required("indicator", row.indicator);
  own.required("unit", row.unit);
  own.required("first_month", row.first);
  own.required("last_month", row.last);
  own.required("basis", row.basis);
  own.required("measure", row.measure);
  own.optional("value", row.value);
  own.optional_text("note", row.note, 400);
  fields.add(own.finish());
  return row;
}

}  // namespace

std::vector<FigureRow> read_rows(api::Fields& fields) {
  std::vector<FigureRow> rows;
  const auto objects = fields.objects("rows");
  if (objects.empty()) fields.refuse("rows", "api.field_missing");
  if (objects.size() > kRowsMax) {
    fields.refuse("rows", "api.list_too_long", {{"max", std::to_string(kRowsMax)}});
    return rows;
  }
  for (std::size_t i = 0; i < objects.size(); ++i) rows.push_back(read_row(fields, objects[i], i));
  return rows;
}

void read_release(api::Fields& fields, ReleaseNote& release) {
  fields.required_text("source", release.source, 100);
  fields.required_text("vintage", release.vintage, 40);
  fields.required("released_on", release.released_on);
  fields.optional("released_time", release.released_time);
}

Result<KeyedValues> read_values(api::Call& call) {
  GUATU_TRY(const json::Value body, call.body());
  api::Fields fields(body);
  std::vector<Keyed> given;
  fields.required("values", given);
  GUATU_CHECK(fields.finish());
  KeyedValues values;
  for (const Keyed& one : given) values.push_back(one.value);
  return values;
}

Result<std::string> read_reason(api::Call& call) {
  GUATU_TRY(const json::Value body, call.body());
  api::Fields fields(body);
  std::string reason;
  fields.required_text("reason", reason, 400);
  GUATU_CHECK(fields.finish());
  return reason;
}

Result<void> check_right_over(api::Call& call, const std::string& source) {
  const std::string_view right = call.route().right;
  if (api::may(call.caller(), right, relations_of_source(source, load_units(call.reader())))) return {};
  return refuse(ErrorKind::forbidden, "source", "api.no_right", {{"right", std::string(right)}});
}

bool may_see_embargoed(const api::Caller& caller, const std::string& source, const std::vector<unit::Unit>& units) {
  return api::may(caller, "statistics.embargoed", relations_of_source(source, units));
}

bool is_out(const ReleaseNote& release, Instant now) { return is_released(observation_of({}, release, {}), now); }

void place_members(JsonWriter& json, const FigureRow& row) {
  json.member("indicator", row.indicator.value).member("unit", row.unit.value);
  json.member("first_month", format_month(row.first)).member("last_month", format_month(row.last));
  json.member("basis", code_of(row.basis)).member("measure", code_of(row.measure));
}

void value_members(JsonWriter& json, const FigureRow& row) {
  json.member("status", row.value ? "reported" : "not_applicable");
  member(json, "value", row.value);
}

void hidden_value_members(JsonWriter& json) { json.key("status").null().key("value").null(); }

}  // namespace guatu::indicator

// SPDX-License-Identifier: Apache-2.0
#include "feature/indicator/access_routes.hpp"

#include <algorithm>

#include "feature/indicator/figure_row.hpp"
#include "platform/api/reply.hpp"

namespace guatu::indicator {

Id<Indicator> indicator_in_path(const api::Call& call) { return {std::string(call.parameter("id"))}; }

Id<unit::Unit> unit_in_path(const api::Call& call) { return {std::string(call.parameter("unit"))}; }

std::vector<api::Relation> relations_of_source(const std::string& source, const std::vector<unit::Unit>& units) {
  return {{"source", source_unit(source, units)}};
}

std::vector<api::Relation> relations_of(const Indicator& indicator, const std::vector<unit::Unit>& units) {
  auto relations = relations_of_source(indicator.source, units);
  if (indicator.responsible) relations.push_back({"responsible", indicator.responsible->value});
  return relations;
}

std::vector<api::Relation> relations_of(const Indicator& indicator, const std::vector<unit::Unit>& units,
                                        const Id<unit::Unit>& whose) {
  auto relations = relations_of(indicator, units);
  relations.push_back({"responsible", whose.value});
  return relations;
}

Result<std::vector<api::Relation>> relations_of_indicator(api::Call& call) {
  GUATU_TRY(const auto found, find_indicator(call.reader(), indicator_in_path(call)));
  auto relations = relations_of(found.row, load_units(call.reader()));
  for (const auto& told : load_targets_of(call.reader(), found.row.id))
    relations.push_back({"responsible", told.target.row.unit.value});
  return relations;
}

Result<std::vector<api::Relation>> relations_of_part(api::Call& call) {
  GUATU_TRY(const auto found, find_indicator(call.reader(), indicator_in_path(call)));
  return relations_of(found.row, load_units(call.reader()), unit_in_path(call));
}

bool may_see(const api::Caller& caller, const std::vector<api::Relation>& relations) {
  return api::may(caller, "register.read", relations);
}

Result<ExpectedVersion> expected_or_new(const api::Call& call) {
  if (call.request().header("If-Match").empty()) return ExpectedVersion{};
  GUATU_TRY(const std::int64_t version, call.expected_version());
  return version == 0 ? ExpectedVersion{} : ExpectedVersion{version};
}

std::vector<std::string> values_of(const http::Request& request, std::string_view name) {
  std::vector<std::string> values;
  for (const auto& [key, value] : request.query)
    if (key == name && !value.empty()) values.push_back(value);
  return values;
}

http::Reply put_reply(JsonWriter& json, std::int64_t version, ExpectedVersion expected, std::string location) {
  return expected ? api::entity_reply(200, json, version) : api::created_reply(json, version, std::move(location));
}

void member(JsonWriter& json, std::string_view name, const std::optional<Decimal>& value) {
  json.key(name);
  if (value)
    json.text(format_decimal(*value));
  else
    json.null();
}

void percent_member(JsonWriter& json, std::string_view name, const std::optional<Ratio>& share) {
  member(json, name, share ? std::optional(share->percent(1)) : std::nullopt);
}

void write_name(JsonWriter& json, std::string_view name, const Id<unit::Unit>& id,
                const std::vector<unit::Unit>& units) {
  if (!name.empty()) json.key(name);
  const auto found = std::ranges::find(units, id, &unit::Unit::id);
  json.begin_object().member("id", id.value);
  json.member("name", found == units.end() ? id.value : found->shown_name()).end_object();
}

}  // namespace guatu::indicator

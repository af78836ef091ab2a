// SPDX-License-Identifier: Apache-2.0
#include "feature/indicator/indicator_routes.hpp"

#include <algorithm>
#include <iterator>

#include "base/text.hpp"
#include "feature/indicator/access_routes.hpp"
#include "feature/indicator/indicator_actions.hpp"
#include "platform/api/listing.hpp"
#include "platform/api/reply.hpp"

namespace guatu::indicator {
namespace {

using api::Call;
using http::Method;
using http::Reply;

// Columns as workbooks have them.
constexpr std::string_view kYes = "是";
constexpr std::string_view kNo = "否";

void write(JsonWriter& json, const Indicator& indicator, std::int64_t version) {
  json.begin_object().member("id", indicator.id.value).member("name", indicator.name);
  json.member("unit_of_measure", indicator.unit_of_measure).member("frequency", code_of(indicator.frequency));
  json.member("direction", code_of(indicator.direction)).member("measure", code_of(indicator.measure));
  json.member("basis", code_of(indicator.basis)).member("source", indicator.source);
  api::member(json, "responsible", indicator.responsible);
  json.member("trajectory", code_of(indicator.trajectory));
  json.member("joint_january_february", indicator.joint_january_february == kYes);
  json.member("january_not_applicable", indicator.january_not_applicable == kYes);
  json.member("note", indicator.note).member("sequence", indicator.sequence).member("version", version).end_object();
}

Reply reply_with(int status, const db::Versioned<Indicator>& indicator) {
  JsonWriter json;
  write(json, indicator.row, indicator.version);
  return api::entity_reply(status, json, indicator.version);
}

void read(api::Fields& fields, Indicator& indicator) {
  std::optional<bool> joint;
  std::optional<bool> no_january;
  fields.required_text("name", indicator.name, 200);
  fields.required_text("unit_of_measure", indicator.unit_of_measure, 40);
  fields.optional("frequency", indicator.frequency);
  fields.optional("direction", indicator.direction);
  fields.optional("measure", indicator.measure);
  fields.optional("basis", indicator.basis);
  fields.required_text("source", indicator.source, 100);
  fields.optional("responsible", indicator.responsible);
  fields.optional("trajectory", indicator.trajectory);
  fields.optional("joint_january_february", joint);
  fields.optional("january_not_applicable", no_january);
  fields.optional_text("note", indicator.note, api::kTextMax);
  fields.optional("sequence", indicator.sequence);
  indicator.joint_january_february = joint.value_or(false) ? kYes : kNo;
  indicator.january_not_applicable = no_january.value_or(false) ? kYes : kNo;
}

// What somebody may see of a past is what he may see now.
std::vector<db::Versioned<Indicator>> visible_indicators(Call& call, db::AsOf as_of) {
  auto rows = load_versioned_indicators(call.reader(), as_of);
  if (api::may(call.caller(), "register.read")) return rows;
  const auto units = load_units(call.reader());
  const auto targets = load_targets(call.reader());
  std::erase_if(rows, [&](const db::Versioned<Indicator>& one) {
    auto relations = relations_of(one.row, units);
    for (const auto& target : targets)
      if (target.indicator == one.row.id) relations.push_back({"responsible", target.unit.value});
    return !may_see(call.caller(), relations);
  });
  return rows;
}

void sort(std::vector<db::Versioned<Indicator>>& rows, const api::ListQuery& query) {
  const auto by = [&](auto member) {
    std::ranges::stable_sort(rows, {}, [&](const db::Versioned<Indicator>& one) { return one.row.*member; });
  };
  if (query.sort == "id") by(&Indicator::id);
  if (query.sort == "name") by(&Indicator::name);
  if (query.direction == api::Direction::descending) std::ranges::reverse(rows);
}

// Some dozens, so the page is cut here.
Result<Reply> list(Call& call) {
  GUATU_TRY(const auto query, api::parse_list_query(call.request(), {.sorts = {"sequence", "id", "name"},
                                                                     .filters = {"source", "responsible", "frequency"},
                                                                     .others = {"as_of"}}));
  GUATU_TRY(const auto as_of, api::read_as_of(call.request(), call.reader()));
  auto rows = visible_indicators(call, as_of);
  std::erase_if(rows, [&](const db::Versioned<Indicator>& one) {
    const Indicator& row = one.row;
    return !query.admits("source", row.source) || !query.admits("frequency", code_of(row.frequency)) ||
           !query.admits("responsible", row.responsible ? row.responsible->value : "") ||
           (row.name.find(query.q) == std::string::npos && row.id.value.find(query.q) == std::string::npos);
  });
  sort(rows, query);
  return api::cut_list_reply(rows, query, [](JsonWriter& json, const auto& one) { write(json, one.row, one.version); });
}

Result<Reply> get(Call& call) {
  GUATU_TRY(const auto found, find_indicator(call.reader(), indicator_in_path(call)));
  return reply_with(200, found);
}

Result<Reply> get_history(Call& call) {
  GUATU_TRY(const auto history, load_indicator_history(call.reader(), indicator_in_path(call)));
  return api::history_reply(history, write);
}

Result<Reply> post(Call& call) {
  GUATU_TRY(const json::Value body, call.body());
  api::Fields fields(body);
  Indicator indicator;
  fields.required("id", indicator.id);
  read(fields, indicator);
  GUATU_CHECK(fields.finish());
  return call.write([&](db::Tx& tx) -> Result<Reply> {
    GUATU_TRY(const auto created, create_indicator(tx, indicator));
    return std::move(reply_with(201, created).with("Location", "/api/v1/indicators/" + indicator.id.value));
  });
}

Result<Reply> put(Call& call) {
  GUATU_TRY(const std::int64_t expected, call.expected_version());
  GUATU_TRY(const json::Value body, call.body());
  api::Fields fields(body);
  Indicator indicator;
  indicator.id = indicator_in_path(call);
  read(fields, indicator);
  GUATU_CHECK(fields.finish());
  return call.write([&](db::Tx& tx) -> Result<Reply> {
    GUATU_TRY(const auto edited, edit_indicator(tx, indicator, expected));
    return reply_with(200, edited);
  });
}

std::vector<api::Route> register_routes() {
  return {
      {.method = Method::get,
       .pattern = "/api/v1/indicators",
       .right = "register.read",
       .summary = "Indicators",
       .handle = list,
       .reach = api::Reach::part,
       .freshness = api::Freshness::of_position},
      {.method = Method::post,
       .pattern = "/api/v1/indicators",
       .right = "indicator.edit",
       .summary = "Create an indicator",
       .handle = post},
      {.method = Method::get,
       .pattern = "/api/v1/indicators/{id}",
       .right = "register.read",
       .summary = "One indicator",
       .handle = get,
       .reach = api::Reach::record,
       .relations = relations_of_indicator},
      {.method = Method::put,
       .pattern = "/api/v1/indicators/{id}",
       .right = "indicator.edit",
       .summary = "Edit an indicator",
       .handle = put},
      {.method = Method::get,
       .pattern = "/api/v1/indicators/{id}/history",
       .right = "register.read",
       .summary = "Every version of an indicator",
       .handle = get_history,
       .reach = api::Reach::record,
       .relations = relations_of_indicator,
       .freshness = api::Freshness::of_position},
  };
}

}  // namespace

std::vector<api::Route> indicator_routes() {
  std::vector<api::Route> all;
  for (auto part : {register_routes(), target_routes(), figure_routes(), transcription_routes(), correction_routes()})
    std::ranges::move(part, std::back_inserter(all));
  return all;
}

}  // namespace guatu::indicator

// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <iterator>

#include "feature/indicator/access_routes.hpp"
#include "feature/indicator/figure_json_routes.hpp"
#include "feature/indicator/indicator_board.hpp"
#include "feature/indicator/indicator_routes.hpp"
#include "platform/api/list_query.hpp"
#include "platform/api/listing.hpp"
#include "platform/api/reply.hpp"

namespace guatu::indicator {
namespace {

using api::Call;
using http::Method;
using http::Reply;

Result<std::int64_t> year_in(std::string_view text) {
  const auto year = api::Reading<std::int64_t>::from_text(text);
  if (year && *year >= 1900 && *year <= 2200) return *year;
  return refuse(ErrorKind::invalid, "year", "indicator.not_a_year", {{"value", std::string(text.substr(0, 40))}});
}

Result<TargetKey> key_in_path(const Call& call) {
  GUATU_TRY(const std::int64_t year, year_in(call.parameter("year")));
  return TargetKey{indicator_in_path(call), unit_in_path(call), year};
}

std::string address_of(const Call& call, std::string_view what, std::string_view last) {
  return "/api/v1/indicators/" + std::string(call.parameter("id")) + "/" + std::string(what) + "/" +
         std::string(call.parameter("unit")) + "/" + std::string(last);
}

// Rows of one indicator that the caller may see, of the units and the year asked for.
struct RowsAsked {
  std::vector<std::string> units;
  std::optional<std::int64_t> year;
};
Result<RowsAsked> rows_asked(Call& call) {
  api::Parameters parameters(call.request());
  RowsAsked asked;
  std::optional<std::string> unit;
  parameters.optional("unit", unit);
  parameters.optional("year", asked.year);
  GUATU_CHECK(parameters.finish());
  asked.units = values_of(call.request(), "unit");
  return asked;
}

class RowFilter {
 public:
  RowFilter(Call& call, Indicator indicator, RowsAsked asked)
      : caller_(call.caller()),
        indicator_(std::move(indicator)),
        asked_(std::move(asked)),
        units_(load_units(call.reader())) {}
  bool takes(const Id<unit::Unit>& unit, std::int64_t year) const {
    if (asked_.year && *asked_.year != year) return false;
    if (!asked_.units.empty() && std::ranges::find(asked_.units, unit.value) == asked_.units.end()) return false;
    return may_see(caller_, relations_of(indicator_, units_, unit));
  }

 private:
  const api::Caller& caller_;
  Indicator indicator_;
  RowsAsked asked_;
  std::vector<unit::Unit> units_;
};

// ---- targets ----

Result<Reply> list_targets(Call& call) {
  GUATU_TRY(RowsAsked asked, rows_asked(call));
  GUATU_TRY(const auto indicator, find_indicator(call.reader(), indicator_in_path(call)));
  const RowFilter filter(call, indicator.row, std::move(asked));
  JsonWriter json;
  json.begin_object().key("items").begin_array();
  for (const auto& told : load_targets_of(call.reader(), indicator.row.id))
    if (filter.takes(told.target.row.unit, told.target.row.year)) write_target(json, told);
  return http::json_reply(200, json.end_array().end_object().take());
}

Result<Reply> get_target(Call& call) {
  GUATU_TRY(const TargetKey key, key_in_path(call));
  GUATU_TRY(const ToldTarget told, find_target(call.reader(), key));
  JsonWriter json;
  write_target(json, told);
  return api::entity_reply(200, json, told.target.version);
}

Result<Reply> put_target_in_path(Call& call) {
  GUATU_TRY(const ExpectedVersion expected, expected_or_new(call));
  GUATU_TRY(const TargetKey key, key_in_path(call));
  GUATU_TRY(const json::Value body, call.body());
  api::Fields fields(body);
  TargetWish wish;
  fields.optional_text("level", wish.level, 100);
  fields.optional_text("growth", wish.growth, 100);
  fields.optional_text("internal_level", wish.internal_level, 100);
  fields.optional_text("note", wish.note, api::kTextMax);
  fields.optional_text("adjustment_number", wish.adjustment_number, 100);
  fields.optional("adjusted_on", wish.adjusted_on);
  fields.optional_text("reason", wish.reason, 400);
  GUATU_CHECK(fields.finish());
  return call.write([&](db::Tx& tx) -> Result<Reply> {
    GUATU_TRY(const ToldTarget told, put_target(tx, key, wish, expected));
    JsonWriter json;
    write_target(json, told);
    return put_reply(json, told.target.version, expected, address_of(call, "targets", call.parameter("year")));
  });
}

// ---- month shares ----

void write_shares(JsonWriter& json, const db::Versioned<MonthShares>& shares) {
  json.begin_object().member("indicator", shares.row.indicator.value).member("unit", shares.row.unit.value);
  json.member("year", shares.row.year).member("trajectory", code_of(shares.row.trajectory)).key("shares").begin_array();
  for (const auto& share : shares.row.share) {
    if (share)
      json.text(format_decimal(*share));
    else
      json.null();
  }
  json.end_array().member("version", shares.version).end_object();
}

Result<Reply> get_shares(Call& call) {
  GUATU_TRY(const TargetKey key, key_in_path(call));
  GUATU_TRY(const auto shares, find_month_shares(call.reader(), key));
  JsonWriter json;
  write_shares(json, shares);
  return api::entity_reply(200, json, shares.version);
}

Result<Reply> put_shares(Call& call) {
  GUATU_TRY(const ExpectedVersion expected, expected_or_new(call));
  GUATU_TRY(const TargetKey key, key_in_path(call));
  GUATU_TRY(const json::Value body, call.body());
  api::Fields fields(body);
  MonthShares shares{key.indicator, key.unit, key.year, TrajectoryKind::plan, {}};
  std::vector<Keyed> given;
  fields.required("trajectory", shares.trajectory);
  fields.required("shares", given);
  if (shares.trajectory != TrajectoryKind::plan && shares.trajectory != TrajectoryKind::quarter &&
      shares.trajectory != TrajectoryKind::seasonal)
    fields.refuse("trajectory", "api.unknown_choice",
                  {{"value", std::string(code_of(shares.trajectory))}, {"choices", "plan, quarter, seasonal"}});
  if (given.size() != shares.share.size())
    fields.refuse("shares", "indicator.count_of_values", {{"value", std::to_string(given.size())}, {"expected", "12"}});
  GUATU_CHECK(fields.finish());
  for (std::size_t i = 0; i < given.size(); ++i) shares.share[i] = given[i].value;
  return call.write([&](db::Tx& tx) -> Result<Reply> {
    GUATU_TRY(const auto put, put_month_shares(tx, shares, expected));
    JsonWriter json;
    write_shares(json, put);
    return put_reply(json, put.version, expected, address_of(call, "shares", call.parameter("year")));
  });
}

// ---- estimates ----

void write_estimate(JsonWriter& json, const db::Versioned<Estimate>& estimate) {
  const Estimate& row = estimate.row;
  json.begin_object().member("indicator", row.indicator.value).member("unit", row.unit.value);
  json.member("month", format_month(row.month));
  member(json, "value", row.value);
  member(json, "growth", row.growth);
  json.member("note", row.note).member("entered_by", row.entered_by);
  json.member("entered_on", format_date(row.entered_on)).member("version", estimate.version).end_object();
}

Result<Reply> list_estimates(Call& call) {
  GUATU_TRY(RowsAsked asked, rows_asked(call));
  GUATU_TRY(const auto indicator, find_indicator(call.reader(), indicator_in_path(call)));
  const RowFilter filter(call, indicator.row, std::move(asked));
  JsonWriter json;
  json.begin_object().key("items").begin_array();
  for (const auto& estimate : load_estimates_of(call.reader(), indicator.row.id))
    if (filter.takes(estimate.row.unit, estimate.row.month.year())) write_estimate(json, estimate);
  return http::json_reply(200, json.end_array().end_object().take());
}

Result<Month> month_in_path(const Call& call) { return parse_month(call.parameter("month")); }

Result<Reply> get_estimate(Call& call) {
  GUATU_TRY(const Month month, month_in_path(call));
  GUATU_TRY(const auto estimate, find_estimate(call.reader(), indicator_in_path(call), unit_in_path(call), month));
  JsonWriter json;
  write_estimate(json, estimate);
  return api::entity_reply(200, json, estimate.version);
}

Result<Reply> put_estimate_in_path(Call& call) {
  GUATU_TRY(const ExpectedVersion expected, expected_or_new(call));
  Estimate estimate;
  estimate.indicator = indicator_in_path(call);
  estimate.unit = unit_in_path(call);
  GUATU_TRY(estimate.month, month_in_path(call));
  GUATU_TRY(const json::Value body, call.body());
  api::Fields fields(body);
  fields.optional("value", estimate.value);
  fields.optional("growth", estimate.growth);
  fields.optional_text("note", estimate.note, api::kTextMax);
  GUATU_CHECK(fields.finish());
  return call.write([&](db::Tx& tx) -> Result<Reply> {
    GUATU_TRY(const auto put, put_estimate(tx, estimate, expected));
    JsonWriter json;
    write_estimate(json, put);
    return put_reply(json, put.version, expected, address_of(call, "estimates", call.parameter("month")));
  });
}

// ---- peers ----

void write_peers(JsonWriter& json, const db::Reader& reader, const db::Versioned<PeerSet>& chosen) {
  const auto units = load_units(reader);
  json.begin_object().member("unit", chosen.row.unit.value).key("peers").begin_array();
  for (const auto& peer : peers_of(chosen.row.unit, units, {chosen.row})) write_name(json, "", peer, units);
  json.end_array().member("is_chosen", !chosen.row.peers.empty()).member("version", chosen.version).end_object();
}

Result<Reply> get_peers(Call& call) {
  GUATU_TRY(const auto chosen, find_peers(call.reader(), unit_in_path(call)));
  JsonWriter json;
  write_peers(json, call.reader(), chosen);
  return api::entity_reply(200, json, chosen.version);
}

Result<Reply> put_peers_in_path(Call& call) {
  GUATU_TRY(const ExpectedVersion expected, expected_or_new(call));
  GUATU_TRY(const json::Value body, call.body());
  api::Fields fields(body);
  PeerSet peers{unit_in_path(call), {}};
  fields.required("peers", peers.peers);
  GUATU_CHECK(fields.finish());
  return call.write([&](db::Tx& tx) -> Result<Reply> {
    GUATU_TRY(const auto put, put_peers(tx, peers, expected));
    JsonWriter json;
    write_peers(json, tx, put);
    return put_reply(json, put.version, expected, "/api/v1/peers/" + peers.unit.value);
  });
}

std::vector<api::Route> routes_of_targets() {
  return {
      {.method = Method::get,
       .pattern = "/api/v1/indicators/{id}/targets",
       .right = "register.read",
       .summary = "Targets of an indicator",
       .handle = list_targets,
       .reach = api::Reach::record,
       .relations = relations_of_indicator,
       .freshness = api::Freshness::of_position},
      {.method = Method::get,
       .pattern = "/api/v1/indicators/{id}/targets/{unit}/{year}",
       .right = "register.read",
       .summary = "One target with its adjustments",
       .handle = get_target,
       .reach = api::Reach::record,
       .relations = relations_of_part},
      {.method = Method::put,
       .pattern = "/api/v1/indicators/{id}/targets/{unit}/{year}",
       .right = "target.edit",
       .summary = "Set a target; adjust one that is there",
       .handle = put_target_in_path},
      {.method = Method::get,
       .pattern = "/api/v1/indicators/{id}/shares/{unit}/{year}",
       .right = "register.read",
       .summary = "How the year is split to months",
       .handle = get_shares,
       .reach = api::Reach::record,
       .relations = relations_of_part},
      {.method = Method::put,
       .pattern = "/api/v1/indicators/{id}/shares/{unit}/{year}",
       .right = "target.edit",
       .summary = "Split a year to months",
       .handle = put_shares},
  };
}

std::vector<api::Route> routes_of_estimates_and_peers() {
  return {
      {.method = Method::get,
       .pattern = "/api/v1/indicators/{id}/estimates",
       .right = "register.read",
       .summary = "Estimates of an indicator, which are no statistics",
       .handle = list_estimates,
       .reach = api::Reach::record,
       .relations = relations_of_indicator,
       .freshness = api::Freshness::of_position},
      {.method = Method::get,
       .pattern = "/api/v1/indicators/{id}/estimates/{unit}/{month}",
       .right = "register.read",
       .summary = "One estimate",
       .handle = get_estimate,
       .reach = api::Reach::record,
       .relations = relations_of_part},
      {.method = Method::put,
       .pattern = "/api/v1/indicators/{id}/estimates/{unit}/{month}",
       .right = "estimate.enter",
       .summary = "Enter an estimate, or change one",
       .handle = put_estimate_in_path,
       .reach = api::Reach::record,
       .relations = relations_of_part},
      {.method = Method::get,
       .pattern = "/api/v1/peers/{unit}",
       .right = "unit.read",
       .summary = "The units that a unit is compared with",
       .handle = get_peers},
      {.method = Method::put,
       .pattern = "/api/v1/peers/{unit}",
       .right = "indicator.edit",
       .summary = "Choose the units that a unit is compared with",
       .handle = put_peers_in_path},
  };
}

}  // namespace

std::vector<api::Route> target_routes() {
  auto all = routes_of_targets();
  std::ranges::move(routes_of_estimates_and_peers(), std::back_inserter(all));
  return all;
}

}  // namespace guatu::indicator

// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "feature/indicator/indicator_routes.hpp"
#include "feature/indicator/statistic_actions.hpp"
#include "feature/indicator/statistic_json_routes.hpp"
#include "platform/api/listing.hpp"
#include "platform/api/reply.hpp"

namespace guatu::indicator {
namespace {

using api::Call;
using http::Method;
using http::Reply;

struct Showing {
  const api::Caller& caller;
  Instant now;
  std::vector<unit::Unit> units;
};

Showing showing(Call& call, const db::Reader& reader) { return {call.caller(), call.now(), load_units(reader)}; }

// `value` and `before` as far as the reader may see them.
struct ShownRow {
  bool shows_value = false;
  std::optional<Decimal> before;
};

void write_row(JsonWriter& json, const CorrectionRow& row, const std::string& vintage_before, const ShownRow& shown) {
  json.begin_object();
  place_members(json, row.figure());
  if (shown.shows_value)
    value_members(json, row.figure());
  else
    hidden_value_members(json);
  member(json, "before", shown.before);
  json.member("vintage_before", vintage_before).member("note", row.note).end_object();
}

// Who confirms must see what he confirms; what is decided waits for its release like any figure.
void write(JsonWriter& json, const ToldCorrection& told, const Showing& to) {
  const Correction& row = told.proposed.correction;
  json.begin_object().member("id", row.id.value).member("state", code_of(row.state)).member("source", row.source);
  json.member("vintage", row.vintage).member("released_on", format_date(row.released_on));
  json.member("released_time", row.released_time).member("document", row.document).member("reason", row.reason);
  json.member("proposed_by", row.proposed_by).member("proposed_on", format_date(row.proposed_on));
  json.member("decided_by", row.decided_by);
  api::member(json, "decided_on", row.decided_on);
  json.member("refusal", row.refusal).key("rows").begin_array();
  const bool sees_all = may_see_embargoed(to.caller, row.source, to.units);
  const bool shows = sees_all || row.state == CorrectionState::proposed || is_out(row.release(), to.now);
  for (std::size_t i = 0; i < told.proposed.rows.size(); ++i) {
    const auto& before = told.before[i];
    const bool shows_before = before && (sees_all || is_released(*before, to.now));
    write_row(json, told.proposed.rows[i], before ? before->vintage : "",
              {shows, shows_before ? before->value : std::nullopt});
  }
  json.end_array().member("version", told.version).end_object();
}

Reply reply_with(int status, const ToldCorrection& told, const Showing& to) {
  JsonWriter json;
  write(json, told, to);
  return api::entity_reply(status, json, told.version);
}

Result<std::vector<api::Relation>> relations(Call& call) {
  GUATU_TRY(const auto told, find_correction(call.reader(), call.parameter("id")));
  return relations_of_source(told.proposed.correction.source, load_units(call.reader()));
}

Result<Reply> list(Call& call) {
  GUATU_TRY(const auto query, api::parse_list_query(call.request(), {.sorts = {"proposed_on"},
                                                                     .filters = {"state", "source"},
                                                                     .direction = api::Direction::descending}));
  const Showing to = showing(call, call.reader());
  auto rows = load_corrections(call.reader());
  std::erase_if(rows, [&](const ToldCorrection& told) {
    const Correction& row = told.proposed.correction;
    return !query.admits("state", code_of(row.state)) || !query.admits("source", row.source) ||
           row.reason.find(query.q) == std::string::npos ||
           !api::may(call.caller(), call.route().right, relations_of_source(row.source, to.units));
  });
  if (query.direction == api::Direction::ascending) std::ranges::reverse(rows);
  return api::cut_list_reply(rows, query, [&](JsonWriter& json, const auto& told) { write(json, told, to); });
}

Result<Reply> get(Call& call) {
  GUATU_TRY(const auto told, find_correction(call.reader(), call.parameter("id")));
  return reply_with(200, told, showing(call, call.reader()));
}

Result<Reply> post(Call& call) {
  GUATU_TRY(const json::Value body, call.body());
  api::Fields fields(body);
  Correction correction;
  ReleaseNote release;
  read_release(fields, release);
  fields.optional_text("document", correction.document, 200);
  fields.required_text("reason", correction.reason, 400);
  const auto rows = read_rows(fields);
  GUATU_CHECK(fields.finish());
  GUATU_CHECK(check_right_over(call, release.source));
  correction.source = release.source;
  correction.vintage = release.vintage;
  correction.released_on = release.released_on;
  correction.released_time = release.released_time;
  return call.write([&](db::Tx& tx) -> Result<Reply> {
    GUATU_TRY(const auto told, propose_correction(tx, correction, rows));
    return std::move(reply_with(201, told, showing(call, tx))
                         .with("Location", "/api/v1/corrections/" + told.proposed.correction.id.value));
  });
}

Result<Reply> confirm_one(Call& call) {
  GUATU_TRY(const std::int64_t expected, call.expected_version());
  return call.write([&](db::Tx& tx) -> Result<Reply> {
    GUATU_TRY(const auto told, confirm_correction(tx, call.parameter("id"), expected));
    return reply_with(200, told, showing(call, tx));
  });
}

Result<Reply> refuse_one(Call& call) {
  GUATU_TRY(const std::int64_t expected, call.expected_version());
  GUATU_TRY(const std::string reason, read_reason(call));
  return call.write([&](db::Tx& tx) -> Result<Reply> {
    GUATU_TRY(const auto told, refuse_correction(tx, call.parameter("id"), reason, expected));
    return reply_with(200, told, showing(call, tx));
  });
}

api::Route over_one(Method method, std::string_view pattern, std::string_view summary, api::Handling handle) {
  return {.method = method,
          .pattern = pattern,
          .right = "statistics.confirm",
          .summary = summary,
          .handle = std::move(handle),
          .reach = api::Reach::record,
          .relations = relations};
}

}  // namespace

std::vector<api::Route> correction_routes() {
  return {
      {.method = Method::get,
       .pattern = "/api/v1/corrections",
       .right = "statistics.confirm",
       .summary = "Corrections of statistics",
       .handle = list,
       .reach = api::Reach::part,
       .freshness = api::Freshness::of_position},
      {.method = Method::post,
       .pattern = "/api/v1/corrections",
       .right = "statistics.confirm",
       .summary = "Propose a new vintage",
       .handle = post,
       .reach = api::Reach::part},
      over_one(Method::get, "/api/v1/corrections/{id}", "One correction", get),
      over_one(Method::post, "/api/v1/corrections/{id}/confirm", "Confirm what another person proposed", confirm_one),
      over_one(Method::post, "/api/v1/corrections/{id}/refuse", "Refuse a correction, or take the own one back",
               refuse_one),
  };
}

}  // namespace guatu::indicator

// SPDX-License-Identifier: Apache-2.0
#include "feature/account/grant_routes.hpp"

#include "base/json_writer.hpp"
#include "feature/account/grant_actions.hpp"
#include "platform/api/call.hpp"
#include "platform/api/fields.hpp"
#include "platform/api/listing.hpp"
#include "platform/api/reply.hpp"

namespace guatu::account {
namespace {

using api::Call;
using http::Method;

constexpr std::size_t kNameMax = 80;
constexpr std::size_t kNoteMax = 200;

void write_grant(JsonWriter& json, const db::Versioned<Grant>& grant) {
  const Grant& row = grant.row;
  json.begin_object().member("id", row.id.value).member("secretary", row.secretary.value);
  json.member("leader", row.leader.value).member("first", format_date(row.first)).member("last", format_date(row.last));
  json.member("granted_by", row.granted_by);
  api::member(json, "ended_on", row.ended_on);
  json.member("note", row.note);
  json.member("version", grant.version).end_object();
}

void write_screen_fields(JsonWriter& json, const db::Versioned<Screen>& screen) {
  const Screen& row = screen.row;
  json.member("id", row.id.value).member("name", row.name).member("created_on", format_date(row.created_on));
  json.member("created_by", row.created_by);
  api::member(json, "valid_until", row.valid_until);
  api::member(json, "ended_on", row.ended_on);
  json.member("version", screen.version);
}

template <class Row, class Write>
http::Reply all_reply(const std::vector<Row>& rows, const Write& write) {
  JsonWriter json;
  json.begin_object().key("items").begin_array();
  for (const Row& row : rows) write(json, row);
  return http::json_reply(200, json.end_array().end_object().take());
}

Result<http::Reply> list_grants(Call& call) { return all_reply(load_grants(call.reader()), write_grant); }

Result<http::Reply> post_grant(Call& call) {
  GUATU_TRY(const json::Value body, call.body());
  api::Fields fields(body);
  Grant grant;
  fields.required("secretary", grant.secretary);
  fields.required("leader", grant.leader);
  fields.required("first", grant.first);
  fields.required("last", grant.last);
  fields.optional_text("note", grant.note, kNoteMax);
  GUATU_CHECK(fields.finish());
  return call.write([&](db::Tx& tx) -> Result<http::Reply> {
    GUATU_TRY(const auto given, give_grant(tx, grant));
    JsonWriter json;
    write_grant(json, given);
    return api::created_reply(json, given.version, "/api/v1/grants/" + given.row.id.value);
  });
}

Result<http::Reply> delete_grant(Call& call) {
  return call.write([&](db::Tx& tx) -> Result<http::Reply> {
    GUATU_CHECK(end_grant(tx, call.parameter("id")));
    return api::no_content();
  });
}

Result<http::Reply> list_screens(Call& call) {
  return all_reply(load_screens(call.reader()), [](JsonWriter& json, const db::Versioned<Screen>& screen) {
    json.begin_object();
    write_screen_fields(json, screen);
    json.end_object();
  });
}

Result<http::Reply> post_screen(Call& call) {
  GUATU_TRY(const json::Value body, call.body());
  api::Fields fields(body);
  Screen screen;
  screen.valid_until = call.today() + kScreenLife;
  std::optional<bool> until_ended;
  fields.required_text("name", screen.name, kNameMax);
  fields.optional("valid_until", screen.valid_until);
  fields.optional("until_ended", until_ended);
  GUATU_CHECK(fields.finish());
  if (!screen.valid_until) screen.valid_until = call.today() + kScreenLife;
  if (until_ended.value_or(false)) screen.valid_until.reset();
  return call.write([&](db::Tx& tx) -> Result<http::Reply> {
    GUATU_TRY(const IssuedScreen issued, issue_screen(tx, screen));
    JsonWriter json;
    json.begin_object();
    write_screen_fields(json, issued.screen);
    json.member("token", issued.token).end_object();
    return api::created_reply(json, issued.screen.version, "/api/v1/screens/" + issued.screen.row.id.value);
  });
}

Result<http::Reply> delete_screen(Call& call) {
  return call.write([&](db::Tx& tx) -> Result<http::Reply> {
    GUATU_CHECK(end_screen(tx, call.parameter("id")));
    return api::no_content();
  });
}

}  // namespace

std::vector<api::Route> grant_routes() {
  return {
      {Method::get, "/api/v1/grants", "grant.read", "Grants to act for a leader", list_grants},
      {Method::post, "/api/v1/grants", "grant.edit", "Let a secretary act for a leader", post_grant},
      {Method::del, "/api/v1/grants/{id}", "grant.edit", "End a grant", delete_grant},
      {Method::get, "/api/v1/screens", "screen.read", "Screen tokens", list_screens},
      {.method = Method::post,
       .pattern = "/api/v1/screens",
       .right = "screen.edit",
       .summary = "Issue a screen token, shown once",
       .handle = post_screen,
       .repeat = api::Repeat::refused},
      {Method::del, "/api/v1/screens/{id}", "screen.edit", "End a screen token", delete_screen},
  };
}

}  // namespace guatu::account

// SPDX-License-Identifier: Apache-2.0
#include "feature/trial/trial_routes.hpp"

#include "base/json_writer.hpp"
#include "feature/trial/trial_actions.hpp"
#include "platform/api/call.hpp"
#include "platform/api/fields.hpp"
#include "platform/api/listing.hpp"
#include "platform/api/reply.hpp"

namespace guatu::trial {
namespace {

using api::Call;
using http::Method;
using http::Reply;

constexpr std::size_t kReasonMax = 400;

Audience audience_of(const Call& call) {
  return api::may(call.caller(), "trial.see") ? Audience::office : Audience::everybody;
}

void write(JsonWriter& json, const db::Versioned<Trial>& trial, Audience audience) {
  json.begin_object().member("list", code_of(trial.row.list)).member("word", chinese_of(trial.row.list));
  json.member("is_on_trial", trial.row.standing == Standing::on_trial);
  json.member("is_hidden", is_hidden(trial.row, audience)).member("reason", trial.row.reason);
  api::member(json, "changed_on", trial.row.changed_on);
  json.member("version", trial.version).end_object();
}

Result<Reply> list(Call& call) {
  JsonWriter json;
  json.begin_object().key("items").begin_array();
  for (const auto& trial : load_trials(call.reader())) write(json, trial, audience_of(call));
  return http::json_reply(200, json.end_array().end_object().take());
}

Result<Reply> put(Call& call) {
  GUATU_TRY(const std::int64_t expected, call.expected_version());
  const auto found = from_code<List>(call.parameter("list"));
  if (!found)
    return refuse(ErrorKind::not_found, "", "api.no_such_record", {{"id", std::string(call.parameter("list"))}});
  GUATU_TRY(const json::Value body, call.body());
  api::Fields fields(body);
  std::optional<bool> is_on_trial;
  Trial trial;
  trial.list = *found;
  fields.optional("is_on_trial", is_on_trial);
  if (!is_on_trial) fields.refuse("is_on_trial", "api.field_missing");
  fields.optional_text("reason", trial.reason, kReasonMax);
  GUATU_CHECK(fields.finish());
  trial.standing = *is_on_trial ? Standing::on_trial : Standing::trusted;
  return call.write([&](db::Tx& tx) -> Result<Reply> {
    GUATU_TRY(const auto edited, edit_trial(tx, trial, expected));
    JsonWriter json;
    write(json, edited, audience_of(call));
    return api::entity_reply(200, json, edited.version);
  });
}

}  // namespace

std::vector<api::Route> trial_routes() {
  return {
      {.method = Method::get,
       .pattern = "/api/v1/trials",
       .right = "cycle.read",
       .summary = "Lists and whether they are on trial",
       .handle = list},
      {.method = Method::put,
       .pattern = "/api/v1/trials/{list}",
       .right = "trial.edit",
       .summary = "Put a list on trial, or trust it",
       .handle = put},
  };
}

}  // namespace guatu::trial

// SPDX-License-Identifier: Apache-2.0
#include "feature/waiting/waiting_routes.hpp"

#include <algorithm>

#include "base/json_writer.hpp"
#include "feature/waiting/waiting_actions.hpp"
#include "platform/api/call.hpp"
#include "platform/api/reply.hpp"

namespace guatu::waiting {
namespace {

bool may_decide(const api::Caller& caller, const Waiting& one) {
  std::vector<api::Relation> relations;
  for (const auto& [kind, who] : one.ties) relations.push_back({kind, who});
  return is_for(one, caller.actor.name) && api::may(caller, right_of(one.step), relations);
}

Result<http::Reply> list(api::Call& call) {
  auto all = load_waiting(call.reader());
  std::erase_if(all, [&](const Waiting& one) { return !may_decide(call.caller(), one); });
  JsonWriter json;
  json.begin_object().key("items").begin_array();
  for (const Waiting& one : all) {
    json.begin_object().member("step", code_of(one.step)).member("word", chinese_of(one.step));
    json.member("id", one.id).member("title", one.title).member("about", one.about);
    json.member("asked_by", one.asked_by).member("asked_on", format_date(one.asked_on)).end_object();
  }
  return http::json_reply(200, json.end_array().end_object().take());
}

}  // namespace

std::vector<api::Route> waiting_routes() {
  return {{.method = http::Method::get,
           .pattern = "/api/v1/todos/waiting",
           .right = api::kSelf,
           .summary = "What others have begun and waits for the caller's decision",
           .handle = list,
           .freshness = api::Freshness::of_position}};
}

}  // namespace guatu::waiting

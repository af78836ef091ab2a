// SPDX-License-Identifier: Apache-2.0
#include "feature/project/adjustment_list_routes.hpp"

#include <algorithm>

#include "feature/project/adjustment_actions.hpp"
#include "feature/project/project_course_routes.hpp"
#include "platform/api/call.hpp"
#include "platform/api/listing.hpp"
#include "platform/api/reading.hpp"
#include "platform/api/reply.hpp"

namespace guatu::project {
namespace {

bool sees(const api::Call& call, const Project& project) {
  std::vector<api::Relation> relations;
  for (auto& tie : ties_of(project)) relations.push_back({std::string(tie.kind), std::move(tie.who)});
  return api::may(call.caller(), call.route().right, relations);
}

void write(JsonWriter& json, const AdjustmentOf& one) {
  json.begin_object().member("project", one.project.id.value).member("project_name", one.project.name);
  json.key("request");
  write_request(json, one.request);
  json.end_object();
}

Result<http::Reply> list(api::Call& call) {
  GUATU_TRY(const auto query,
            api::parse_list_query(call.request(), {.sorts = {"asked_on"}, .filters = {"state", "project"}}));
  std::optional<RequestState> state;
  if (const auto& asked = query.filter("state"); asked.size() == 1) {
    GUATU_TRY(state, api::Reading<RequestState>::from_text(asked.front()));
  }
  auto rows = load_requests_in(call.reader(), state);
  std::erase_if(rows, [&](const AdjustmentOf& one) {
    return !query.admits("state", code_of(one.request.row.state)) || !query.admits("project", one.project.id.value) ||
           one.project.name.find(query.q) == std::string::npos || !sees(call, one.project);
  });
  if (query.direction == api::Direction::descending) std::ranges::reverse(rows);
  return api::cut_list_reply(rows, query, [](JsonWriter& json, const auto& one) { write(json, one); });
}

}  // namespace

std::vector<api::Route> adjustment_list_routes() {
  return {{.method = http::Method::get,
           .pattern = "/api/v1/adjustments",
           .right = "register.read",
           .summary = "Adjustments of all projects, such as those that wait to be decided",
           .handle = list,
           .reach = api::Reach::part,
           .freshness = api::Freshness::of_position}};
}

}  // namespace guatu::project

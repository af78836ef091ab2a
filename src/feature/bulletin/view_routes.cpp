// SPDX-License-Identifier: Apache-2.0
#include "feature/bulletin/view_routes.hpp"

#include "feature/bulletin/view_actions.hpp"
#include "feature/bulletin/view_json.hpp"
#include "feature/cycle/cycle_json.hpp"
#include "platform/api/call.hpp"
#include "platform/api/relation.hpp"
#include "platform/api/reply.hpp"
#include "platform/http/disposition.hpp"

namespace guatu::bulletin {
namespace {

using api::Call;
using http::Method;
using http::Reply;

constexpr std::string_view kOffice = "cycle.papers";
// The page brings its own script and style, and nothing else: it may run them, in a frame of their own origin.
constexpr const char* kPagePolicy =
    "sandbox allow-scripts allow-popups; default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; "
    "img-src data:; frame-ancestors 'self'";

Id<cycle::Cycle> id_in_path(const Call& call) { return {std::string(call.parameter("id"))}; }

trial::Audience audience_of(const Call& call) {
  return api::may(call.caller(), kOffice) ? trial::Audience::office : trial::Audience::everybody;
}

Asking asking_of(const ViewParts& parts, Call& call) {
  return {call.database().directory(), parts.presets, call.today(), call.now()};
}

Reply reply_with(const Shown& shown) {
  const auto& snapshot = shown.snapshot;
  JsonWriter json;
  json.begin_object().key("cycle").begin_object();
  cycle::write_members(json, snapshot.cycle, shown.remind_on, shown.version);
  json.end_object().member("is_final", shown.is_final);
  json.member("mark", shown.is_final ? std::string_view() : kNotFinal).member("snapshot", snapshot.cycle.snapshot);
  json.member("frozen_at", shown.is_final ? std::optional(format_instant(snapshot.frozen_at)) : std::nullopt);
  write_snapshot(json, snapshot);
  return http::json_reply(200, json.end_object().take());
}

Result<Reply> preview(const ViewParts& parts, Call& call) {
  GUATU_TRY(const Shown shown, load_preview(call.reader(), id_in_path(call), asking_of(parts, call)));
  return reply_with(shown);
}

Result<Reply> view(const ViewParts& parts, Call& call) {
  GUATU_CHECK(check_readable(call.reader(), id_in_path(call), audience_of(call)));
  GUATU_TRY(const Shown shown, load_view(call.reader(), id_in_path(call), asking_of(parts, call)));
  return reply_with(shown);
}

std::vector<api::Relation> relations_of(const project::Project& project) {
  return api::relations_from(project::ties_of(project));
}

std::vector<api::Relation> relations_of(const matter::Matter& matter) {
  std::vector<api::Relation> relations;
  if (matter.lead) relations.push_back({"lead", matter.lead->value});
  for (const auto& unit : matter.assisting) relations.push_back({"assisting", unit.value});
  if (matter.verifier) relations.push_back({"verifier", matter.verifier->value});
  return relations;
}

std::vector<api::Relation> relations_of(const indicator::Indicator& indicator) {
  std::vector<api::Relation> relations{{"source", indicator.source}};
  if (indicator.responsible) relations.push_back({"responsible", indicator.responsible->value});
  return relations;
}

// A target is also the business of the unit that is to reach it.
std::vector<api::Relation> relations_of(const TargetMove& move) {
  auto relations = relations_of(*move.indicator);
  relations.push_back({"responsible", move.shown().unit.value});
  return relations;
}

template <class Row>
bool may_see(const Call& call, const Row& row) {
  return api::may(call.caller(), call.route().right, relations_of(row));
}

void write_matters(JsonWriter& json, std::string_view name, const Call& call, const cycle::Snapshot& snapshot,
                   const std::vector<const matter::Matter*>& matters) {
  json.key(name).begin_array();
  for (const auto* matter : matters)
    if (may_see(call, *matter)) write_matter(json, snapshot, *matter);
  json.end_array();
}

Result<Reply> comparison(const ViewParts& parts, Call& call) {
  GUATU_TRY(const Compared compared, load_comparison(call.reader(), id_in_path(call), asking_of(parts, call)));
  const auto& [now, before, found] = compared;
  const auto& snapshot = now->snapshot;
  JsonWriter json;
  json.begin_object().member("cycle", snapshot.cycle.id.value);
  json.member("previous", before == nullptr ? std::nullopt : std::optional(before->cycle.id.value));
  json.member("is_final", now->is_final).member("mark", now->is_final ? std::string_view() : kNotFinal).key("lights");
  if (is_light_hidden(call.reader(), audience_of(call))) {
    json.null();
  } else {
    json.begin_array();
    for (const auto& move : found.lights)
      if (may_see(call, *move.project)) write_light_move(json, snapshot, move);
    json.end_array();
  }
  json.key("matters").begin_object();
  write_matters(json, "closed", call, snapshot, found.closed);
  write_matters(json, "new", call, snapshot, found.added);
  write_matters(json, "overdue", call, snapshot, found.overdue);
  json.end_object().key("figures").begin_array();
  for (const auto& move : found.figures)
    if (may_see(call, *move.indicator)) write_figure_move(json, move);
  json.end_array().key("targets").begin_array();
  for (const auto& move : found.targets)
    if (may_see(call, move)) write_target_move(json, snapshot, move);
  return http::json_reply(200, json.end_array().end_object().take());
}

Result<Reply> pack(const ViewParts& parts, Call& call) {
  GUATU_CHECK(check_readable(call.reader(), id_in_path(call), audience_of(call)));
  GUATU_TRY(const Pack found, load_pack(call.reader(), id_in_path(call), asking_of(parts, call), parts.render));
  JsonWriter json;
  json.begin_object().member("cycle", found.cycle.id.value).member("state", code_of(found.cycle.state));
  json.member("snapshot", found.cycle.snapshot).member("is_stored", found.is_stored).key("files").begin_array();
  for (const auto& paper : found.papers) {
    json.begin_object().member("file", paper.file).member("name", paper.name);
    json.member("content_type", paper.content_type).member("bytes", paper.bytes);
    json.member("sha256", paper.digest).end_object();
  }
  return http::json_reply(200, json.end_array().end_object().take());
}

Result<Reply> paper(const ViewParts& parts, Call& call) {
  GUATU_CHECK(check_readable(call.reader(), id_in_path(call), audience_of(call)));
  GUATU_TRY(auto found, load_paper(call.reader(), id_in_path(call), std::string(call.parameter("file")),
                                   asking_of(parts, call), parts.render));
  const bool is_shown =
      found.paper.content_type.starts_with("text/html") || found.paper.content_type == "image/svg+xml";
  Reply reply;
  reply.body = std::move(found.bytes);
  reply.with("Content-Type", found.paper.content_type).with("Cache-Control", "private, no-cache");
  reply.with("ETag", "\"" + found.paper.digest + "\"");
  reply.with("Content-Disposition",
             http::disposition(is_shown ? http::Showing::in_the_page : http::Showing::as_a_download, found.paper.file,
                               found.paper.name));
  if (is_shown) reply.with("Content-Security-Policy", kPagePolicy).with("X-Frame-Options", "SAMEORIGIN");
  return reply;
}

api::Handling with(const ViewParts& parts, Result<Reply> (*handle)(const ViewParts&, Call&)) {
  return [parts, handle](Call& call) { return handle(parts, call); };
}

}  // namespace

std::vector<api::Route> view_routes(const ViewParts& parts) {
  return {
      {.method = Method::get,
       .pattern = "/api/v1/cycles/{id}/preview",
       .right = "cycle.papers",
       .summary = "Lights and lists as they would be frozen now",
       .handle = with(parts, preview),
       .freshness = api::Freshness::of_position},
      {.method = Method::get,
       .pattern = "/api/v1/cycles/{id}/view",
       .right = "cycle.read",
       .summary = "Lights and lists as they were frozen",
       .handle = with(parts, view)},
      {.method = Method::get,
       .pattern = "/api/v1/cycles/{id}/comparison",
       .right = "register.read",
       .summary = "What changed since the cycle before",
       .handle = with(parts, comparison),
       .reach = api::Reach::part,
       .freshness = api::Freshness::of_position},
      {.method = Method::get,
       .pattern = "/api/v1/cycles/{id}/pack",
       .right = "cycle.read",
       .summary = "The papers of a frozen cycle",
       .handle = with(parts, pack)},
      {.method = Method::get,
       .pattern = "/api/v1/cycles/{id}/pack/{file}",
       .right = "cycle.read",
       .summary = "One paper of a frozen cycle",
       .handle = with(parts, paper)},
  };
}

}  // namespace guatu::bulletin

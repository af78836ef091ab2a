// SPDX-License-Identifier: Apache-2.0
#include "feature/light/rule_set_routes.hpp"

#include <algorithm>

#include "base/json_writer.hpp"
#include "base/text.hpp"
#include "feature/light/rule_set_actions.hpp"
#include "platform/api/call.hpp"
#include "platform/api/fields.hpp"
#include "platform/api/listing.hpp"
#include "platform/api/reply.hpp"
#include "platform/message/problem_json.hpp"

namespace guatu::lights {
namespace {

using api::Call;
using http::Method;
using http::Reply;

constexpr std::size_t kTextMax = 256 * 1024;
constexpr std::uint64_t kBodyMax = 1024 * 1024;

void write_members(JsonWriter& json, const RuleSetRow& row) {
  const RuleProposal& proposal = row.proposal;
  json.member("id", proposal.id.value).member("name", proposal.name).member("rule_version", proposal.rule_version);
  json.member("title", proposal.title).member("scope", proposal.scope);
  json.member("effective_from", format_date(proposal.effective_from));
  api::member(json, "effective_until", proposal.effective_until);
  json.member("state", code_of(row.state)).member("proposed_by", proposal.proposed_by);
  const bool was_proposed = !proposal.proposed_by.empty();
  api::member(json, "proposed_on", was_proposed ? std::optional(proposal.proposed_on) : std::nullopt);
  json.member("confirmed_by", proposal.confirmed_by);
  api::member(json, "adopted_on", row.adopted_on);
  json.member("version", row.version);
}

Reply reply_with(int status, const RuleSetRow& row) {
  JsonWriter json;
  json.begin_object();
  write_members(json, row);
  json.member("text", row.proposal.text).end_object();
  return api::entity_reply(status, json, row.version);
}

// There are a few, so the page is cut here.
Result<Reply> list(Call& call) {
  GUATU_TRY(const auto query, api::parse_list_query(call.request(), {.sorts = {"effective_from", "id"},
                                                                     .filters = {"scope", "state"},
                                                                     .direction = api::Direction::descending}));
  auto rows = load_rule_sets(call.reader());
  std::erase_if(rows, [&](const RuleSetRow& row) {
    return !query.admits("scope", row.proposal.scope) || !query.admits("state", code_of(row.state)) ||
           row.proposal.title.find(query.q) == std::string::npos;
  });
  std::ranges::stable_sort(rows, {}, [&](const RuleSetRow& row) {
    const std::string& id = row.proposal.id.value;
    return query.sort == "id" ? id : format_date(row.proposal.effective_from) + id;
  });
  if (query.direction == api::Direction::descending) std::ranges::reverse(rows);
  return api::cut_list_reply(rows, query, [](JsonWriter& json, const RuleSetRow& row) {
    json.begin_object();
    write_members(json, row);
    json.end_object();
  });
}

Result<Reply> get(Call& call) {
  GUATU_TRY(const auto row, find_rule_set_row(call.reader(), call.parameter("id")));
  return reply_with(200, row);
}

void write_metric(JsonWriter& json, const light::RuleSet& rules, const light::Metric& metric) {
  json.begin_object().member("name", metric.name).member("word", metric.word).key("clauses").begin_array();
  for (const auto& clause : metric.clauses) {
    json.begin_object().member("interval", clause.interval);
    json.member("light", clause.is_hole ? std::string_view() : std::string_view(rules.lights[clause.light].code));
    json.member("is_hole", clause.is_hole).member("source", clause.source).end_object();
  }
  json.end_array().end_object();
}

Result<Reply> check(Call& call) {
  GUATU_TRY(const json::Value body, call.body());
  api::Fields fields(body);
  std::string text;
  fields.required_text("text", text, kTextMax);
  GUATU_CHECK(fields.finish());
  const RuleCheck checked = check_rule_text(text);
  const auto& rules = checked.rules;
  JsonWriter json;
  json.begin_object().member("is_sound", rules.has_value());
  json.member("name", rules ? std::optional(rules->name) : std::nullopt);
  json.member("rule_version", rules ? std::optional(rules->version) : std::nullopt);
  json.member("title", rules ? std::optional(rules->title) : std::nullopt);
  json.member("scope", rules ? std::optional(rules->scope) : std::nullopt).key("metrics").begin_array();
  if (rules)
    for (const auto& metric : rules->metrics) write_metric(json, *rules, metric);
  json.end_array().key("problems");
  message::write_problems(json, checked.problems, call.language());
  return http::json_reply(200, json.end_object().take());
}

Result<Reply> post(Call& call) {
  GUATU_TRY(const json::Value body, call.body());
  api::Fields fields(body);
  std::string text;
  Date effective_from{};
  fields.required_text("text", text, kTextMax);
  fields.required("effective_from", effective_from);
  GUATU_CHECK(fields.finish());
  return call.write([&](db::Tx& tx) -> Result<Reply> {
    GUATU_TRY(const auto row, propose_rule_set(tx, text, effective_from));
    return std::move(reply_with(201, row).with("Location", "/api/v1/rule-sets/" + row.proposal.id.value));
  });
}

Result<Reply> confirm_one(Call& call) {
  GUATU_TRY(const std::int64_t expected, call.expected_version());
  return call.write([&](db::Tx& tx) -> Result<Reply> {
    GUATU_TRY(const auto row, confirm_rule_set(tx, call.parameter("id"), expected));
    return reply_with(200, row);
  });
}

Result<Reply> list_presets(const std::vector<light::RuleText>& presets) {
  GUATU_TRY(const auto rules, light::rule_sets_from(presets));
  JsonWriter json;
  json.begin_object().key("items").begin_array();
  for (const auto& one : rules) {
    json.begin_object().member("name", one.name).member("rule_version", one.version).member("title", one.title);
    json.member("place", one.place).member("year", one.year == 0 ? std::nullopt : std::optional(one.year));
    json.member("scope", one.scope).member("source", one.source).end_object();
  }
  return http::json_reply(200, json.end_array().end_object().take());
}

Result<Reply> get_preset(const std::vector<light::RuleText>& presets, Call& call) {
  for (const auto& preset : presets) {
    GUATU_TRY(const auto rules, light::rule_sets_from(std::span(&preset, 1)));
    if (rules.front().name != call.parameter("name")) continue;
    JsonWriter json;
    json.begin_object().member("name", rules.front().name).member("text", preset.toml).end_object();
    return http::json_reply(200, json.take());
  }
  return refuse(ErrorKind::not_found, "", "api.no_such_record", {{"id", std::string(call.parameter("name"))}});
}

}  // namespace

std::vector<api::Route> rule_set_routes(std::vector<light::RuleText> presets) {
  return {
      {.method = Method::get,
       .pattern = "/api/v1/rule-sets",
       .right = "rule.read",
       .summary = "Rule sets, proposed and adopted",
       .handle = list,
       .freshness = api::Freshness::of_position},
      {.method = Method::post,
       .pattern = "/api/v1/rule-sets",
       .right = "rule.propose",
       .summary = "Propose a rule set",
       .handle = post,
       .body_bytes = kBodyMax},
      {.method = Method::post,
       .pattern = "/api/v1/rule-sets/check",
       .right = "rule.read",
       .summary = "Check the text of a rule set",
       .handle = check,
       .body_bytes = kBodyMax},
      {.method = Method::get,
       .pattern = "/api/v1/rule-sets/{id}",
       .right = "rule.read",
       .summary = "One rule set with its text",
       .handle = get},
      {.method = Method::post,
       .pattern = "/api/v1/rule-sets/{id}/confirm",
       .right = "rule.confirm",
       .summary = "Confirm what another person proposed",
       .handle = confirm_one},
      {.method = Method::get,
       .pattern = "/api/v1/rule-presets",
       .right = "rule.read",
       .summary = "Rule sets that come with the program",
       .handle = [presets](Call&) { return list_presets(presets); }},
      {.method = Method::get,
       .pattern = "/api/v1/rule-presets/{name}",
       .right = "rule.read",
       .summary = "The text of a rule set that comes with the program",
       .handle = [presets](Call& call) { return get_preset(presets, call); }},
  };
}

}  // namespace guatu::lights

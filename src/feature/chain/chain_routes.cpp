// SPDX-License-Identifier: Apache-2.0
#include "feature/chain/chain_routes.hpp"

#include <algorithm>

#include "base/json_writer.hpp"
#include "feature/chain/chain_actions.hpp"
#include "feature/indicator/figure_row.hpp"
#include "platform/api/call.hpp"
#include "platform/api/fields.hpp"
#include "platform/api/list_query.hpp"
#include "platform/api/listing.hpp"
#include "platform/api/reply.hpp"

namespace guatu::chain {
namespace {

using api::Call;
using http::Method;
using http::Reply;

// ---- who may see what ----

class Sight {
 public:
  Sight(const api::Caller& caller, const std::vector<unit::Unit>& units) : caller_(caller), units_(units) {}

  bool sees(const indicator::Indicator& one) const {
    std::vector<api::Relation> relations{{"source", indicator::source_unit(one.source, units_)}};
    if (one.responsible) relations.push_back({"responsible", one.responsible->value});
    return may(relations);
  }
  bool sees(const project::Project& one) const {
    std::vector<api::Relation> relations{
        {"contact", one.contact_leader}, {"project_lead", one.project_lead}, {"owner", one.owner}};
    if (one.responsible) relations.push_back({"responsible", one.responsible->value});
    if (one.department) relations.push_back({"assisting", one.department->value});
    return may(relations);
  }
  bool sees(const matter::Matter& one) const {
    std::vector<api::Relation> relations;
    if (one.lead) relations.push_back({"lead", one.lead->value});
    if (one.verifier) relations.push_back({"verifier", one.verifier->value});
    for (const auto& unit : one.assisting) relations.push_back({"assisting", unit.value});
    return may(relations);
  }

 private:
  bool may(const std::vector<api::Relation>& relations) const { return api::may(caller_, "register.read", relations); }

  const api::Caller& caller_;
  const std::vector<unit::Unit>& units_;
};

void keep_visible(Chain& chain, const Sight& sight) {
  const auto cut = [&](std::vector<ChainMatter>& matters) {
    std::erase_if(matters, [&](const ChainMatter& one) { return !sight.sees(one.matter); });
  };
  std::erase_if(chain.indicators, [&](const ChainIndicator& one) { return !sight.sees(one.indicator); });
  std::erase_if(chain.projects, [&](const ChainProject& one) { return !sight.sees(one.project); });
  cut(chain.matters);
  for (auto& one : chain.projects) cut(one.matters);
  for (auto& one : chain.indicators) {
    cut(one.matters);
    const auto is_seen = [&](const Id<project::Project>& id) {
      return std::ranges::any_of(chain.projects, [&](const ChainProject& seen) { return seen.project.id == id; });
    };
    for (std::size_t i = one.projects.size(); i-- > 0;) {
      if (is_seen(one.projects[i])) continue;
      one.projects.erase(one.projects.begin() + static_cast<std::ptrdiff_t>(i));
      one.shares.erase(one.shares.begin() + static_cast<std::ptrdiff_t>(i));
    }
  }
}

// ---- writing ----

void name_member(JsonWriter& json, std::string_view name, const std::optional<Id<unit::Unit>>& id,
                 const std::vector<unit::Unit>& units) {
  json.key(name);
  if (!id) {
    json.null();
    return;
  }
  const auto found = std::ranges::find(units, *id, &unit::Unit::id);
  json.begin_object().member("id", id->value);
  json.member("name", found == units.end() ? id->value : found->shown_name()).end_object();
}

void decimal_member(JsonWriter& json, std::string_view name, const std::optional<Decimal>& value) {
  json.member(name, value ? std::optional(format_decimal(*value)) : std::nullopt);
}

void percent_member(JsonWriter& json, std::string_view name, const std::optional<Ratio>& value) {
  decimal_member(json, name, value ? std::optional(value->percent(1)) : std::nullopt);
}

void write_matters(JsonWriter& json, const std::vector<ChainMatter>& matters, const ToldChain& told, Date today) {
  json.key("matters").begin_array();
  for (const auto& [matter, desk] : matters) {
    json.begin_object().member("id", matter.id.value).member("kind", matter.kind).member("text", matter.text);
    json.member("state", code_of(matter.state)).member("milestone", matter.milestone);
    api::member(json, "original_due", matter.original_due);
    api::member(json, "due", matter.due);
    json.member("overdue_days", overdue_days(matter, today)).key("desk").begin_object();
    json.member("role", code_of(desk.role));
    name_member(json, "unit", desk.unit, told.units);
    json.member("person", desk.person);
    api::member(json, "since", desk.since);
    json.member("days", desk.days).end_object().end_object();
  }
  json.end_array();
}

void write_project(JsonWriter& json, const ChainProject& one, const ToldChain& told, Date today) {
  json.begin_object().member("id", one.project.id.value).member("name", one.project.name);
  json.member("stage", code_of(one.project.stage));
  name_member(json, "responsible", one.project.responsible, told.units);
  json.member("project_lead", one.project.project_lead);
  decimal_member(json, "expected_share", one.expected_share);
  api::member(json, "year_plan", one.year_plan);
  api::member(json, "actual", one.actual);
  json.key("milestones").begin_array();
  for (const auto& milestone : one.milestones) {
    json.begin_object().member("sequence", milestone.sequence).member("name", milestone.name);
    api::member(json, "baseline", milestone.baseline);
    api::member(json, "entered", milestone.entered);
    json.member("late_days", late_days(milestone, today)).end_object();
  }
  json.end_array();
  write_matters(json, one.matters, told, today);
  json.end_object();
}

void write_standing(JsonWriter& json, const ToldChain& told, const Id<indicator::Indicator>& id) {
  json.key("standing");
  const auto found = told.cells.find(id.value);
  if (found == told.cells.end()) {
    json.null();
    return;
  }
  const indicator::Cell& cell = found->second;
  json.begin_object();
  name_member(json, "unit", cell.unit, told.units);
  json.member("state", code_of(cell.state));
  json.member("month", cell.standing.month ? std::optional(format_month(*cell.standing.month)) : std::nullopt);
  decimal_member(json, "value", cell.standing.value);
  decimal_member(json, "growth", cell.standing.growth);
  percent_member(json, "completion", cell.standing.completion);
  percent_member(json, "ahead", cell.standing.ahead);
  decimal_member(json, "growth_gap", cell.standing.growth_gap);
  json.member("status", figures::code_of(cell.standing.status));
  json.member("status_word", figures::word_of(cell.standing.status));
  json.member("light", cell.light.empty() ? std::nullopt : std::optional<std::string_view>(cell.light)).end_object();
}

void write_indicator(JsonWriter& json, const ChainIndicator& one, const ToldChain& told, Date today) {
  json.begin_object().member("id", one.indicator.id.value).member("name", one.indicator.name);
  name_member(json, "responsible", one.indicator.responsible, told.units);
  write_standing(json, told, one.indicator.id);
  json.key("projects").begin_array();
  for (const auto& project : one.projects) json.text(project.value);
  json.end_array().key("shares").begin_array();
  for (std::size_t i = 0; i < one.projects.size(); ++i) {
    json.begin_object().member("project", one.projects[i].value);
    decimal_member(json, "expected_share", one.shares[i]);
    json.end_object();
  }
  json.end_array();
  write_matters(json, one.matters, told, today);
  json.end_object();
}

Result<Question> question_of(Call& call, Way way) {
  api::Parameters parameters(call.request());
  Question question;
  question.way = way;
  question.today = call.today();
  int given = 0;
  for (const auto& start : kStarts) {
    std::optional<std::string> id;
    parameters.optional(start.code, id);
    if (!id) continue;
    ++given;
    question.start = start.value;
    question.id = *id;
  }
  GUATU_CHECK(parameters.finish());
  if (given != 1) return refuse(ErrorKind::invalid, "", "chain.one_start", {{"value", std::to_string(given)}});
  return question;
}

Result<Reply> walk_one(Call& call, Way way) {
  GUATU_TRY(const Question question, question_of(call, way));
  GUATU_TRY(ToldChain told, walk_chain(call.reader(), question, call.now()));
  if (!api::may(call.caller(), "register.read")) keep_visible(told.chain, Sight(call.caller(), told.units));
  JsonWriter json;
  json.begin_object().member("kind", code_of(question.start)).member("from", question.id);
  json.member("position", call.reader().position()).key("indicators").begin_array();
  for (const auto& one : told.chain.indicators) write_indicator(json, one, told, question.today);
  json.end_array().key("projects").begin_array();
  for (const auto& one : told.chain.projects) write_project(json, one, told, question.today);
  json.end_array();
  write_matters(json, told.chain.matters, told, question.today);
  return http::json_reply(200, json.end_object().take());
}

// ---- contributions ----

void write(JsonWriter& json, const ToldContribution& told) {
  const Contribution& row = told.contribution;
  json.begin_object().member("project", row.project.value).member("project_name", told.project_name);
  json.member("indicator", row.indicator.value).member("indicator_name", told.indicator_name);
  decimal_member(json, "expected_share", row.expected_share);
  json.member("note", row.note);
  api::member(json, "ended_on", row.ended_on);
  json.member("version", told.version).end_object();
}

// A project has one or two; so the page is cut here.
Result<Reply> list(Call& call) {
  GUATU_TRY(const auto query, api::parse_list_query(call.request(), {.sorts = {"indicator", "project"},
                                                                     .filters = {"project", "indicator"}}));
  auto rows = load_all(call.reader());
  std::erase_if(rows, [&](const ToldContribution& one) {
    return !query.admits("project", one.contribution.project.value) ||
           !query.admits("indicator", one.contribution.indicator.value) ||
           (one.project_name.find(query.q) == std::string::npos &&
            one.indicator_name.find(query.q) == std::string::npos);
  });
  if (query.sort == "project")
    std::ranges::stable_sort(rows, {}, [](const ToldContribution& one) { return one.contribution.project.value; });
  if (query.direction == api::Direction::descending) std::ranges::reverse(rows);
  return api::cut_list_reply(rows, query, [](JsonWriter& json, const auto& one) { write(json, one); });
}

Contribution in_path(const Call& call) {
  Contribution contribution;
  contribution.project.value = call.parameter("project");
  contribution.indicator.value = call.parameter("indicator");
  return contribution;
}

Result<Reply> get(Call& call) {
  const Contribution asked = in_path(call);
  GUATU_TRY(const auto found, find_contribution(call.reader(), asked.project, asked.indicator));
  JsonWriter json;
  write(json, found);
  return api::entity_reply(200, json, found.version);
}

Result<Reply> put(Call& call) {
  std::optional<std::int64_t> expected;
  if (!call.request().header("If-Match").empty()) {
    GUATU_TRY(expected, call.expected_version());
  }
  GUATU_TRY(const json::Value body, call.body());
  api::Fields fields(body);
  Contribution contribution = in_path(call);
  fields.optional("expected_share", contribution.expected_share);
  fields.optional_text("note", contribution.note, api::kTextMax);
  fields.optional("ended_on", contribution.ended_on);
  GUATU_CHECK(fields.finish());
  return call.write([&](db::Tx& tx) -> Result<Reply> {
    GUATU_TRY(const auto told, put_contribution(tx, contribution, expected));
    JsonWriter json;
    write(json, told);
    if (expected) return api::entity_reply(200, json, told.version);
    return api::created_reply(
        json, told.version, "/api/v1/contributions/" + contribution.project.value + "/" + contribution.indicator.value);
  });
}

}  // namespace

std::vector<api::Route> chain_routes() {
  return {
      {.method = Method::get,
       .pattern = "/api/v1/contributions",
       .right = "register.read",
       .summary = "Which project is to bring what to which indicator",
       .handle = list,
       .freshness = api::Freshness::of_position},
      {.method = Method::get,
       .pattern = "/api/v1/contributions/{project}/{indicator}",
       .right = "register.read",
       .summary = "One contribution",
       .handle = get},
      {.method = Method::put,
       .pattern = "/api/v1/contributions/{project}/{indicator}",
       .right = "chain.edit",
       .summary = "Say what a project is to bring to an indicator",
       .handle = put},
      {.method = Method::get,
       .pattern = "/api/v1/chain/down",
       .right = "register.read",
       .summary = "From an indicator, unit or project to the desks where its matters lie",
       .handle = [](Call& call) { return walk_one(call, Way::down); },
       .reach = api::Reach::part},
      {.method = Method::get,
       .pattern = "/api/v1/chain/up",
       .right = "register.read",
       .summary = "From a matter, unit or project to the indicators that wait for it",
       .handle = [](Call& call) { return walk_one(call, Way::up); },
       .reach = api::Reach::part},
  };
}

}  // namespace guatu::chain

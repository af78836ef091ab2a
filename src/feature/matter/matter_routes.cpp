// SPDX-License-Identifier: Apache-2.0
#include "feature/matter/matter_routes.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

#include "base/assert.hpp"
#include "feature/matter/matter_json_routes.hpp"
#include "platform/api/fields.hpp"
#include "platform/api/listing.hpp"
#include "platform/api/reply.hpp"

namespace guatu::matter {
namespace {

using api::Call;
using http::Method;
using http::Reply;

constexpr std::int64_t kColumnItems = 10;
const std::vector<std::string> kFilters{"kind",    "state",       "side_state", "lead",      "verifier", "assisting",
                                        "overdue", "source_kind", "project",    "indicator", "parent"};
const std::vector<std::string> kSorts{"due", "registered_on", "id", "original_due", "reported_on", "done_on"};
const std::vector<api::RelationColumn> kRelations{
    {"lead", "lead"}, {"assisting", "assisting", db::Match::element}, {"verifier", "verifier"}};

// A kind is asked for by its code; registers have its word or another name of it.
std::vector<std::string> names_of_kinds(const std::vector<std::string>& wanted, const std::vector<loop::Kind>& kinds) {
  std::vector<std::string> names;
  for (const auto& name : wanted) {
    names.push_back(name);
    const auto* kind = loop::find_kind(kinds, name);
    if (kind == nullptr) continue;
    names.push_back(kind->word);
    names.insert(names.end(), kind->aliases.begin(), kind->aliases.end());
  }
  return names;
}

std::vector<std::string> open_states() {
  std::vector<std::string> states;
  for (const auto& state : kStates)
    if (is_open(state.value)) states.emplace_back(state.code);
  return states;
}

// Past its due date, while somebody could act: is_overdue() as conditions of a list.
void add_overdue(db::PageQuery& page, Date today) {
  page.filters.push_back({"state", open_states()});
  page.filters.push_back({"side_state", {"", "挂牌", "反弹"}});
  page.ranges.push_back({.column = "due", .until = db::Arg("", today - std::chrono::days(1))});
}

Result<void> add_filters(db::PageQuery& page, const api::ListQuery& query, const Ground& ground, Date today) {
  for (const auto& [name, values] : query.filters) {
    if (name == "kind")
      page.filters.push_back({"kind", names_of_kinds(values, ground.kinds)});
    else if (name == "assisting")
      page.filters.push_back({"assisting", values, db::Match::element});
    else if (name != "overdue")
      page.filters.push_back({name, values});
    else if (values == std::vector<std::string>{"true"})
      add_overdue(page, today);
    else
      return refuse(ErrorKind::invalid, "overdue", "api.unknown_choice",
                    {{"value", values.front()}, {"choices", "true"}});
  }
  return {};
}

Result<db::PageQuery> page_query(Call& call, const api::ListQuery& query, const Ground& ground) {
  db::PageQuery page;
  GUATU_CHECK(add_filters(page, query, ground, call.today()));
  page.scope = api::part_of(call.caller(), call.route().right, kRelations);
  page.search_columns = {"text", "id"};
  page.search = query.q;
  page.sort = query.sort;
  page.order = query.direction == api::Direction::descending ? db::SortOrder::descending : db::SortOrder::ascending;
  page.offset = query.offset();
  page.limit = query.page_size;
  return page;
}

Result<Reply> list(const Ground& ground, Call& call) {
  GUATU_TRY(const auto query, api::parse_list_query(call.request(), {kSorts, kFilters, {"as_of"}}));
  GUATU_TRY(auto wanted, page_query(call, query, ground));
  GUATU_TRY(wanted.as_of, api::read_as_of(call.request(), call.reader()));
  const auto page = load_matter_page(call.reader(), wanted);
  return api::list_reply(page.rows, page.total, query, [&](JsonWriter& json, const auto& one) {
    write_row(json, one.row, one.version, ground, call.today());
  });
}

Result<Reply> board(const Ground& ground, Call& call) {
  GUATU_TRY(const auto query, api::parse_list_query(call.request(), {kSorts, kFilters}));
  GUATU_TRY(db::PageQuery wanted, page_query(call, query, ground));
  wanted.offset = 0;
  JsonWriter json;
  json.begin_object().key("columns").begin_array();
  for (const auto& state : kStates) {
    db::PageQuery column = wanted;
    column.filters.push_back({"state", {std::string(state.code)}});
    column.limit = kColumnItems;
    const auto page = load_matter_page(call.reader(), column);
    add_overdue(column, call.today());
    column.limit = 0;
    const auto overdue = is_open(state.value) ? load_matter_page(call.reader(), column).total : 0;
    json.begin_object().member("state", state.code).member("word", state.chinese);
    json.member("total", page.total).member("overdue", overdue).key("items").begin_array();
    for (const auto& one : page.rows) write_row(json, one.row, one.version, ground, call.today());
    json.end_array().end_object();
  }
  return http::json_reply(200, json.end_array().end_object().take());
}

Result<Reply> get(const Ground& ground, Call& call) {
  GUATU_TRY(const auto rules, rules_of(ground, call.reader()));
  return detail_reply(200, call.reader(), rules, party_of(call.caller(), call.reader()), matter_in_path(call), ground,
                      call.today());
}

Result<Reply> get_history(const Ground& ground, Call& call) {
  GUATU_TRY(const auto history, load_matter_history(call.reader(), matter_in_path(call)));
  return api::history_reply(history, [&](JsonWriter& json, const Matter& row, std::int64_t version) {
    write_row(json, row, version, ground, call.today());
  });
}

void write_item(JsonWriter& json, const TimelineItem& item) {
  const ActDone& act = item.act;
  const auto code_or_null = [&](std::string_view name, std::optional<std::string_view> code) {
    json.key(name);
    if (code)
      json.text(*code);
    else
      json.null();
  };
  json.begin_object().member("sequence", act.sequence).member("on", format_date(act.acted_on));
  json.member("act", code_of(act.act)).member("word", chinese_of(act.act)).member("person", act.person);
  json.member("person_name", item.person_name).member("on_behalf_of", act.on_behalf_of);
  api::member(json, "unit", act.unit);
  json.member("text", act.text).member("reason", act.reason);
  api::member(json, "date", act.date);
  code_or_null("verdict", act.verdict ? std::optional(code_of(*act.verdict)) : std::nullopt);
  json.member("from", code_of(act.before)).member("to", code_of(act.after)).member("waits", act.waits);
  code_or_null("signed_act", act.signed_act ? std::optional(code_of(*act.signed_act)) : std::nullopt);
  api::member(json, "lead", act.lead);
  json.key("assisting").begin_array();
  for (const auto& unit : act.assisting) json.text(unit.value);
  json.end_array();
  api::member(json, "target", act.target);
  const bool is_report = act.act == loop::Act::report || act.signed_act == loop::Act::report;
  json.member("quarter", act.quarter).member("progress_word", is_report ? act.grade : std::string());
  json.member("imported", item.is_imported).end_object();
}

Result<Reply> get_timeline(Call& call) {
  GUATU_TRY(const auto items, load_timeline(call.reader(), matter_in_path(call)));
  JsonWriter json;
  json.begin_object().key("items").begin_array();
  for (const auto& item : items) write_item(json, item);
  return http::json_reply(200, json.end_array().end_object().take());
}

Result<Reply> put(const Ground& ground, Call& call) {
  GUATU_TRY(const std::int64_t expected, call.expected_version());
  GUATU_TRY(const json::Value body, call.body());
  api::Fields fields(body);
  MatterText text;
  fields.required("text", text.text);
  fields.optional_text("source_kind", text.source_kind, 100);
  fields.optional_text("source", text.source, 400);
  fields.optional("project", text.project);
  fields.optional("milestone", text.milestone);
  fields.optional("indicator", text.indicator);
  fields.optional_text("note", text.note, api::kTextMax);
  GUATU_CHECK(fields.finish());
  const Party party = party_of(call.caller(), call.reader());
  return call.write([&](db::Tx& tx) -> Result<Reply> {
    GUATU_TRY(const auto rules, rules_of(ground, tx));
    GUATU_TRY(const auto edited, edit_matter(tx, rules, matter_in_path(call), text, expected));
    return detail_reply(200, tx, rules, party, edited.matter.row.id, ground, call.today());
  });
}

Result<Reply> list_kinds(const Ground& ground, Call&) {
  JsonWriter json;
  write_kinds(json, ground.kinds);
  return http::json_reply(200, json.take());
}

SharedGround ground_of(RuleTexts texts) {
  auto kinds = read_kinds(texts.kinds);
  GUATU_ASSERT(kinds.has_value());  // built into the program
  return std::make_shared<const Ground>(Ground{*std::move(kinds), std::move(texts.years)});
}

using Handle = Result<Reply> (*)(const Ground&, Call&);
api::Handling over(const SharedGround& ground, Handle handle) {
  return [ground, handle](Call& call) { return handle(*ground, call); };
}

std::vector<api::Route> register_routes(const SharedGround& ground) {
  constexpr auto kPosition = api::Freshness::of_position;
  return {
      {.method = Method::get,
       .pattern = "/api/v1/matters",
       .right = "register.read",
       .summary = "Matters",
       .handle = over(ground, list),
       .reach = api::Reach::part,
       .freshness = kPosition},
      {.method = Method::get,
       .pattern = "/api/v1/matters/board",
       .right = "register.read",
       .summary = "Matters by state, with counts and the first ones of each",
       .handle = over(ground, board),
       .reach = api::Reach::part,
       .freshness = kPosition},
      {.method = Method::get,
       .pattern = "/api/v1/matters/{id}",
       .right = "register.read",
       .summary = "One matter with its course, duties, parts, and what the caller may do now",
       .handle = over(ground, get),
       .reach = api::Reach::record,
       .relations = relations_of_matter},
      {.method = Method::put,
       .pattern = "/api/v1/matters/{id}",
       .right = "matter.edit",
       .summary = "Edit what a matter says; its dates and states are changed by acts only",
       .handle = over(ground, put),
       .reach = api::Reach::record,
       .relations = relations_of_matter},
      {.method = Method::get,
       .pattern = "/api/v1/matters/{id}/timeline",
       .right = "register.read",
       .summary = "Every act on a matter, the oldest first",
       .handle = get_timeline,
       .reach = api::Reach::record,
       .relations = relations_of_matter,
       .freshness = kPosition},
      {.method = Method::get,
       .pattern = "/api/v1/matters/{id}/history",
       .right = "register.read",
       .summary = "Every version of a matter",
       .handle = over(ground, get_history),
       .reach = api::Reach::record,
       .relations = relations_of_matter,
       .freshness = kPosition},
      {.method = Method::get,
       .pattern = "/api/v1/matter-kinds",
       .right = "register.read",
       .summary = "Kinds of matters with their limits",
       .handle = over(ground, list_kinds),
       .reach = api::Reach::part},
  };
}

}  // namespace

std::vector<api::Route> matter_routes(RuleTexts texts) {
  const SharedGround ground = ground_of(std::move(texts));
  std::vector<api::Route> routes = register_routes(ground);
  std::ranges::move(act_routes(ground), std::back_inserter(routes));
  std::ranges::move(todo_routes(ground), std::back_inserter(routes));
  return routes;
}

}  // namespace guatu::matter

// SPDX-License-Identifier: Apache-2.0
// Creating matters and acting on them: one body for every act, read into the request that the loop decides on.
#include <utility>

#include "feature/matter/matter_json_routes.hpp"
#include "platform/api/fields.hpp"
#include "platform/api/reply.hpp"

namespace guatu::matter {
namespace {

using api::Call;
using http::Method;
using http::Reply;

enum class FirstState { draft, registered };
inline constexpr Named<FirstState> kFirstStates[] = {{FirstState::draft, "draft", "拟办"},
                                                     {FirstState::registered, "registered", "立项"}};
constexpr std::span<const Named<FirstState>> names_of(FirstState) { return kFirstStates; }

enum class Progress { none, on, behind, ahead, done, early, other };
inline constexpr Named<Progress> kProgresses[] = {{Progress::none, "", ""},
                                                  {Progress::on, "达进度", "达进度"},
                                                  {Progress::behind, "欠进度", "欠进度"},
                                                  {Progress::ahead, "超进度", "超进度"},
                                                  {Progress::done, "已完成", "已完成"},
                                                  {Progress::early, "提前完成", "提前完成"},
                                                  {Progress::other, "其它", "其它"}};
constexpr std::span<const Named<Progress>> names_of(Progress) { return kProgresses; }

enum class Satisfaction { none, satisfied, mostly, dissatisfied };
inline constexpr Named<Satisfaction> kSatisfactions[] = {{Satisfaction::none, "", ""},
                                                         {Satisfaction::satisfied, "满意", "满意"},
                                                         {Satisfaction::mostly, "基本满意", "基本满意"},
                                                         {Satisfaction::dissatisfied, "不满意", "不满意"}};
constexpr std::span<const Named<Satisfaction>> names_of(Satisfaction) { return kSatisfactions; }

// Of the year that is said, else of this one until the matter is given out, which says when it is due.
void read_quarters(api::Fields& fields, Date today, std::vector<loop::QuarterTarget>& quarters) {
  constexpr std::int64_t kFirstYear = 2000;
  constexpr std::int64_t kLastYear = 2099;
  std::optional<std::int64_t> said;
  fields.optional("year", said);
  if (said && (*said < kFirstYear || *said > kLastYear)) {
    fields.refuse("year", "matter.no_such_year", {{"value", std::to_string(*said)}});
    said.reset();
  }
  const std::optional<int> year = said ? std::optional(static_cast<int>(*said)) : std::nullopt;
  const auto objects = fields.objects("quarters");
  for (std::size_t i = 0; i < objects.size(); ++i) {
    api::Fields one(objects[i], fields.place_of("quarters") + "[" + std::to_string(i) + "]");
    std::int64_t number = 0;
    std::string text;
    one.required("quarter", number);
    one.required_text("text", text, 400);
    const bool is_known = number >= 1 && number <= 4;
    if (!is_known) one.refuse("quarter", "matter.no_such_quarter", {{"value", std::to_string(number)}});
    fields.add(one.finish());
    if (is_known) {
      const int quarter = static_cast<int>(number);
      quarters.push_back(
          {quarter, std::move(text), Month(year.value_or(year_of(today)), quarter * 3).last_day(), std::nullopt, year});
    }
  }
}

void read_parts(api::Fields& fields, Wish& wish) {
  const auto objects = fields.objects("parts");
  for (std::size_t i = 0; i < objects.size(); ++i) {
    api::Fields one(objects[i], fields.place_of("parts") + "[" + std::to_string(i) + "]");
    loop::PartPlan part;
    std::string text;
    one.required("lead", part.lead);
    one.optional("due", part.due);
    one.optional_text("text", text, api::kTextMax);
    fields.add(one.finish());
    wish.request.parts.push_back(std::move(part));
    wish.part_texts.push_back(std::move(text));
  }
}

// What one word says differs by act: the grade of a matter, of a report, of a call-back.
void read_grade(api::Fields& fields, loop::Request& request) {
  Progress progress = Progress::none;
  Satisfaction satisfaction = Satisfaction::none;
  fields.optional_text("grade", request.grade, 40);
  fields.optional("progress_word", progress);
  fields.optional("satisfaction", satisfaction);
  if (request.act == loop::Act::report) request.grade = code_of(progress);
  if (request.act == loop::Act::call_back) request.grade = code_of(satisfaction);
}

Result<Wish> read_wish(const json::Value& body, loop::Act act, Date today) {
  Wish wish;
  loop::Request& request = wish.request;
  request.act = act;
  api::Fields fields(body);
  fields.optional_text("text", request.text, api::kTextMax);
  fields.optional_text("reason", request.reason, api::kTextMax);
  fields.optional("date", request.date);
  fields.optional("verdict", request.verdict);
  read_grade(fields, request);
  fields.optional("lead", request.lead);
  fields.optional("assisting", request.assisting);
  fields.optional("verifier", request.verifier);
  fields.optional("target", request.target);
  read_parts(fields, wish);
  read_quarters(fields, today, request.quarters);
  std::optional<std::int64_t> quarter;
  fields.optional("quarter", quarter);
  if (quarter && (*quarter < 1 || *quarter > 4))
    fields.refuse("quarter", "matter.no_such_quarter", {{"value", std::to_string(*quarter)}});
  else if (quarter)
    request.quarter = static_cast<int>(*quarter);
  fields.optional("unit", wish.unit);
  GUATU_CHECK(fields.finish());
  return wish;
}

Result<loop::Act> act_in_path(const Call& call) {
  if (const auto act = from_code<loop::Act>(call.parameter("act"))) return *act;
  return refuse(ErrorKind::not_found, "act", "matter.unknown_act", {{"value", std::string(call.parameter("act"))}});
}

Result<Reply> post_act(const Ground& ground, Call& call) {
  GUATU_TRY(const loop::Act act, act_in_path(call));
  GUATU_TRY(const std::int64_t expected, call.expected_version());
  GUATU_TRY(const json::Value body, call.body());
  GUATU_TRY(const Wish wish, read_wish(body, act, call.today()));
  const Party party = party_of(call.caller(), call.reader());
  const Id<Matter> id = matter_in_path(call);
  return call.write([&](db::Tx& tx) -> Result<Reply> {
    GUATU_TRY(const auto rules, rules_of(ground, tx));
    GUATU_CHECK(act_on(tx, rules, party, id, wish, expected));
    return detail_reply(200, tx, rules, party, id, ground, call.today());
  });
}

// Numbers are Chinese text, and a header has none.
std::string percent_encoded(std::string_view text) {
  constexpr std::string_view kHex = "0123456789ABCDEF";
  std::string encoded;
  for (const char letter : text) {
    const auto byte = static_cast<unsigned char>(letter);
    const bool is_plain = (byte >= '0' && byte <= '9') || (byte >= 'A' && byte <= 'Z') ||
                          (byte >= 'a' && byte <= 'z') || byte == '-' || byte == '.' || byte == '_' || byte == '~';
    if (is_plain)
      encoded += letter;
    else
      (encoded += '%').append(1, kHex[byte >> 4U]).append(1, kHex[byte & 15U]);
  }
  return encoded;
}

struct NewMatter {
  Matter row;
  std::vector<Wish> wishes;
};

void read_assignment(api::Fields& fields, NewMatter& fresh) {
  const auto object = fields.object("assign");
  if (!object) return;
  api::Fields one(*object, fields.place_of("assign"));
  Wish assign;
  assign.request.act = loop::Act::assign;
  loop::UnitId lead;
  one.required("lead", lead);
  one.optional("assisting", assign.request.assisting);
  one.optional("date", assign.request.date);
  fields.add(one.finish());
  assign.request.lead = std::move(lead);
  fresh.wishes.push_back(std::move(assign));
}

Result<NewMatter> read_new(const json::Value& body, Date today) {
  NewMatter fresh;
  Matter& row = fresh.row;
  api::Fields fields(body);
  FirstState state = FirstState::registered;
  Wish first;
  std::optional<Id<Matter>> id;
  fields.optional("id", id);
  if (id) row.id = *id;
  if (row.id.value.find('/') != std::string::npos) fields.refuse("id", "matter.bad_number", {{"value", row.id.value}});
  fields.required("kind", row.kind);
  fields.required_text("text", row.text, api::kTextMax);
  fields.optional_text("source_kind", row.source_kind, 100);
  fields.optional_text("source", row.source, 400);
  fields.optional("project", row.project);
  fields.optional("milestone", row.milestone);
  fields.optional("indicator", row.indicator);
  fields.optional_text("note", row.note, api::kTextMax);
  fields.optional_text("grade", first.request.grade, 40);
  fields.optional("verifier", first.request.verifier);
  read_quarters(fields, today, first.request.quarters);
  fields.optional("state", state);
  first.request.act = state == FirstState::draft ? loop::Act::draft : loop::Act::enter;
  fresh.wishes.push_back(std::move(first));
  read_assignment(fields, fresh);
  GUATU_CHECK(fields.finish());
  return fresh;
}

Result<Reply> post(const Ground& ground, Call& call) {
  GUATU_TRY(const json::Value body, call.body());
  GUATU_TRY(const NewMatter fresh, read_new(body, call.today()));
  const Party party = party_of(call.caller(), call.reader());
  return call.write([&](db::Tx& tx) -> Result<Reply> {
    GUATU_TRY(const auto rules, rules_of(ground, tx));
    GUATU_TRY(const auto created, create_matter(tx, rules, party, fresh.row, fresh.wishes));
    const Id<Matter>& id = created.matter.row.id;
    GUATU_TRY(Reply reply, detail_reply(201, tx, rules, party, id, ground, call.today()));
    return std::move(reply.with("Location", "/api/v1/matters/" + percent_encoded(id.value)));
  });
}

}  // namespace

std::vector<api::Route> act_routes(const SharedGround& ground) {
  return {
      {.method = Method::post,
       .pattern = "/api/v1/matters",
       .right = "matter.edit",
       .summary = "Draft or register a matter, and assign it at once where that is asked for",
       .handle = [ground](Call& call) { return post(*ground, call); }},
      {.method = Method::post,
       .pattern = "/api/v1/matters/{id}/acts/{act}",
       .right = "matter.act",
       .summary = "One act on a matter",
       .handle = [ground](Call& call) { return post_act(*ground, call); },
       .reach = api::Reach::record,
       .relations = relations_of_matter},
  };
}

}  // namespace guatu::matter

// SPDX-License-Identifier: Apache-2.0
#include "platform/api/fields.hpp"

#include <gtest/gtest.h>

#include "platform/api/list_query.hpp"
#include "platform/db/store_test.hpp"

namespace guatu::api {
namespace {

using db::testing::Bridge;
using db::testing::Colour;

struct Read {
  std::string name;
  std::string note = "kept";
  std::optional<Date> opened;
  Month planned;
  std::optional<Money> cost;
  std::optional<Decimal> length;
  Colour colour = Colour::green;
  std::vector<Id<Bridge>> next_to;
  std::int64_t lanes = 1;
  std::optional<bool> is_closed;
};

std::vector<std::string> read(const std::string& text, Read& out) {
  const auto document = json::parse(text);
  if (!document) return {"not json"};
  const json::Value root = document->root();
  Fields fields(root);
  fields.required("name", out.name);
  fields.optional_text("note", out.note, 5);
  fields.optional("opened", out.opened);
  fields.optional("planned", out.planned);
  fields.optional("cost", out.cost);
  fields.optional("length", out.length);
  fields.optional("colour", out.colour);
  fields.optional("next_to", out.next_to);
  fields.optional("lanes", out.lanes);
  fields.optional("is_closed", out.is_closed);
  std::vector<std::string> problems;
  if (const auto finished = fields.finish(); !finished)
    for (const Problem& problem : finished.error().problems) problems.push_back(problem.place + " " + problem.code);
  return problems;
}

// One place for all texts of bodies, whatever they are read into.
TEST(FieldsTest, refuses_a_secrecy_marking_and_names_field_and_word) {
  const auto document = json::parse(
      R"({"name": "机密★1年", "note": "秘密", "next_to": ["B-2", "密级：绝密"], "passes": "保守商业秘密，由秘书送达"})");
  const json::Value root = document->root();
  Fields fields(root, "act");
  std::string name;
  std::string note;
  std::string passes;
  std::vector<std::string> next_to;
  fields.required("name", name);
  fields.optional_text("note", note, 5);
  fields.optional("next_to", next_to);
  fields.required_text("passes", passes, 100);
  const auto finished = fields.finish();
  ASSERT_FALSE(finished);
  const auto& problems = finished.error().problems;
  ASSERT_EQ(problems.size(), 3U);
  const char* const places[] = {"act.name", "act.note", "act.next_to[1]"};
  const char* const words[] = {"机密★", "秘密", "密级绝密"};
  for (std::size_t i = 0; i < 3; ++i) {
    EXPECT_EQ(problems[i].place, places[i]);
    EXPECT_EQ(problems[i].code, "api.secrecy_marking");
    EXPECT_EQ(problems[i].args.at("word"), words[i]);
  }
  EXPECT_EQ(passes, "保守商业秘密，由秘书送达");
}

TEST(FieldsTest, accepts) {
  Read out;
  EXPECT_TRUE(read(R"({"name": " 云汀大桥 ", "note": "一二三四五", "opened": "2026-09-21", "planned": "2026-10",
      "cost": "32000000.05", "length": "85.20", "colour": "red", "next_to": ["B-2", "B-3"], "lanes": 4,
      "is_closed": false})",
                   out)
                  .empty());
  EXPECT_EQ(out.name, "云汀大桥");
  EXPECT_EQ(out.opened, date_of(2026, 9, 21));
  EXPECT_EQ(out.planned, Month(2026, 10));
  EXPECT_EQ(out.cost, Money::of_fen(3'200'000'005));
  EXPECT_EQ(format_decimal(*out.length), "85.20");
  EXPECT_EQ(out.colour, Colour::red);
  EXPECT_EQ(out.next_to, (std::vector<Id<Bridge>>{{"B-2"}, {"B-3"}}));
  EXPECT_EQ(out.lanes, 4);
  EXPECT_EQ(out.is_closed, false);
}

TEST(FieldsTest, what_is_missing_or_null_is_empty) {
  Read out;
  out.opened = date_of(2026, 1, 1);
  out.next_to = {{"B-2"}};
  EXPECT_TRUE(read(R"({"name": "桥", "opened": null, "cost": "", "lanes": null})", out).empty());
  EXPECT_EQ(out.note, "");
  EXPECT_FALSE(out.opened);
  EXPECT_FALSE(out.cost);
  EXPECT_TRUE(out.next_to.empty());
  EXPECT_EQ(out.lanes, 1);
}

TEST(FieldsTest, refuses) {
  const std::pair<const char*, const char*> rows[] = {
      {R"({})", "name api.field_missing"},
      {R"({"name": null})", "name api.field_missing"},
      {R"({"name": ""})", "name api.field_missing"},
      {R"({"name": " \u3000"})", "name api.field_missing"},
      {R"({"name": 5})", "name api.wrong_type"},
      {R"({"name": "a\u0000b"})", "name api.control_character"},
      {R"({"name": "桥", "note": "一二三四五六"})", "note api.text_too_long"},
      {R"({"name": "桥", "note": {}})", "note api.wrong_type"},
      {R"({"name": "桥", "opened": "2026-02-30"})", "opened date.no_such_day"},
      {R"({"name": "桥", "opened": 20260921})", "opened api.wrong_type"},
      {R"({"name": "桥", "planned": "2026-13"})", "planned date.not_a_month"},
      {R"({"name": "桥", "cost": "1.005"})", "cost money.fraction_of_fen"},
      {R"({"name": "桥", "cost": 5})", "cost api.wrong_type"},
      {R"({"name": "桥", "length": "8,5"})", "length decimal.not_a_number"},
      {R"({"name": "桥", "colour": "blue"})", "colour api.unknown_choice"},
      {R"({"name": "桥", "next_to": "B-2"})", "next_to api.wrong_type"},
      {R"({"name": "桥", "next_to": ["B-2", 7]})", "next_to[1] api.wrong_type"},
      {R"({"name": "桥", "lanes": 1.5})", "lanes api.wrong_type"},
      {R"({"name": "桥", "lanes": "4"})", "lanes api.wrong_type"},
      {R"({"name": "桥", "is_closed": "no"})", "is_closed api.wrong_type"},
      {R"({"name": "桥", "colur": "red"})", "colur api.field_unknown"},
  };
  for (const auto& [text, expected] : rows) {
    Read out;
    EXPECT_EQ(read(text, out), std::vector<std::string>{expected}) << text;
  }
}

TEST(FieldsTest, all_problems_are_told_at_once) {
  Read out;
  EXPECT_EQ(read(R"({"lanes": "4", "opened": "x", "zzz": 1})", out),
            (std::vector<std::string>{"name api.field_missing", "opened date.not_a_date", "lanes api.wrong_type",
                                      "zzz api.field_unknown"}));
}

TEST(FieldsTest, a_list_is_bounded) {
  std::string text = R"({"name": "桥", "next_to": ["B")";
  for (std::size_t i = 0; i < kListMax; ++i) text += ",\"B\"";
  Read out;
  EXPECT_EQ(read(text + "]}", out), std::vector<std::string>{"next_to api.list_too_long"});
}

TEST(FieldsTest, nested_objects_have_places_of_their_own) {
  const auto document = json::parse(R"({"people": [{"name": "甲"}, {"nam": "乙"}, 3], "one": []})");
  const json::Value root = document->root();
  Fields fields(root);
  std::string name;
  int index = 0;
  for (const json::Value& element : fields.objects("people")) {
    Fields person(element, "people[" + std::to_string(index++) + "]");
    person.required("name", name);
    fields.add(person.finish());
  }
  EXPECT_FALSE(fields.object("one"));
  const auto finished = fields.finish();
  ASSERT_FALSE(finished);
  std::vector<std::string> places;
  for (const Problem& problem : finished.error().problems) places.push_back(problem.place + " " + problem.code);
  EXPECT_EQ(places, (std::vector<std::string>{"people[2] api.wrong_type", "people[1].name api.field_missing",
                                              "people[1].nam api.field_unknown", "one api.wrong_type"}));
}

http::Request asking(std::vector<std::pair<std::string, std::string>> query) {
  http::Request request;
  request.query = std::move(query);
  return request;
}

const ListShape kShape{{"sequence", "name"}, {"sector", "stage"}, {}};

TEST(ListQueryTest, accepts) {
  const auto plain = parse_list_query(asking({}), kShape);
  ASSERT_TRUE(plain);
  EXPECT_EQ(plain->page, 1);
  EXPECT_EQ(plain->page_size, 50);
  EXPECT_EQ(plain->sort, "sequence");
  EXPECT_EQ(plain->direction, Direction::ascending);
  const auto full = parse_list_query(asking({{"page", "3"},
                                             {"page_size", "20"},
                                             {"sort", "-name"},
                                             {"q", " 桥 "},
                                             {"sector", "工业"},
                                             {"sector", "农业"}}),
                                     kShape);
  ASSERT_TRUE(full);
  EXPECT_EQ(full->offset(), 40);
  EXPECT_EQ(full->sort, "name");
  EXPECT_EQ(full->direction, Direction::descending);
  EXPECT_EQ(full->q, "桥");
  EXPECT_EQ(full->filter("sector"), (std::vector<std::string>{"工业", "农业"}));
  EXPECT_TRUE(full->filter("stage").empty());
}

TEST(ListQueryTest, a_list_may_begin_at_its_end) {
  const ListShape latest{{"position"}, {}, {}, Direction::descending};
  EXPECT_EQ(parse_list_query(asking({}), latest)->direction, Direction::descending);
  EXPECT_EQ(parse_list_query(asking({{"sort", "position"}}), latest)->direction, Direction::ascending);
  EXPECT_EQ(parse_list_query(asking({{"sort", "-position"}}), latest)->direction, Direction::descending);
}

TEST(ListQueryTest, refuses) {
  const std::tuple<const char*, std::string, const char*> rows[] = {{"page", "0", "api.bad_page"},
                                                                    {"page", "x", "api.bad_page"},
                                                                    {"page", "1000001", "api.bad_page"},
                                                                    {"page_size", "101", "api.bad_page"},
                                                                    {"page_size", "", "api.bad_page"},
                                                                    {"sort", "cost", "api.unknown_choice"},
                                                                    {"sort", "--name", "api.unknown_choice"},
                                                                    {"colour", "red", "api.parameter_unknown"},
                                                                    {"q", std::string(201, 'x'), "api.text_too_long"}};
  for (const auto& [name, value, code] : rows) {
    const auto query = parse_list_query(asking({{name, value}}), kShape);
    ASSERT_FALSE(query) << name << value;
    EXPECT_EQ(query.error().problems.front().code, code);
    EXPECT_EQ(query.error().problems.front().place, name);
  }
  EXPECT_EQ(parse_list_query(asking({{"page", "1"}, {"page", "2"}}), kShape).error().problems.front().code,
            "api.parameter_repeated");
  const std::vector<std::pair<std::string, std::string>> many(kFilterValuesMax + 1, {"sector", "x"});
  EXPECT_EQ(parse_list_query(asking(many), kShape).error().problems.front().code, "api.list_too_long");
}

TEST(ParametersTest, are_read_like_fields) {
  const auto request = asking({{"date", "2026-09-31"}, {"days", "x"}, {"zone", "8"}});
  Parameters parameters(request);
  Date date;
  std::int64_t days = 0;
  std::string name;
  parameters.required("date", date);
  parameters.required("days", days);
  parameters.required("name", name);
  const auto finished = parameters.finish();
  ASSERT_FALSE(finished);
  std::vector<std::string> problems;
  for (const Problem& problem : finished.error().problems) problems.push_back(problem.place + " " + problem.code);
  EXPECT_EQ(problems, (std::vector<std::string>{"date date.no_such_day", "days api.wrong_type",
                                                "name api.parameter_missing", "zone api.parameter_unknown"}));
}

}  // namespace
}  // namespace guatu::api

// SPDX-License-Identifier: Apache-2.0
#include "tests/scenario/story.hpp"

#include <gtest/gtest.h>

#include <stdexcept>

namespace guatu::testing {
namespace {

const std::string kHead = "# about: a\n# from: b\n";

TEST(StoryTest, accepts) {
  const Story story = parse_story(kHead + R"(
# a comment
today 2026-09-21
account linyan clerk
account zhou contact@U18 lead@U18
as linyan
POST /api/v1/units
Idempotency-Key: k1
{"id":
 "U18"}
=> 201 exactly
ETag: "1"
{"id": "U18"}

restart
GET /x
=> 204

journal
linyan unit.created U18 {"after": {}}
zhou/chen x.y -
)");
  ASSERT_EQ(story.steps.size(), 8U);
  EXPECT_EQ(std::get<Today>(story.steps[0].what).day, date_of(2026, 9, 21));
  EXPECT_EQ(std::get<OpenAccount>(story.steps[2].what).posts, (HeaderLines{{"contact", "U18"}, {"lead", "U18"}}));
  const Ask& ask = std::get<Ask>(story.steps[4].what);
  EXPECT_EQ(ask.headers, (HeaderLines{{"Idempotency-Key", "k1"}}));
  EXPECT_EQ(ask.body, "{\"id\":\n \"U18\"}\n");
  EXPECT_EQ(ask.status, 201);
  EXPECT_TRUE(ask.is_exact);
  EXPECT_EQ(ask.expected_headers, (HeaderLines{{"ETag", "\"1\""}}));
  EXPECT_EQ(ask.expected, "{\"id\": \"U18\"}\n");
  EXPECT_EQ(std::get<Ask>(story.steps[6].what).expected, "");
  const auto& journal = std::get<ExpectJournal>(story.steps[7].what).lines;
  ASSERT_EQ(journal.size(), 2U);
  EXPECT_EQ(journal[0].content, "{\"after\": {}}");
  EXPECT_EQ(journal[1].actor, "zhou/chen");
}

TEST(StoryTest, refuses) {
  for (const char* text : {"today 2026-02-30", "GET /x", "GET /x\n=> ok", "GET /x\n=> 200 exact", "GET\n=> 200",
                           "journal\nlinyan unit.created", "sing", "account linyan", "GET /x\nAccept\n=> 200"})
    EXPECT_THROW(parse_story(kHead + text), std::runtime_error) << text;
  EXPECT_THROW(parse_story("# about: a\n"), std::runtime_error);
}

std::vector<std::string> compare(const char* expected, const char* given, Members members = Members::named) {
  Variables variables{{"$known", "U18"}};
  return differences(expected, given, members, variables);
}

TEST(AgreementTest, accepts) {
  const std::pair<const char*, const char*> rows[] = {{R"({"a": 1})", R"({"a": 1, "b": 2})"},
                                                      {R"({"a": "*"})", R"({"a": null})"},
                                                      {R"({"a": "$new"})", R"({"a": "x"})"},
                                                      {R"({"a": "$known"})", R"({"a": "U18"})"},
                                                      {R"({"a": "/units/$known"})", R"({"a": "/units/U18"})"},
                                                      {R"({"b": "<absent>"})", R"({"a": 1})"},
                                                      {R"([1, "a", true, null])", R"([1, "a", true, null])"},
                                                      {R"([{"a": 1}])", R"([{"a": 1, "b": 2}])"},
                                                      {R"({"a": "$n", "b": "$n"})", R"({"a": 5, "b": 5})"}};
  for (const auto& [expected, given] : rows) EXPECT_TRUE(compare(expected, given).empty()) << expected << given;
}

TEST(AgreementTest, refuses) {
  const std::tuple<const char*, const char*, const char*> rows[] = {
      {R"({"a": 1})", R"({"a": 2})", "a is 2 and not 1"},
      {R"({"a": "1"})", R"({"a": 1})", "a is 1"},
      {R"({"a": 1})", R"({"a": "1"})", "a is \"1\" and not 1"},
      {R"({"a": "x"})", R"({})", "a is missing"},
      {R"({"a": "*"})", R"({})", "a is missing"},
      {R"({"a": "<absent>"})", R"({"a": null})", "a is there"},
      {R"({"a": "$known"})", R"({"a": "U19"})", "a is \"U19\""},
      {R"([1])", R"([1, 2])", "the whole has 2 elements and not 1"},
      {R"([1, 2])", R"([2, 1])", "[0] is 2 and not 1"},
      {R"({"a": {}})", R"({"a": []})", "a is a list of 0 and not an object"},
      {R"({"a": "$n", "b": "$n"})", R"({"a": "x", "b": "y"})", "b is \"y\""},
      {"{}", "x", "the body is not JSON: x"}};
  for (const auto& [expected, given, difference] : rows) {
    const auto found = compare(expected, given);
    ASSERT_FALSE(found.empty()) << expected << given;
    EXPECT_EQ(found.front(), difference);
  }
  EXPECT_EQ(compare("{}", R"({"b": 2})", Members::all), std::vector<std::string>{"b was not expected"});
  EXPECT_THROW(compare("x", "{}"), std::runtime_error);
}

}  // namespace
}  // namespace guatu::testing

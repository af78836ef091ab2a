// SPDX-License-Identifier: Apache-2.0
#include "tests/contract/schema.hpp"

#include <gtest/gtest.h>

#include <stdexcept>

#include "tests/contract/contract.hpp"

namespace guatu::testing {
namespace {

std::vector<std::string> judge(const std::string& schema, const std::string& value) {
  const auto document = json::parse(R"({"schema": )" + schema + R"(, "value": )" + value +
                                    R"(, "components": {"word": {"type": "string"}}})");
  if (!document) throw std::runtime_error("not JSON: " + schema + value);
  return Schemas(document->root())
      .violations(document->root().find("schema").value(), document->root().find("value").value());
}

TEST(SchemaTest, accepts) {
  const std::pair<const char*, const char*> rows[] = {
      {R"({"type": "string"})", R"("a")"},
      {R"({"type": ["string", "null"]})", "null"},
      {R"({"type": "integer", "minimum": 1, "maximum": 3})", "3"},
      {R"({"type": "boolean"})", "false"},
      {R"({"type": "array", "items": {"type": "integer"}})", "[1, 2]"},
      {R"({"type": "array"})", R"([1, "a"])"},
      {R"({"type": "object", "additionalProperties": false, "required": ["a"],
           "properties": {"a": {"type": "integer"}, "b": {"type": "string"}}})",
       R"({"a": 1})"},
      {R"({"type": "object", "additionalProperties": {"type": "string"}})", R"({"x": "y"})"},
      {R"({"type": "object"})", R"({"x": 1})"},
      {R"({"type": "string", "enum": ["a", "b"]})", R"("b")"},
      {R"({"type": "string", "maxLength": 2})", R"("挂图")"},
      {R"({"type": "string", "format": "date"})", R"("2026-02-28")"},
      {R"({"type": "string", "format": "date-time"})", R"("2026-09-21T00:00:07.000000Z")"},
      {R"({"type": "string", "pattern": "^-?[0-9]+\\.[0-9]{2}$"})", R"("-32000000.05")"},
      {R"({"oneOf": [{"type": "string"}, {"type": "null"}]})", "null"},
      {R"({"$ref": "#/components/word"})", R"("a")"},
  };
  for (const auto& [schema, value] : rows) EXPECT_TRUE(judge(schema, value).empty()) << schema << value;
}

TEST(SchemaTest, refuses) {
  const std::tuple<const char*, const char*, const char*> rows[] = {
      {R"({"type": "string"})", "1", "the body: of another type"},
      {R"({"type": ["string", "null"]})", "1", "the body: of another type"},
      {R"({"type": "integer"})", "1.5", "the body: of another type"},
      {R"({"type": "integer", "minimum": 1})", "0", "the body: too small"},
      {R"({"type": "integer", "maximum": 3})", "4", "the body: too large"},
      {R"({"type": "array", "items": {"type": "integer"}})", R"([1, "a"])", "[1]: of another type"},
      {R"({"type": "object", "required": ["a"]})", "{}", "the body: no a"},
      {R"({"type": "object", "additionalProperties": false, "properties": {}})", R"({"x": 1})", "the body: unknown x"},
      {R"({"type": "object", "additionalProperties": {"type": "string"}})", R"({"x": 1})", "x: of another type"},
      {R"({"properties": {"a": {"properties": {"b": {"type": "string"}}}}})", R"({"a": {"b": 1}})",
       "a.b: of another type"},
      {R"({"type": "string", "enum": ["a", "b"]})", R"("c")", "the body: none of the choices"},
      {R"({"type": "string", "maxLength": 2})", R"("abc")", "the body: too long"},
      {R"({"type": "string", "format": "date"})", R"("2026-02-30")", "the body: no date"},
      {R"({"type": "string", "format": "date-time"})", R"("2026-09-21")", "the body: no date-time"},
      {R"({"type": "string", "pattern": "^[0-9]+$"})", R"("1x")", "the body: not of the pattern"},
      {R"({"oneOf": [{"type": "string"}, {"type": "null"}]})", "1", "the body: fits 0 of the choices"},
      {R"({"oneOf": [{"type": "string"}, {"maxLength": 9}]})", R"("a")", "the body: fits 2 of the choices"},
      {R"({"$ref": "#/components/word"})", "1", "the body: of another type"},
  };
  for (const auto& [schema, value, violation] : rows)
    EXPECT_EQ(judge(schema, value), std::vector<std::string>{violation}) << schema << value;
}

TEST(SchemaTest, a_rule_it_does_not_know_is_no_rule_that_is_kept) {
  EXPECT_THROW(judge(R"({"minItems": 1})", "[]"), std::runtime_error);
  EXPECT_THROW(judge(R"({"type": "string", "format": "email"})", R"("a")"), std::runtime_error);
  EXPECT_THROW(judge(R"({"type": "number"})", "1"), std::runtime_error);
  EXPECT_THROW(judge(R"({"$ref": "#/components/none"})", "1"), std::runtime_error);
}

const char* const kSmall = R"({"paths": {
  "/a/{id}": {"get": {"responses": {
      "200": {"headers": {"ETag": {}}, "content": {"application/json": {"schema": {"type": "object"}}}},
      "204": {"description": "gone"}, "4XX": {"$ref": "#/components/responses/R"}}}},
  "/a/b": {"post": {"responses": {"200": {"content": {"application/json": {"schema": {"type": "array"}}}}}}}},
  "components": {
    "responses": {"R": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Problem"}}}}},
    "schemas": {"Problem": {"type": "object", "required": ["kind"], "example": {"kin": "x"}}}}})";

TEST(ContractTest, judges_status_headers_and_body) {
  const Contract contract(kSmall);
  using http::Method;
  const auto judge_reply = [&](Method method, const char* path, int status, const char* body, bool tagged) {
    http::Reply reply = http::json_reply(status, body);
    if (tagged) reply.with("ETag", "\"1\"");
    return contract.violations(method, path, reply);
  };
  using Found = std::vector<std::string>;
  EXPECT_EQ(judge_reply(Method::get, "/a/7", 200, "{}", true), Found{});
  EXPECT_EQ(judge_reply(Method::get, "/a/7", 200, "{}", false), Found{"no header ETag"});
  EXPECT_EQ(judge_reply(Method::get, "/a/7", 200, "[]", true), Found{"the body: of another type"});
  EXPECT_EQ(judge_reply(Method::get, "/a/7", 200, "{", true), Found{"the body is not JSON"});
  EXPECT_EQ(judge_reply(Method::get, "/a/7", 201, "{}", true), Found{"status 201 is not listed"});
  EXPECT_EQ(judge_reply(Method::get, "/a/7", 204, "{}", true), Found{"a body where there is none"});
  EXPECT_EQ(judge_reply(Method::get, "/a/7", 403, R"({"kind": "x"})", true), Found{});
  EXPECT_EQ(judge_reply(Method::get, "/a/7", 403, "{}", true), Found{"the body: no kind"});
  EXPECT_EQ(judge_reply(Method::post, "/a/b", 200, "[]", true), Found{});
  // The literal path is the operation's, as in the route table.
  EXPECT_EQ(judge_reply(Method::get, "/a/b", 200, "{}", true), Found{"answers where there is no operation"});
  EXPECT_EQ(judge_reply(Method::get, "/a/b", 405, R"({"kind": "x"})", true), Found{});
  EXPECT_EQ(contract.violations(Method::get, "/a/7", http::text_reply(403, "{}")),
            (Found{"not application/json", "the body: no kind"}));
  EXPECT_EQ(contract.bad_examples(), Found{"Problem the body: no kind"});
}

TEST(ContractTest, examples_fit_their_schemas) {
  EXPECT_EQ(Contract::of_the_api().bad_examples(), std::vector<std::string>{});
}

TEST(ContractTest, every_operation_has_a_name_of_its_own) {
  std::vector<std::string> names;
  for (const Operation& operation : Contract::of_the_api().operations()) names.push_back(operation.id);
  std::ranges::sort(names);
  EXPECT_EQ(std::ranges::adjacent_find(names), names.end());
  EXPECT_GT(names.size(), 60U);
}

}  // namespace
}  // namespace guatu::testing

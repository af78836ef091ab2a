// SPDX-License-Identifier: Apache-2.0
#include "platform/json/json.hpp"

#include <gtest/gtest.h>

#include <string>

namespace guatu::json {
namespace {

TEST(JsonTest, accepts) {
  const auto document = parse(R"( {"a":1,"b":"桥","c":[true,null],"d":1.5,"e":9223372036854775807} )");
  ASSERT_TRUE(document);
  const Value root = document->root();
  EXPECT_EQ(root.size(), 5U);
  EXPECT_EQ(root.key_at(1), "b");
  EXPECT_EQ(root.integer("a"), 1);
  EXPECT_EQ(root.text("b"), "桥");
  EXPECT_EQ(root.text("a"), std::nullopt);
  EXPECT_EQ(root.integer("missing"), std::nullopt);
  EXPECT_EQ(root.integer("d"), std::nullopt);
  EXPECT_EQ(root.integer("e"), INT64_MAX);
  EXPECT_EQ(root.find("c")->at(0).as_boolean(), true);
  EXPECT_TRUE(root.find("c")->at(1).is_null());
}

TEST(JsonTest, refuses) {
  const std::string deep(kDepthMax + 1, '[');
  const std::pair<std::string, const char*> rows[] = {
      {"", "json.malformed"},         {"{", "json.malformed"},
      {"{}x", "json.malformed"},      {"{'a':1}", "json.malformed"},
      {"\"\xff\"", "json.malformed"}, {deep + std::string(kDepthMax + 1, ']'), "json.malformed"}};
  for (const auto& [text, code] : rows) {
    const auto document = parse(text);
    ASSERT_FALSE(document) << text;
    EXPECT_EQ(document.error().problems.at(0).code, code);
  }
  EXPECT_EQ(parse("[1,2]", 4).error().problems.at(0).code, "json.too_large");
  EXPECT_TRUE(parse(std::string(kDepthMax, '[') + std::string(kDepthMax, ']')));
}

}  // namespace
}  // namespace guatu::json

// SPDX-License-Identifier: Apache-2.0
#include "feature/exchange/layout.hpp"

#include <gtest/gtest.h>

namespace guatu::exchange {
namespace {

constexpr std::string_view kLayouts = R"(
[[layout]]
id = "first"
title = "甲表"
required = ["id"]
[layout.fields]
id = ["编号", "编码"]
name = ["名称"]
[layout.by_month]
amount = ["完成"]

[[layout]]
id = "second"
title = "乙表"
required = ["id"]
[layout.fields]
id = ["编号"]
name = ["名称"]

[[layout]]
id = "third"
title = "丙表"
required = ["id", "kind"]
words = ["丙"]
[layout.fields]
id = ["编号"]
kind = ["名称"]
)";

Table table_of(const std::vector<std::string>& headers) {
  Table table;
  for (const auto& header : headers) {
    Column column;
    column.index = static_cast<std::uint16_t>(table.columns.size());
    column.path = {header};
    column.label = header;
    column.span = take_span(column.label);
    table.columns.push_back(column);
  }
  return table;
}

std::string outcome(const std::vector<std::string>& headers, std::string_view where, const GivenNames& given = {}) {
  const auto layouts = *parse_layouts(kLayouts);
  const Table table = table_of(headers);
  const auto mapping = map_columns(table, where, layouts, HeaderWords(layouts, {}), given);
  return mapping ? mapping->layout->id : mapping.error().problems.front().code;
}

TEST(MapColumnsTest, finds_the_layout_or_says_why_not) {
  EXPECT_EQ(outcome({"编号", "名称"}, ""), "import.two_layouts");
  EXPECT_EQ(outcome({"编号", "名称", "8月完成"}, ""), "first");  // more of its columns are there
  EXPECT_EQ(outcome({"编号", "名称"}, "某某丙表"), "third");     // a word in the title decides
  EXPECT_EQ(outcome({"名称", "8月完成"}, ""), "import.columns_missing");
  EXPECT_EQ(outcome({"别的"}, ""), "import.no_layout");
  EXPECT_EQ(outcome({"编号", "编号", "8月完成"}, ""), "import.column_twice");
  EXPECT_EQ(outcome({"编号", "8月完成", "9月完成"}, ""), "first");  // the same field for two months is two columns
}

TEST(MapColumnsTest, a_better_name_wins_and_a_given_name_goes_before_all) {
  const auto layouts = *parse_layouts(kLayouts);
  const Table table = table_of({"编码", "编号", "8月完成"});
  const auto mapping = map_columns(table, "", layouts, HeaderWords(layouts, {}), {});
  ASSERT_TRUE(mapping);
  EXPECT_EQ(mapping->find("id")->column->label, "编号");
  EXPECT_EQ(mapping->unused.size(), 1U);
  EXPECT_EQ(outcome({"代号", "8月完成"}, "", {{"代号", "id"}}), "first");
}

}  // namespace
}  // namespace guatu::exchange

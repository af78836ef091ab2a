// SPDX-License-Identifier: Apache-2.0
#include "feature/exchange/span.hpp"

#include <gtest/gtest.h>

namespace guatu::exchange {
namespace {

TEST(SpanTest, is_taken_out_of_a_label) {
  struct Row {
    const char* label;
    int first, last;
    const char* rest;
  };
  const Row rows[] = {{"8月", 8, 8, ""},
                      {"1—8月", 1, 8, ""},
                      {"1-8月累计完成投资", 1, 8, "累计完成投资"},
                      {"1月-8月", 1, 8, ""},
                      {"截至8月底累计完成", 8, 8, "累计完成"},
                      {"2026年1—3月", 1, 3, ""},
                      {"8月份完成投资", 8, 8, "完成投资"},
                      {"上半年", 1, 6, ""},
                      {"前三季度增速", 1, 9, "增速"},
                      {"12月", 12, 12, ""}};
  for (const auto& row : rows) {
    std::string label = row.label;
    const auto span = take_span(label);
    ASSERT_TRUE(span) << row.label;
    EXPECT_EQ(span->first, row.first) << row.label;
    EXPECT_EQ(span->last, row.last) << row.label;
    EXPECT_EQ(label, row.rest) << row.label;
  }
}

TEST(SpanTest, is_not_seen_where_none_is) {
  for (const char* label : {"12345办理满意率", "13月", "项目名称", "8—1月", "2026年度计划", "0月"}) {
    std::string copy = label;
    EXPECT_FALSE(take_span(copy)) << label;
    EXPECT_EQ(copy, label);
  }
}

TEST(YearTest, is_found_in_names_and_titles) {
  EXPECT_EQ(find_year("05_统计月报_2026.xlsx"), 2026);
  EXPECT_EQ(find_year("2025年目标"), 2025);
  EXPECT_EQ(find_year("调度周期_2026-09-21.xlsx"), 2026);
  EXPECT_FALSE(find_year("项目20260101"));
  EXPECT_FALSE(find_year("12345热线"));
  std::string label = "2026年度投资计划";
  EXPECT_EQ(take_year(label), 2026);
  EXPECT_EQ(label, "年度投资计划");
}

}  // namespace
}  // namespace guatu::exchange

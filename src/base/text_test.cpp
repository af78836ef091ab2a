// SPDX-License-Identifier: Apache-2.0
#include "base/text.hpp"

#include <gtest/gtest.h>

#include "base/json_writer.hpp"
#include "base/money.hpp"

namespace guatu {
namespace {

TEST(TextTest, folds_and_trims_what_offices_type) {
  EXPECT_EQ(fold_width("１２．５％（万元）"), "12.5%(万元)");
  EXPECT_EQ(trim("\u3000 区发改局\u00A0\n"), "区发改局");
  EXPECT_EQ(squeeze(" 完成 投资\n（亿元）"), "完成投资(亿元)");
  EXPECT_EQ(split("住建局、 交通局；，", "、；，"), (std::vector<std::string>{"住建局", "交通局"}));
}

TEST(TextTest, knows_bad_utf8) {
  EXPECT_TRUE(is_valid_utf8("挂图𠀀"));
  for (const char* bytes : {"\xC0\x80", "\xED\xA0\x80", "\xE6\x8C", "\xFF", "\xF4\x90\x80\x80"})
    EXPECT_FALSE(is_valid_utf8(bytes));
  EXPECT_EQ(character_count("挂图ab"), 4U);
}

TEST(MoneyTest, units_are_exact) {
  const Money plan = *parse_money("3.2", MoneyUnit::hundred_million_yuan);
  EXPECT_EQ(plan.fen(), 32'000'000'000);
  EXPECT_EQ(format_yuan(plan), "320000000.00");
  EXPECT_EQ(format_money(plan, MoneyUnit::ten_thousand_yuan, 0), "32000");
  EXPECT_EQ(parse_money("0.001", MoneyUnit::yuan).error().problems.at(0).code, "money.fraction_of_fen");
  EXPECT_EQ(parse_money("10001", MoneyUnit::hundred_million_yuan).error().problems.at(0).code, "money.too_large");
}

TEST(JsonWriterTest, writes_values_in_order) {
  JsonWriter json;
  json.begin_object().member("a", 1).member("b", "引\"号\n").key("c").begin_array().null().boolean(true).number(85.2);
  json.end_array().member("d", std::optional<std::string>()).end_object();
  EXPECT_EQ(json.take(), R"({"a":1,"b":"引\"号\n","c":[null,true,85.2],"d":null})");
}

TEST(Text, CountsOnALine) {
  EXPECT_EQ(most_on_a_line("a.b\nc.d.e\n.", '.'), 2U);
  EXPECT_EQ(most_on_a_line("", '.'), 0U);
}

}  // namespace
}  // namespace guatu

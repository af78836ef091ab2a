// SPDX-License-Identifier: Apache-2.0
#include "base/number_format.hpp"

#include <gtest/gtest.h>

namespace guatu::sheet {
namespace {

TEST(NumberFormatTest, custom_codes) {
  const std::pair<const char*, NumberStyle> rows[] = {
      {"General", NumberStyle::plain},
      {"G/通用格式", NumberStyle::plain},
      {"G/通用格式\"亿元\"", NumberStyle::plain},
      {"0.00", NumberStyle::plain},
      {"0.00E+00", NumberStyle::plain},
      {"#,##0.00_ ;[Red]\\-#,##0.00\\ ", NumberStyle::plain},
      {"0\"days\"", NumberStyle::plain},
      {"\\d0", NumberStyle::plain},
      {"[Yellow]0", NumberStyle::plain},
      {"@", NumberStyle::plain},
      {"0.0%", NumberStyle::percent},
      {"0.0\"%\"", NumberStyle::plain},
      {"yyyy\"年\"m\"月\"", NumberStyle::month},
      {"yyyy\"年\"m\"月\"d\"日\";@", NumberStyle::day},
      {"yyyy年m月", NumberStyle::month},
      {"[$-804]yyyy\"年\"m\"月\"d\"日\"", NumberStyle::day},
      {"[DBNum1][$-804]yyyy\"年\"m\"月\"", NumberStyle::month},
      {"[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy", NumberStyle::day},
      {"yyyy/m/d;@", NumberStyle::day},
      {"YYYY-MM", NumberStyle::month},
      {"yyyy", NumberStyle::month},
      {"m/d", NumberStyle::day},
      {"e/m/d", NumberStyle::day},
      {"yyyy/m/d h:mm", NumberStyle::moment},
      {"yyyy-mm-dd hh:mm:ss", NumberStyle::moment},
      {"h:mm", NumberStyle::time},
      {"mm:ss.0", NumberStyle::time},
      {"[h]:mm:ss", NumberStyle::time},
      {"[mm]:ss", NumberStyle::time},
      {"h\"时\"mm\"分\"", NumberStyle::time},
      {"上午/下午h\"时\"mm\"分\"", NumberStyle::time},
      {"", NumberStyle::plain},
      {"\"", NumberStyle::plain},
      {"\\", NumberStyle::plain},
      {"[", NumberStyle::plain},
  };
  for (const auto& [code, style] : rows) EXPECT_EQ(style_of_format(code), style) << code;
}

TEST(NumberFormatTest, builtin_numbers) {
  const std::pair<unsigned, NumberStyle> rows[] = {
      {0, NumberStyle::plain},  {4, NumberStyle::plain},  {9, NumberStyle::percent}, {13, NumberStyle::plain},
      {14, NumberStyle::day},   {17, NumberStyle::month}, {21, NumberStyle::time},   {22, NumberStyle::moment},
      {23, NumberStyle::plain}, {27, NumberStyle::month}, {31, NumberStyle::day},    {36, NumberStyle::month},
      {37, NumberStyle::plain}, {45, NumberStyle::time},  {49, NumberStyle::plain},  {57, NumberStyle::month},
      {58, NumberStyle::day},   {59, NumberStyle::plain}};
  for (const auto& [id, style] : rows) EXPECT_EQ(style_of_builtin(id), style) << id;
}

TEST(NumberFormatTest, a_number_that_is_no_day_stays_a_number) {
  Cell cell;
  cell.kind = CellKind::number;
  cell.number = -3;
  apply_style(cell, NumberStyle::day, DayCount::from_1900);
  EXPECT_EQ(cell.kind, CellKind::number);
  cell.number = 0;
  apply_style(cell, NumberStyle::day, DayCount::from_1904);
  EXPECT_EQ(format_date(*cell_date(cell)), "1904-01-01");
}

}  // namespace
}  // namespace guatu::sheet

// SPDX-License-Identifier: Apache-2.0
#include "feature/exchange/cell_value.hpp"

#include <gtest/gtest.h>

namespace guatu::exchange {
namespace {

sheet::Cell text_cell(const char* text) {
  sheet::Cell cell;
  cell.kind = sheet::CellKind::text;
  cell.text = text;
  return cell;
}

sheet::Cell number_cell(const char* text, sheet::NumberStyle style = sheet::NumberStyle::plain) {
  sheet::Cell cell;
  cell.kind = sheet::CellKind::number;
  cell.text = text;
  cell.number = parse_decimal(text)->to_double();
  cell.style = style;
  return cell;
}

template <class T>
std::string code_of(const Result<T>& result) {
  return result ? std::string() : result.error().problems.front().code;
}

TEST(NumberCellTest, accepts) {
  const std::pair<sheet::Cell, const char*> rows[] = {{text_cell(" １，２３４．５ "), "1234.5"},
                                                      {text_cell("1,234.50"), "1234.50"},
                                                      {text_cell("-3"), "-3"},
                                                      {number_cell("85.2"), "85.2"}};
  for (const auto& [cell, expected] : rows) {
    const auto number = read_number(&cell, NumberMeaning::plain);
    ASSERT_TRUE(number) << cell.text;
    EXPECT_EQ(format_decimal(number->number), expected);
  }
  const auto blank = text_cell("  ");
  EXPECT_EQ(read_number(&blank, NumberMeaning::plain)->given, Given::nothing);
  EXPECT_EQ(read_number(nullptr, NumberMeaning::plain)->given, Given::nothing);
  const auto not_applicable = text_cell("不适用");
  EXPECT_EQ(read_number(&not_applicable, NumberMeaning::plain)->given, Given::not_applicable);
}

TEST(NumberCellTest, refuses) {
  sheet::Cell error = text_cell("#REF!");
  error.kind = sheet::CellKind::error;
  sheet::Cell uncomputed;
  uncomputed.formula = sheet::FormulaState::without_value;
  const std::pair<sheet::Cell, const char*> rows[] = {{text_cell("约3.2"), "import.not_a_number"},
                                                      {text_cell("1.2.3"), "import.not_a_number"},
                                                      {text_cell("—"), "import.placeholder"},
                                                      {text_cell("待定"), "import.placeholder"},
                                                      {error, "import.error_cell"},
                                                      {uncomputed, "import.no_cached_value"},
                                                      {text_cell("5%"), "import.percent_ambiguous"},
                                                      {text_cell("123456789012345678"), "decimal.too_long"}};
  for (const auto& [cell, code] : rows) EXPECT_EQ(code_of(read_number(&cell, NumberMeaning::plain)), code) << cell.text;
}

TEST(PercentCellTest, points_are_told_by_header_format_or_sign) {
  const auto fraction = number_cell("0.053", sheet::NumberStyle::percent);
  const auto plain = number_cell("5.3");
  const auto sign = text_cell("5.3%");
  EXPECT_EQ(format_decimal(read_number(&fraction, NumberMeaning::percent_points)->number), "5.3");
  EXPECT_EQ(format_decimal(read_number(&plain, NumberMeaning::percent_points)->number), "5.3");
  EXPECT_EQ(format_decimal(read_number(&sign, NumberMeaning::percent_unstated)->number), "5.3");
  EXPECT_EQ(format_decimal(read_number(&fraction, NumberMeaning::percent_unstated)->number), "5.3");
  EXPECT_EQ(code_of(read_number(&plain, NumberMeaning::percent_unstated)), "import.percent_ambiguous");
}

TEST(MoneyCellTest, needs_a_unit) {
  const auto plain = number_cell("3.2");
  const auto written = text_cell("3.2亿元");
  EXPECT_EQ((*read_money(&plain, "亿元"))->fen(), 32'000'000'000);
  EXPECT_EQ((*read_money(&plain, "万元"))->fen(), 3'200'000);
  EXPECT_EQ((*read_money(&written, "万元"))->fen(), 32'000'000'000);
  EXPECT_EQ(code_of(read_money(&plain, "")), "import.unit_missing");
  const auto percent = number_cell("0.5", sheet::NumberStyle::percent);
  EXPECT_EQ(code_of(read_money(&percent, "万元")), "import.not_money");
}

TEST(DateCellTest, accepts_what_offices_write) {
  const std::pair<const char*, const char*> rows[] = {
      {"2026-09-21", "2026-09-21"},      {"2026/9/21", "2026-09-21"},
      {"2026.9.21", "2026-09-21"},       {"2026年9月21日", "2026-09-21"},
      {"2026.6", "2026-06-30"},          {"2026-06", "2026-06-30"},
      {"2026年6月", "2026-06-30"},       {"2026年6月底前", "2026-06-30"},
      {"6月底", "2026-06-30"},           {"2月", "2026-02-28"},
      {"9月上旬", "2026-09-10"},         {"9月中旬", "2026-09-20"},
      {"2026年6月30日前", "2026-06-30"}, {"2026年底", "2026-12-31"},
      {"9月21日", "2026-09-21"},         {"46286", "2026-09-21"}};
  for (const auto& [text, expected] : rows) {
    const auto cell = text_cell(text);
    const auto date = read_date(&cell, 2026);
    ASSERT_TRUE(date && *date) << text;
    EXPECT_EQ(format_date(**date), expected) << text;
  }
  const auto typed = number_cell("2026.6");
  EXPECT_EQ(format_date(**read_date(&typed, std::nullopt)), "2026-06-30");
}

TEST(DateCellTest, refuses) {
  const std::pair<sheet::Cell, const char*> rows[] = {
      {text_cell("2026-02-30"), "date.no_such_day"}, {text_cell("2026年13月"), "import.not_a_date"},
      {text_cell("尽快"), "import.not_a_date"},      {number_cell("2026.1"), "import.date_ambiguous"},
      {number_cell("12"), "import.not_a_date"},      {text_cell("2026-1-2-3"), "import.not_a_date"}};
  for (const auto& [cell, code] : rows) EXPECT_EQ(code_of(read_date(&cell, 2026)), code) << cell.text;
  const auto no_year = text_cell("6月底");
  EXPECT_EQ(code_of(read_date(&no_year, std::nullopt)), "import.year_missing");
}

TEST(IntegerCellTest, refuses_parts) {
  const auto half = number_cell("1.5");
  const auto negative = number_cell("-1");
  EXPECT_EQ(code_of(read_integer(&half)), "import.not_an_integer");
  EXPECT_EQ(code_of(read_integer(&negative)), "import.not_an_integer");
}

}  // namespace
}  // namespace guatu::exchange

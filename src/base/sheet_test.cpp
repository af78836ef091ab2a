// SPDX-License-Identifier: Apache-2.0
#include "base/sheet.hpp"

#include <gtest/gtest.h>

namespace guatu::sheet {
namespace {

TEST(CellNameTest, accepts) {
  const std::pair<const char*, Position> rows[] = {{"A1", {0, 0}},   {"C12", {11, 2}},
                                                   {"Z1", {0, 25}},  {"AA1", {0, 26}},
                                                   {"AZ3", {2, 51}}, {"XFD1048576", {1048575, 16383}}};
  for (const auto& [text, position] : rows) {
    EXPECT_EQ(parse_cell_name(text), position) << text;
    EXPECT_EQ(cell_name(position), text);
  }
  EXPECT_EQ(parse_cell_name("$c$12"), (Position{11, 2}));
}

TEST(CellNameTest, refuses) {
  for (const char* text :
       {"", "A", "12", "A0", "XFE1", "A1048577", "A1:B2", "1A", "A-1", "AAAAAAAAAAAAAAA1", "A99999999999"})
    EXPECT_FALSE(parse_cell_name(text)) << text;
}

TEST(SerialTest, days_agree_with_excel) {
  const std::pair<double, const char*> rows[] = {
      {1, "1900-01-01"}, {59, "1900-02-28"}, {61, "1900-03-01"}, {45191.75, "2023-09-22"}, {109574, "2199-12-31"}};
  for (const auto& [serial, text] : rows) {
    ASSERT_TRUE(date_from_serial(serial)) << serial;
    EXPECT_EQ(format_date(*date_from_serial(serial)), text);
    EXPECT_EQ(serial_from_date(*parse_date(text)), std::floor(serial));
  }
  for (const double serial : {60.0, 0.5, -1.0, 109575.0, 1e300}) EXPECT_FALSE(date_from_serial(serial)) << serial;
}

Cell number(double value, NumberStyle style) {
  Cell cell;
  cell.kind = style == NumberStyle::day || style == NumberStyle::month || style == NumberStyle::moment
                  ? CellKind::date
                  : CellKind::number;
  cell.style = style;
  cell.number = value;
  return cell;
}

TEST(ShownTextTest, is_what_people_see) {
  EXPECT_EQ(shown_text(number(85.2, NumberStyle::plain)), "85.2");
  EXPECT_EQ(shown_text(number(0.1 + 0.2, NumberStyle::plain)), "0.3");
  EXPECT_EQ(shown_text(number(0.05, NumberStyle::percent)), "5%");
  EXPECT_EQ(shown_text(number(0.1234, NumberStyle::percent)), "12.34%");
  EXPECT_EQ(shown_text(number(1.5, NumberStyle::percent)), "150%");
  EXPECT_EQ(shown_text(number(45191, NumberStyle::day)), "2023-09-22");
  EXPECT_EQ(shown_text(number(45191, NumberStyle::month)), "2023-09");
  EXPECT_EQ(shown_text(number(45191.75, NumberStyle::moment)), "2023-09-22 18:00");
  EXPECT_EQ(cell_minutes(number(45191.99999, NumberStyle::moment)), 1439);
}

TEST(SettleTest, orders_and_measures) {
  Workbook book;
  book.file_name = "台账.xlsx";
  Sheet& page = book.sheets.emplace_back();
  page.name = "在建";
  const auto put = [&](Position at, std::string_view text) {
    Cell cell;
    cell.kind = CellKind::text;
    cell.text = book.texts.keep(text);
    cell.row = at.row;
    cell.column = at.column;
    page.cells.push_back(cell);
  };
  put({4, 1}, "后");
  put({0, 2}, "先");
  put({4, 1}, "改");
  page.merges = {{{4, 1}, {6, 3}}};
  page.hidden_rows = {{5, 5}, {2, 3}, {4, 4}};
  settle(page);
  EXPECT_EQ(page.cells.size(), 2U);
  EXPECT_EQ(page.rows, 5U);
  EXPECT_EQ(page.columns, 3U);
  EXPECT_EQ(page.find({4, 1})->text, "改");
  EXPECT_EQ(page.find({4, 2}), nullptr);
  EXPECT_EQ(page.find_merged({6, 3})->text, "改");
  EXPECT_EQ(page.find_merged({7, 3}), nullptr);
  EXPECT_EQ(page.row_cells(4).size(), 1U);
  EXPECT_TRUE(page.row_cells(1).empty());
  EXPECT_EQ(page.hidden_rows, (std::vector<Span>{{2, 5}}));
  EXPECT_FALSE(page.is_row_hidden(1));
  EXPECT_TRUE(page.is_row_hidden(5));
  EXPECT_FALSE(page.is_row_hidden(6));
  EXPECT_EQ(book.place(page, {11, 2}), "台账.xlsx!在建!C12");
}

TEST(TextStoreTest, views_stay_when_the_workbook_moves) {
  Workbook book;
  std::vector<std::string_view> views;
  const std::string long_text(100'000, 'x');
  for (int i = 0; i < 20'000; ++i) views.push_back(book.texts.keep(i % 1000 == 0 ? long_text : std::to_string(i)));
  const Workbook moved = std::move(book);
  for (int i = 0; i < 20'000; ++i)
    ASSERT_EQ(views[static_cast<std::size_t>(i)], i % 1000 == 0 ? long_text : std::to_string(i));
}

}  // namespace
}  // namespace guatu::sheet

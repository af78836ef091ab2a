// SPDX-License-Identifier: Apache-2.0
#include "format/xls/xls_reader.hpp"

#include <gtest/gtest.h>

#include <limits>

#include "format/xls/biff.hpp"
#include "tests/support/xls_maker.hpp"

namespace guatu::xls {
namespace {

using namespace testing;
using sheet::Cell;

std::string listed(const Result<sheet::Workbook>& book) {
  if (!book) return book.error().problems.at(0).place + " " + book.error().problems.at(0).code;
  constexpr const char* kinds[] = {"blank", "text", "number", "date", "boolean", "error"};
  std::string text;
  for (const auto& page : book->sheets)
    for (const Cell& cell : page.cells)
      text += cell_name(cell.position()) + " " + kinds[static_cast<int>(cell.kind)] + " " + shown_text(cell) +
              (cell.formula == sheet::FormulaState::none ? "\n" : " computed\n");
  return text;
}

std::string read_records(const std::string& records, std::vector<std::string> texts = {"甲", "乙"}) {
  XlsBook book;
  book.texts = std::move(texts);
  book.sheets = {{"台账", records, 0}};
  return listed(read_xls(xls_file(book), "a.xls"));
}

std::string special(char kind, char value) { return std::string{kind, 0, value, 0, 0, 0} + "\xFF\xFF"; }

TEST(XlsReaderTest, accepts) {
  const std::pair<std::string, const char*> rows[] = {
      {xls_number(0, 0, 0, 85.2), "A1 number 85.2\n"},
      {xls_number(0, 0, 1, 46286), "A1 date 2026-09-21\n"},
      {xls_number(0, 0, 3, 46286), "A1 date 2026-09\n"},
      {xls_number(0, 0, 2, 0.05), "A1 number 5%\n"},
      {xls_number(0, 0, 77, 1), "A1 number 1\n"},
      {xls_number(0, 0, 0, std::numeric_limits<double>::infinity()), "A1 text inf\n"},
      {xls_shared(65535, 255, 1), "IV65536 text 乙\n"},
      {record(kRk, cell_head(1, 0, 0) + le32((42U << 2) | 2)), "A2 number 42\n"},
      {record(kRk, cell_head(1, 0, 0) + le32((static_cast<std::uint32_t>(-4205) << 2) | 3)), "A2 number -42.05\n"},
      {record(kRk, cell_head(1, 0, 0) + le32(0x3FF80000)), "A2 number 1.5\n"},
      {record(kMultipleRk,
              le16(2) + le16(1) + le16(0) + le32((7U << 2) | 2) + le16(1) + le32((46286U << 2) | 2) + le16(2)),
       "B3 number 7\nC3 date 2026-09-21\n"},
      {record(kText, cell_head(0, 0, 0) + xls_text("丙")), "A1 text 丙\n"},
      {record(kText, cell_head(0, 0, 0) + le16(2) + std::string("\0ab", 3)), "A1 text ab\n"},
      {record(kBooleanOrError, cell_head(0, 0, 0) + std::string("\1\0", 2)), "A1 boolean TRUE\n"},
      {record(kBooleanOrError, cell_head(0, 0, 0) + std::string("\x17\1", 2)), "A1 error #REF!\n"},
      {xls_formula(0, 0, xls_double(6.4)), "A1 number 6.4 computed\n"},
      {xls_formula(0, 0, special(1, 1)), "A1 boolean TRUE computed\n"},
      {xls_formula(0, 0, special(2, 0x2A)), "A1 error #N/A computed\n"},
      {xls_formula(0, 0, special(3, 0)), ""},
      {xls_formula(0, 0, special(0, 0)) + record(0x04BC, "shared") + record(kFormulaText, xls_text("丁")) +
           xls_number(1, 0, 0, 1),
       "A1 text 丁 computed\nA2 number 1\n"},
      {record(kFormulaText, xls_text("无主")) + record(0x0201, cell_head(0, 0, 0)), ""},
      {record(kBeginOfPart, le16(0x0600) + le16(0x20)) + xls_number(0, 0, 0, 9) + record(kEndOfPart, "") +
           xls_number(0, 0, 0, 1),
       "A1 number 1\n"},
  };
  for (const auto& [records, expected] : rows) EXPECT_EQ(read_records(records), expected);
}

TEST(XlsReaderTest, refuses) {
  XlsBook encrypted;
  encrypted.sheets = {{"a", "", 0}};
  encrypted.globals = record(kFilePass, le16(1));
  XlsBook empty;
  XlsBook twice = empty;
  twice.sheets = {{"a", xls_number(0, 0, 0, 1), 0}};
  const std::string stream = xls_stream(twice);
  std::string old = stream;
  old[5] = 5;
  std::string far = stream;
  far[far.find(record(kBoundSheet, std::string(10, 'x')).substr(0, 4)) + 7] = 0x70;
  std::string file = xls_file(twice);
  const std::pair<std::string, const char*> rows[] = {
      {xls_file(encrypted), "a.xls xls.encrypted"},
      {xls_file(empty), "a.xls xls.no_sheets"},
      {compound_file("Workbook", old), "a.xls xls.old_version"},
      {compound_file("Book", old), "a.xls xls.old_version"},
      {compound_file("WordDocument", "x"), "a.xls xls.damaged"},
      {compound_file("Workbook", "nonsense"), "a.xls xls.damaged"},
      {compound_file("Workbook", far), "a.xls!a xls.truncated"},
      {file.substr(0, 700), "a.xls compound.truncated"},
      {file.substr(0, 1600), "a.xls compound.truncated"},
  };
  for (const auto& [bytes, expected] : rows) EXPECT_EQ(listed(read_xls(bytes, "a.xls")), expected);
  EXPECT_EQ(read_records(xls_shared(1, 1, 2)), "a.xls!台账!B2 xls.bad_shared_text");
  EXPECT_EQ(read_records(xls_number(0, 256, 0, 1)), "a.xls!台账 xls.damaged");
  EXPECT_EQ(read_records(record(kNumber, cell_head(0, 0, 0))), "a.xls!台账 xls.damaged");
  EXPECT_EQ(read_records(record(kMerged, le16(9))), "a.xls!台账 xls.damaged");
}

TEST(XlsReaderTest, limits) {
  XlsBook many;
  for (int i = 0; i <= 1'000; ++i) many.sheets.push_back({std::to_string(i), "", 0});
  EXPECT_EQ(listed(read_xls(xls_file(many), "a.xls")), "a.xls xls.too_many_sheets");
  std::string records;
  for (std::uint32_t row = 0; row < 7'813; ++row) {
    std::string content = le16(row) + le16(0);
    for (std::uint32_t column = 0; column < 256; ++column) content += le16(0) + le32((column << 2) | 2);
    records += record(kMultipleRk, content + le16(255));
  }
  EXPECT_EQ(read_records(records), "a.xls!台账 xls.too_many_cells");
}

TEST(XlsReaderTest, keeps_what_is_hidden_and_merged) {
  XlsBook made;
  made.sheets = {{"台账",
                  record(kRow, le16(4) + le16(0) + le16(9) + le16(255) + le16(0) + le16(0) + le16(0x20) + le16(0)) +
                      record(kColumns, le16(1) + le16(300) + le16(9) + le16(0) + le16(1) + le16(0)) +
                      record(kMerged, le16(1) + le16(0) + le16(1) + le16(0) + le16(2)) + xls_number(0, 0, 0, 1),
                  0},
                 {"底稿", "", 2}};
  const auto book = read_xls(xls_file(made), "a.xls");
  ASSERT_TRUE(book);
  EXPECT_EQ(book->sheets.at(0).hidden_rows, (std::vector<sheet::Span>{{4, 4}}));
  EXPECT_EQ(book->sheets.at(0).hidden_columns, (std::vector<sheet::Span>{{1, 255}}));
  EXPECT_EQ(book->sheets.at(0).find_merged({1, 2})->number, 1);
  EXPECT_EQ(book->sheets.at(1).visibility, sheet::SheetVisibility::hidden);
}

TEST(XlsReaderTest, dates_of_1904) {
  XlsBook made;
  made.globals = record(kDateMode, le16(1));
  made.sheets = {{"台账", xls_number(0, 0, 1, 44824), 0}};
  EXPECT_EQ(listed(read_xls(xls_file(made), "a.xls")), "A1 date 2026-09-21\n");
}

// A text may be cut by CONTINUE anywhere; inside its characters the new piece says anew how wide they are.
TEST(BiffTest, texts_run_over_pieces) {
  Record split;
  const std::string first = le16(4) + std::string("\0ab", 3);
  const std::string second = std::string("\1", 1) + utf16le("中国");
  split.pieces = {first, second};
  RecordCursor cursor(split);
  EXPECT_EQ(cursor.read_rich_text(), "ab中国");
  const std::string rich = le16(1) + std::string("\x0D", 1) + le16(2) + le32(3) + utf16le("甲") +
                           std::string(8 + 3, 'x') + xls_text("\U00020000乙");
  Record one;
  one.pieces = {rich};
  RecordCursor again(one);
  EXPECT_EQ(again.read_rich_text(), "甲");
  EXPECT_FALSE(again.is_overrun());
  EXPECT_EQ(again.left(), 3U + 2 * 2);  // the maker writes two units for two characters
  again.skip(99);
  EXPECT_TRUE(again.is_overrun());
}

TEST(BiffTest, halves_of_characters) {
  Record pair;
  const std::string bytes = le16(0xD840) + le16(0xDC00) + le16(0xD840) + le16('a') + le16(0xDC00) + le16(0xD840);
  pair.pieces = {bytes};
  EXPECT_EQ(RecordCursor(pair).read_characters(6, 1), "\U00020000\uFFFDa\uFFFD\uFFFD");
}

}  // namespace
}  // namespace guatu::xls

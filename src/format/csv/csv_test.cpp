// SPDX-License-Identifier: Apache-2.0
#include "format/csv/csv.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <random>

#include "base/text.hpp"
#include "format/csv/text_encoding.hpp"
#include "tests/support/golden.hpp"

namespace guatu::csv {
namespace {

using namespace std::string_literals;

std::string listed(const Result<sheet::Workbook>& book) {
  if (!book) {
    const auto& problem = book.error().problems.at(0);
    return problem.code + " line " + (problem.args.contains("line") ? problem.args.at("line") : "-");
  }
  std::string text;
  for (const auto& cell : book->sheets.at(0).cells)
    text += cell_name(cell.position()) + "[" + std::string(cell.text) + "]";
  return text;
}

std::string utf16(std::string_view text, unsigned low_first) {
  std::string bytes;
  for (const char32_t c : decode_utf8(text)) {
    const char low = static_cast<char>(c & 0xFF);
    const char high = static_cast<char>(c >> 8);
    bytes += low_first != 0 ? std::string{low, high} : std::string{high, low};
  }
  return bytes;
}

const std::string kGbk = "\xCF\xEE\xC4\xBF,\xCD\xB6\xD7\xCA\n\xD2\xBB\xBA\xC5,3.2\n";  // 项目,投资 一号,3.2
const std::string kExpected = "A1[项目]B1[投资]A2[一号]B2[3.2]";

TEST(CsvTest, accepts) {
  const std::pair<std::string, std::string> rows[] = {
      {"项目,投资\n一号,3.2\n", kExpected},
      {"\xEF\xBB\xBF项目,投资\r\n一号,3.2\r\n", kExpected},
      {"项目;投资\r一号;3.2\r", kExpected},
      {"项目\t投资\n一号\t3.2", kExpected},
      {"项目|投资\n一号|3.2\n\n\n", kExpected},
      {"sep=|\n项目|投资\n一号|3.2\n", "A2[项目]B2[投资]A3[一号]B3[3.2]"},
      {kGbk, kExpected},
      {"\xFF\xFE" + utf16("项目,投资\r\n一号,3.2\r\n", 1), kExpected},
      {"\xFE\xFF" + utf16("项目\t投资\r\n一号\t3.2\r\n", 0), kExpected},
      {utf16("项目,投资,,,,\n一号,3.2,,,,\n", 1), kExpected},
      {"\"a,b\",\"c\"\"d\"\n\"e\nf\",g", "A1[a,b]B1[c\"d]A2[e\nf]B2[g]"},
      {"\"甲\"乙,丙\"丁\n", "A1[甲乙]B1[丙\"丁]"},
      {"a\n\nb\n", "A1[a]A3[b]"},
      {"a, ,\xE3\x80\x80,b\n", "A1[a]D1[b]"},
      {"说明：单位万元\na;x;1,5\nb;y;2,5\n", "A1[说明：单位万元]A2[a]B2[x]C2[1,5]A3[b]B3[y]C3[2,5]"},
      {"指标\t,一季度\t,\n总值\t,5\t,\n", "A1[指标\t]B1[一季度\t]A2[总值\t]B2[5\t]"},
      {"只有一列\n甲\n", "A1[只有一列]A2[甲]"},
      {"\"\",x", "B1[x]"},
      {"\xC1\xAA\xCD\xA8,\xCF\xEE\xC4\xBF\xCF\xEE\n", "A1[联通]B1[项目项]"},
  };
  for (const auto& [bytes, expected] : rows) EXPECT_EQ(listed(read_csv(bytes, "a.csv")), expected) << bytes;
}

TEST(CsvTest, refuses) {
  std::string wide = "a";
  for (int i = 0; i < 16'384; ++i) wide += ",";
  const std::string gbk_line = "\xCF\xEE\xC4\xBF\xCD\xB6\xD7\xCA,1\n";
  const std::pair<std::string, std::string> rows[] = {
      {"a,b\n\"c,d\ne,f\n", "csv.quote_not_closed line 2"},
      {"\"a", "csv.quote_not_closed line 1"},
      {"\n\n , \n", "csv.no_rows line -"},
      {wide + "b", "csv.too_many_columns line 1"},
      {std::string(1'048'576, '\n') + "a", "csv.too_many_rows line 1048577"},
      {"a," + std::string(140'000, 'x'), "csv.field_too_long line 1"},
      {"\"" + std::string(140'000, 'x') + "\"", "csv.field_too_long line 1"},
      // two files glued together, a broken character at the end, bytes that are nothing
      {"重点项目,1\n重点项目,1\n" + gbk_line, "csv.mixed_encoding line 3"},
      {gbk_line + gbk_line + "重点项目,1\n", "csv.mixed_encoding line 3"},
      {"重点项目,1\n重点项\xE7\x9B", "csv.mixed_encoding line 2"},
      {"a\nb\n\xFF\xFF,1\n", "csv.bad_encoding line 3"},
      {"\xFF\xFE" + utf16("ab\n", 1) + "c", "csv.bad_encoding line 2"},
      {"\xFF\xFE\x61\x00\x0A\x00\x00\xD8\x61\x00"s + "", "csv.bad_encoding line 2"},
  };
  for (const auto& [bytes, expected] : rows)
    EXPECT_EQ(listed(read_csv(bytes, "a.csv")), expected) << bytes.substr(0, 60);
}

TEST(CsvTest, two_million_cells_are_the_end) {
  std::string bytes;
  for (int i = 0; i < 200'000; ++i) bytes += "1,2,3,4,5,6,7,8,9,0\n";
  EXPECT_EQ(read_csv(bytes, "a.csv")->sheets.at(0).cells.size(), sheet::kCellsMax);
  EXPECT_EQ(listed(read_csv(bytes + "1\n", "a.csv")), "csv.too_many_cells line 200001");
}

TEST(CsvTest, writes_what_it_reads) {
  sheet_out::Sheet page;
  page.rows = {{{"项目", {}}, {"=1+1", {}}, {"-", {}}, {"-3.5", {}}, {" a ", {}}, {"b\"c\nd,", {}}},
               {{std::int64_t{-5}, {}},
                {Decimal(8520, 2), {}},
                {sheet_out::Percent{Decimal(52, 1)}, {}},
                {date_of(2026, 9, 21), {}},
                {Month(2026, 9), {}},
                {sheet_out::Moment{date_of(2026, 9, 21), 510}, {}},
                {}}};
  const std::string bytes = write_csv(page);
  EXPECT_EQ(bytes,
            "\xEF\xBB\xBF项目,'=1+1,'-,-3.5,\" a \",\"b\"\"c\nd,\"\r\n-5,85.20,5.2%,2026-09-21,2026-09,2026-09-21 "
            "08:30,\r\n");
  EXPECT_EQ(read_csv(bytes, "a.csv")->sheets.at(0).find({0, 5})->text, "b\"c\nd,");
}

TEST(CsvTest, round_trip_of_random_tables) {
  const std::vector<std::string> pieces = {"甲", "乙", ",", "\"", "\n", "\r\n", ";", "\t", "|", " ", "3.2", "a"};
  std::mt19937 random(7);
  for (int round = 0; round < 2'000; ++round) {
    sheet_out::Sheet page;
    page.rows.assign(3, std::vector<sheet_out::Cell>(5));
    for (auto& row : page.rows)
      for (auto& cell : row) {
        std::string text = "字";
        for (auto left = random() % 5; left > 0; --left) text += pieces[random() % pieces.size()];
        cell.value = text;
      }
    const auto book = read_csv(write_csv(page), "a.csv");
    ASSERT_TRUE(book);
    for (std::uint32_t row = 0; row < 3; ++row)
      for (std::uint16_t column = 0; column < 5; ++column)
        ASSERT_EQ(book->sheets.at(0).find({row, column})->text, std::get<std::string>(page.rows[row][column].value))
            << write_csv(page);
  }
}

// Real files, where they are at hand: every one is read, and none of its characters is damaged.
TEST(CsvTest, reads_the_public_files) {
  const auto folder = testing::source_path("../shared/data");
  if (!std::filesystem::exists(folder)) GTEST_SKIP() << "the public files are not here";
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (entry.path().extension() != ".csv") continue;
    const auto book = read_csv(testing::read_whole(entry.path()), entry.path().filename().string());
    ASSERT_TRUE(book) << entry.path();
    EXPECT_GT(book->sheets.at(0).columns, 1) << entry.path();
    for (const auto& cell : book->sheets.at(0).cells) ASSERT_TRUE(is_valid_utf8(cell.text));
  }
}

}  // namespace
}  // namespace guatu::csv

// SPDX-License-Identifier: Apache-2.0
#include "format/xlsx/xlsx_writer.hpp"

#include <gtest/gtest.h>

#include <sys/resource.h>

#include <cstdlib>
#include <ctime>
#include <thread>

#include "base/marked_copy.hpp"
#include "format/package/package.hpp"
#include "format/xlsx/xlsx_reader.hpp"

// The leak of the library that xlsx_writer.cpp speaks of, and no other.
extern "C" const char* __lsan_default_suppressions();
extern "C" const char* __lsan_default_suppressions() { return "leak:lxw_strdup\n"; }

namespace guatu::xlsx {
namespace {

using namespace sheet_out;

const Instant kFreeze = Instant(date_of(2026, 9, 21)) + std::chrono::hours(1);

sheet_out::Workbook sample() {
  sheet_out::Workbook book;
  book.title = "重点项目调度表";
  book.author = "区调度办";
  auto& page = book.sheets.emplace_back();
  page.name = "在建";
  const Style head{.fill = Fill::header, .align = Align::center, .weight = Weight::bold};
  page.rows = {{{std::string("重点项目调度表"), head}, {}, {}, {}, {}, {}, {}},
               {{std::string("名称"), head}, {std::string("投资"), head}},
               {{std::string("=1+1"), {}},
                {Decimal(8520, 2), {.grouping = Grouping::thousands}},
                {Percent{Decimal(52, 1)}, {}},
                {date_of(2026, 9, 21), {.lock = Lock::open}},
                {Month(2026, 9), {}},
                {Moment{date_of(2026, 9, 21), 510}, {}},
                {std::int64_t{-7}, {.fill = Fill::red}}},
               {{Decimal(12'345'678'901'234'567, 2), {}},
                {std::int64_t{123'456'789'012'345'678}, {}},
                {std::monostate(), {.fill = Fill::green}}}};
  page.merges = {{{{0, 0}, {0, 6}}}};
  page.comments = {{{2, 1}, "与上月不符"}};
  page.choices = {{{{2, 0}, {9, 0}}, {"绿", "黄", "红"}},
                  {{{2, 2}, {9, 2}}, std::vector<std::string>(100, "区发展和改革局")}};
  page.column_widths = {20, 12};
  page.row_heights = {30};
  page.header_rows = 2;
  page.frozen_columns = 1;
  page.filter = sheet::MergedRange{{1, 0}, {3, 6}};
  page.protection = Protection::on;
  auto& hidden = book.sheets.emplace_back();
  hidden.name = "guatu";
  hidden.visibility = Visibility::hidden;
  hidden.rows = {{{std::string("form=plan;version=3"), {}}}};
  return book;
}

std::string part(const std::string& bytes, std::string_view path) {
  auto package = package::Package::open(bytes, "a.xlsx");
  return package ? package->read(path, 1 << 20).value_or("none") : "none";
}

bool has(const std::string& text, std::string_view piece) { return text.find(piece) != std::string::npos; }

TEST(XlsxWriterTest, values_come_back) {
  const auto bytes = write_xlsx(sample(), kFreeze);
  ASSERT_TRUE(bytes);
  const auto book = read_xlsx(*bytes, "a.xlsx");
  ASSERT_TRUE(book);
  const auto& page = book->sheets.at(0);
  const std::pair<const char*, const char*> rows[] = {{"A1", "重点项目调度表"},
                                                      {"A3", "=1+1"},
                                                      {"B3", "85.2"},
                                                      {"C3", "5.2%"},
                                                      {"D3", "2026-09-21"},
                                                      {"E3", "2026-09"},
                                                      {"F3", "2026-09-21 08:30"},
                                                      {"G3", "-7"},
                                                      {"A4", "123456789012345.67"},
                                                      {"B4", "123456789012345678"}};
  for (const auto& [at, text] : rows) {
    ASSERT_NE(page.find(*sheet::parse_cell_name(at)), nullptr) << at;
    EXPECT_EQ(shown_text(*page.find(*sheet::parse_cell_name(at))), text) << at;
  }
  EXPECT_EQ(page.find({2, 0})->kind, sheet::CellKind::text);
  EXPECT_EQ(page.find({3, 0})->kind, sheet::CellKind::text);  // 17 digits: a double would change them
  EXPECT_EQ(page.find({2, 1})->kind, sheet::CellKind::number);
  EXPECT_EQ(page.merges, (std::vector<sheet::MergedRange>{{{0, 0}, {0, 6}}}));
  EXPECT_EQ(book->sheets.at(1).visibility, sheet::SheetVisibility::hidden);
  EXPECT_EQ(book->sheets.at(1).find({0, 0})->text, "form=plan;version=3");
}

TEST(XlsxWriterTest, set_up_stands_in_the_parts) {
  const auto bytes = *write_xlsx(sample(), kFreeze);
  const std::string page = part(bytes, "xl/worksheets/sheet1.xml");
  for (const char* piece :
       {"ySplit=\"2\"", "xSplit=\"1\"", "state=\"frozen\"", "<autoFilter ref=\"A2:G4\"", "orientation=\"landscape\"",
        "paperSize=\"9\"", "fitToHeight=\"0\"", "<sheetProtection sheet=\"1\"", "type=\"list\"", ">\"绿,黄,红\"<",
        "'选项'!$A$1:$A$100", "ht=\"30\"", "第 &amp;P 页"})
    EXPECT_TRUE(has(page, piece)) << piece << "\n" << page;
  EXPECT_TRUE(has(part(bytes, "xl/workbook.xml"), "_xlnm.Print_Titles"));
  const std::string styles = part(bytes, "xl/styles.xml");
  for (const char* piece : {"#,##0.00", "0.0%", "yyyy-mm-dd", "locked=\"0\"", "FFFFC7CE", "宋体"})
    EXPECT_TRUE(has(styles, piece)) << piece;
  EXPECT_TRUE(has(part(bytes, "xl/comments1.xml"), "与上月不符"));
  EXPECT_TRUE(has(part(bytes, "docProps/core.xml"), "2026-09-21T01:00:00Z"));
}

TEST(XlsxWriterTest, a_mark_stands_on_every_page_and_in_no_cell) {
  auto book = sample();
  const auto plain = *read_xlsx(*write_xlsx(book, kFreeze), "a.xlsx");
  EXPECT_FALSE(has(part(*write_xlsx(book, kFreeze), "xl/worksheets/sheet1.xml"), "oddHeader"));
  book.mark = sheet_out::Mark{"陆林 & 米（mi）", kFreeze};
  const auto bytes = *write_xlsx(book, kFreeze);
  for (const char* page : {"xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml"})
    EXPECT_TRUE(has(part(bytes, page), "<oddHeader>&amp;R导出：陆林 &amp;&amp; 米（mi） 2026-09-21 09:00</oddHeader>"))
        << part(bytes, page);
  const std::string properties = part(bytes, "docProps/custom.xml");
  EXPECT_TRUE(has(properties, "陆林 &amp; 米（mi）")) << properties;
  EXPECT_TRUE(has(properties, "2026-09-21T01:00:00")) << properties;
  const auto marked = *read_xlsx(bytes, "a.xlsx");
  ASSERT_EQ(marked.sheets.size(), plain.sheets.size());
  for (std::size_t i = 0; i < plain.sheets.size(); ++i) {
    ASSERT_EQ(marked.sheets[i].cells.size(), plain.sheets[i].cells.size());
    for (std::size_t cell = 0; cell < plain.sheets[i].cells.size(); ++cell)
      EXPECT_EQ(shown_text(marked.sheets[i].cells[cell]), shown_text(plain.sheets[i].cells[cell]));
  }
  // A name that no header has room for is cut there, and the page says it all the same.
  book.mark->taken_by = std::string(300, '&');
  EXPECT_TRUE(has(part(*write_xlsx(book, kFreeze), "xl/worksheets/sheet1.xml"), "<oddHeader>"));
}

TEST(XlsxWriterTest, same_workbook_same_bytes_whatever_the_clock_says) {
  const auto first = write_xlsx(sample(), kFreeze);
  std::this_thread::sleep_for(std::chrono::milliseconds(2'100));  // past the two seconds of a zip time
  setenv("TZ", "America/New_York", 1);
  tzset();
  const auto second = write_xlsx(sample(), kFreeze);
  unsetenv("TZ");
  tzset();
  EXPECT_TRUE(*first == *second);
  EXPECT_FALSE(*first == *write_xlsx(sample(), kFreeze + std::chrono::hours(1)));
}

TEST(XlsxWriterTest, large_sheets_without_merges_come_back_too) {
  sheet_out::Workbook book;
  auto& page = book.sheets.emplace_back();
  page.name = "大表";
  for (int row = 0; row < 5'000; ++row)
    page.rows.push_back({{std::string("第") + std::to_string(row), {}}, {Decimal(row * 11, 1), {}}});
  page.comments = {{{4'999, 1}, "末行"}};
  const auto bytes = write_xlsx(book, kFreeze);
  const auto read = read_xlsx(*bytes, "a.xlsx");
  EXPECT_EQ(read->sheets.at(0).cells.size(), 10'000U);
  EXPECT_EQ(shown_text(*read->sheets.at(0).find({4'999, 1})), "5498.9");
  EXPECT_TRUE(has(part(*bytes, "xl/comments1.xml"), "B5000"));
}

TEST(XlsxWriterTest, refuses) {
  const auto code_after = [](const auto& change) {
    sheet_out::Workbook book = sample();
    change(book);
    const auto bytes = write_xlsx(book, kFreeze);
    return bytes ? std::string() : bytes.error().problems.at(0).place + " " + bytes.error().problems.at(0).code;
  };
  EXPECT_EQ(code_after([](auto& book) { book.sheets.clear(); }), " xlsx.no_sheets");
  EXPECT_EQ(code_after([](auto& book) { book.sheets[0].visibility = Visibility::hidden; }), " xlsx.no_sheets");
  EXPECT_EQ(code_after([](auto& book) { book.sheets[1].name = "在建"; }), "在建 xlsx.bad_sheet_name");
  EXPECT_EQ(code_after([](auto& book) { book.sheets[1].name = "a/b"; }), "a/b xlsx.bad_sheet_name");
  EXPECT_EQ(code_after([](auto& book) { book.sheets[1].name = std::string(32, 'a'); }),
            std::string(32, 'a') + " xlsx.bad_sheet_name");
  EXPECT_EQ(code_after([](auto& book) { book.sheets[0].rows[2][1].value = std::string(32'768, 'x'); }),
            "在建!B3 xlsx.value_too_long");
  EXPECT_EQ(code_after([](auto& book) { book.sheets[0].merges.push_back({{{0, 6}, {2, 6}}}); }), "在建 xlsx.bad_range");
  EXPECT_EQ(code_after([](auto& book) { book.sheets[0].merges.push_back({{{5, 6}, {5, 6}}}); }), "在建 xlsx.bad_range");
  EXPECT_EQ(code_after([](auto& book) { book.sheets[0].comments[0].at.row = 1'048'576; }),
            "在建!B1048577 xlsx.beyond_the_sheet");
}

TEST(XlsxWriterTest, refuses_when_the_machine_has_no_room) {
  rlimit before{};
  getrlimit(RLIMIT_NOFILE, &before);
  rlimit none = before;
  none.rlim_cur = 0;
  setrlimit(RLIMIT_NOFILE, &none);
  const auto bytes = write_xlsx(sample(), kFreeze);
  setrlimit(RLIMIT_NOFILE, &before);
  ASSERT_FALSE(bytes);
  EXPECT_EQ(bytes.error().problems.at(0).code, "xlsx.not_written");
  EXPECT_EQ(bytes.error().kind, ErrorKind::unavailable);
}

TEST(MarkedCopyTest, error_list_comes_back_as_xlsx) {
  sheet::Workbook original;
  original.file_name = "六月.xlsx";
  auto& page = original.sheets.emplace_back();
  page.name = "在建[1]";
  const auto put = [&](sheet::Position at, sheet::CellKind kind, std::string_view text, double number,
                       sheet::NumberStyle style) {
    sheet::Cell cell;
    cell.row = at.row;
    cell.column = at.column;
    cell.kind = kind;
    cell.text = original.texts.keep(text);
    cell.number = number;
    cell.style = style;
    page.cells.push_back(cell);
  };
  put({0, 0}, sheet::CellKind::text, "名称", 0, sheet::NumberStyle::plain);
  put({1, 0}, sheet::CellKind::text, "一号", 0, sheet::NumberStyle::plain);
  put({1, 1}, sheet::CellKind::number, "1.2", 1.2, sheet::NumberStyle::percent);
  put({1, 2}, sheet::CellKind::date, "46286", 46286, sheet::NumberStyle::day);
  put({1, 3}, sheet::CellKind::error, "#REF!", 0, sheet::NumberStyle::plain);
  page.merges = {{{3, 0}, {4, 1}}, {{4, 1}, {5, 2}}};
  settle(page);
  const std::vector<CellMark> marks = {{"在建[1]", {1, 1}, "完成率超过 100%", "0—100%", Severity::doubtful},
                                       {"在建[1]", {1, 1}, "与上月不符", "", Severity::wrong},
                                       {"在建[1]", {9, 5}, "缺少责任单位", "单位名称", Severity::wrong},
                                       {"无此表", {0, 0}, "缺表", "", Severity::wrong}};
  const auto copy = marked_copy(original, marks);
  ASSERT_EQ(copy.sheets.size(), 2U);
  EXPECT_EQ(copy.sheets[0].name, "在建1");
  EXPECT_EQ(copy.sheets[0].rows[1][1].style.fill, Fill::red);
  EXPECT_EQ(copy.sheets[0].comments.at(0).text, "完成率超过 100%\n可填：0—100%\n与上月不符");
  EXPECT_EQ(copy.sheets[0].merges.size(), 1U);
  const auto bytes = write_xlsx(copy, kFreeze);
  ASSERT_TRUE(bytes);
  const auto read = read_xlsx(*bytes, "a.xlsx");
  std::string listed;
  for (const auto& sheet : read->sheets)
    for (const auto& cell : sheet.cells)
      listed += sheet.name + "!" + cell_name(cell.position()) + "=" + shown_text(cell) + "\n";
  EXPECT_TRUE(has(listed, "在建1!B2=120%\n在建1!C2=2026-09-21\n在建1!D2=#REF!\n")) << listed;
  EXPECT_TRUE(has(listed,
                  "错误清单!A2=六月.xlsx\n错误清单!B2=在建[1]\n错误清单!C2=B2\n错误清单!D2=120%\n错误清单!E2="
                  "完成率超过 100%\n错误清单!F2=0—100%\n错误清单!G2=存疑\n"))
      << listed;
  EXPECT_TRUE(has(listed, "错误清单!C4=F10\n错误清单!E4=缺少责任单位\n")) << listed;
  EXPECT_TRUE(has(listed, "错误清单!B5=无此表\n")) << listed;
}

TEST(MarkedCopyTest, cells_far_apart_do_not_make_a_huge_grid) {
  sheet::Workbook original;
  auto& page = original.sheets.emplace_back();
  for (std::uint32_t row = 0; row < 1'000'000; row += 100) {
    sheet::Cell cell;
    cell.row = row;
    cell.column = 16'383;
    cell.kind = sheet::CellKind::text;
    cell.text = "x";
    page.cells.push_back(cell);
  }
  settle(page);
  EXPECT_EQ(marked_copy(original, {}).sheets.at(0).rows.size(), 1U);
}

}  // namespace
}  // namespace guatu::xlsx

// SPDX-License-Identifier: Apache-2.0
#include "format/xlsx/xlsx_reader.hpp"

#include <gtest/gtest.h>

#include "base/text.hpp"
#include "tests/support/xlsx_parts.hpp"

namespace guatu::xlsx {
namespace {

using namespace testing;
using sheet::Cell;
using sheet::CellKind;
using sheet::FormulaState;
using sheet::NumberStyle;

// One line a cell: C12 kind text [style] [formula]
std::string listed(const sheet::Workbook& book) {
  constexpr const char* kinds[] = {"blank", "text", "number", "date", "boolean", "error"};
  constexpr const char* styles[] = {"", " percent", " day", " month", " moment", " time"};
  constexpr const char* formulas[] = {"", " computed", " uncomputed"};
  std::string text;
  for (const auto& page : book.sheets)
    for (const Cell& cell : page.cells)
      text += cell_name(cell.position()) + " " + kinds[static_cast<int>(cell.kind)] + " " + shown_text(cell) +
              styles[static_cast<int>(cell.style)] + formulas[static_cast<int>(cell.formula)] + "\n";
  return text;
}

std::string read_rows(std::string_view rows, const std::map<std::string, std::string>& more = {},
                      package::Packing packing = package::Packing::deflated) {
  auto parts = xlsx_parts(sheet_rows(rows));
  for (auto& [path, bytes] : more) parts[path] = bytes;
  const auto book = read_xlsx(pack(parts, packing), "a.xlsx");
  return book ? listed(*book) : book.error().problems.at(0).place + " " + book.error().problems.at(0).code;
}

TEST(XlsxReaderTest, accepts_every_kind_of_cell) {
  const std::pair<const char*, const char*> rows[] = {
      {R"(<row r="1"><c r="A1"><v>85.2</v></c></row>)", "A1 number 85.2\n"},
      {R"(<row r="1"><c r="A1"><v>0.30000000000000004</v></c></row>)", "A1 number 0.3\n"},
      {R"(<row r="1"><c r="A1"><v>1E-3</v></c></row>)", "A1 number 0.001\n"},
      {R"(<row r="1"><c r="A1"><v>-12.5</v></c></row>)", "A1 number -12.5\n"},
      {R"(<row r="1"><c r="A1" t="n"><v>oops</v></c></row>)", "A1 text oops\n"},
      {R"(<row r="1"><c r="A1"><v>inf</v></c></row>)", "A1 text inf\n"},
      {R"(<row r="1"><c r="A1" t="b"><v>1</v></c><c r="B1" t="b"><v>0</v></c></row>)",
       "A1 boolean TRUE\nB1 boolean FALSE\n"},
      {R"(<row r="1"><c r="A1" t="e"><v>#REF!</v></c></row>)", "A1 error #REF!\n"},
      {R"(<row r="1"><c r="A1" t="inlineStr"><is><t>甲</t></is></c></row>)", "A1 text 甲\n"},
      {R"(<row r="1"><c r="A1" t="inlineStr"><is><r><t>甲</t></r><r><t>乙</t></r><rPh sb="0" eb="1">)"
       R"(<t>jia</t></rPh></is></c></row>)",
       "A1 text 甲乙\n"},
      {R"(<row r="1"><c r="A1" t="str"><f>A2</f><v>好</v></c></row>)", "A1 text 好 computed\n"},
      {R"(<row r="1"><c r="A1" t="str"><f>""</f><v></v></c></row>)", ""},
      {R"(<row r="1"><c r="A1"><f>1+1</f><v>2</v></c></row>)", "A1 number 2 computed\n"},
      {R"(<row r="1"><c r="A1"><f>1+1</f></c></row>)", "A1 blank  uncomputed\n"},
      {R"(<row r="1"><c r="A1"><f>1+1</f><v/></c></row>)", "A1 blank  uncomputed\n"},
      {R"(<row r="1"><c r="A1"><f t="shared" si="0"/><v>3</v></c></row>)", "A1 number 3 computed\n"},
      {R"(<row r="1"><c r="A1" t="d"><v>2026-09-21</v></c></row>)", "A1 date 2026-09-21 day\n"},
      {R"(<row r="1"><c r="A1" t="d"><v>2026-09-21T08:30:00</v></c></row>)", "A1 date 2026-09-21 08:30 moment\n"},
      {R"(<row r="1"><c r="A1" t="d"><v>soon</v></c></row>)", "A1 text soon\n"},
      {R"(<row r="1"><c r="A1" t="str"><v>a_x000D_b_x005F_</v></c></row>)", "A1 text a\rb_\n"},
      {R"(<row r="1"><c r="A1" t="str"><v>x&amp;y&#20013;&lt;</v></c></row>)", "A1 text x&y中<\n"},
      {R"(<row r="1"><c r="A1" t="str"><v><![CDATA[<b>]]></v></c></row>)", "A1 text <b>\n"},
      {R"(<row r="1"><c r="A1" s="7"/><c r="B1" s="7"><v></v></c></row>)", ""},
      // positions: missing, out of order, twice
      {R"(<row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row>)",
       "A1 number 1\nB1 number 2\nA2 number 3\n"},
      {R"(<row r="3"><c r="C3"><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row>)",
       "C3 number 1\nD3 number 2\nA4 number 3\n"},
      {R"(<row r="2"><c r="B2"><v>2</v></c><c r="A2"><v>1</v></c></row><row r="1"><c r="A1"><v>0</v></c></row>)",
       "A1 number 0\nA2 number 1\nB2 number 2\n"},
      {R"(<row r="1"><c r="A1"><v>1</v></c><c r="A1"><v>2</v></c></row>)", "A1 number 2\n"},
      {R"(<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>)", "XFD1048576 number 1\n"},
      {R"(<row r="1"><c r="A1"><v>1</v><extLst><ext><x14:v xmlns:x14="y">9</x14:v></ext></extLst></c></row>)",
       "A1 number 1\n"},
  };
  for (const auto& [xml, expected] : rows) EXPECT_EQ(read_rows(xml), expected) << xml;
}

TEST(XlsxReaderTest, refuses) {
  std::string nested;
  for (int i = 0; i < 70; ++i) nested += "<x>";
  std::string digits;  // not so even that the package is a bomb
  for (int i = 0; digits.size() < 3'000'000; ++i) digits += std::to_string(i);
  const std::pair<std::string, const char*> rows[] = {
      {R"(<row r="1"><c r="B1" t="s"><v>2</v></c></row>)", "a.xlsx!台账!B1 xlsx.bad_shared_text"},
      {R"(<row r="1"><c r="B1" t="s"><v>-1</v></c></row>)", "a.xlsx!台账!B1 xlsx.bad_shared_text"},
      {R"(<row r="0"><c><v>2</v></c></row>)", "a.xlsx!台账 xlsx.bad_position"},
      {R"(<row r="1048577"/>)", "a.xlsx!台账 xlsx.bad_position"},
      {R"(<row r="1"><c r="XFE1"><v>2</v></c></row>)", "a.xlsx!台账 xlsx.bad_position"},
      {R"(<row r="1"><c r="XFD1"/><c><v>2</v></c></row>)", "a.xlsx!台账 xlsx.bad_position"},
      {R"(<row r="1"><c r="B1" t="str"><v>)" + std::string(200'000, 'x') + "</v></c></row>",
       "a.xlsx!台账!B1 xlsx.text_too_long"},
      {R"(<row r="1"><c r="A1"></row>)", "a.xlsx xlsx.not_well_formed"},
      {R"(<row r="1"><c r="A1"><v>&nbsp;</v></c></row>)", "a.xlsx xlsx.not_well_formed"},
      {R"(<row r="1" r="2"/>)", "a.xlsx xlsx.not_well_formed"},
      {nested, "a.xlsx xlsx.too_deep"},
      {"<row a=\"" + digits + "\"/>", "a.xlsx xlsx.tag_too_long"},
  };
  for (const auto& [xml, expected] : rows) EXPECT_EQ(read_rows(xml), expected) << xml.substr(0, 100);
  const std::string sheet = sheet_rows("");
  auto parts = xlsx_parts("<!DOCTYPE x [<!ENTITY a \"b\">]>" + sheet.substr(sheet.find("<worksheet")));
  EXPECT_EQ(read_xlsx(pack(parts), "a.xlsx").error().problems.at(0).code, "xlsx.has_dtd");
  parts = xlsx_parts(worksheet("<mergeCells><mergeCell ref=\"C3:A1\"/></mergeCells>"));
  EXPECT_EQ(read_xlsx(pack(parts), "a.xlsx").error().problems.at(0).code, "xlsx.bad_position");
  parts = xlsx_parts(sheet);
  parts.erase("xl/worksheets/sheet1.xml");
  EXPECT_EQ(read_xlsx(pack(parts), "a.xlsx").error().problems.at(0).code, "package.part_missing");
  parts = xlsx_parts(sheet);
  parts["xl/workbook.xml"] = "<workbook/>";
  EXPECT_EQ(read_xlsx(pack(parts), "a.xlsx").error().problems.at(0).code, "xlsx.no_sheets");
}

// Each limit is reached by a file that is no bomb by its packing.
TEST(XlsxReaderTest, limits) {
  const auto repeated = [](int count, std::string_view piece) {
    std::string xml;
    xml.reserve(static_cast<std::size_t>(count) * piece.size());
    for (int i = 0; i < count; ++i) xml += piece;
    return xml;
  };
  const auto read_with = [&](const char* path, const std::string& part) {
    return read_rows("<row><c><v>1</v></c></row>", {{path, part}}, package::Packing::stored);
  };
  EXPECT_EQ(read_with("xl/workbook.xml", "<workbook>" + repeated(1'001, "<sheet/>") + "</workbook>"),
            "a.xlsx xlsx.too_many_sheets");
  EXPECT_EQ(read_with("xl/styles.xml", styles_part("<cellXfs>" + repeated(100'001, "<xf/>") + "</cellXfs>")),
            "a.xlsx xlsx.too_many_styles");
  EXPECT_EQ(read_with("xl/worksheets/sheet1.xml", worksheet(repeated(100'001, "<mergeCell ref=\"A1:B1\"/>"))),
            "a.xlsx!台账!A1 xlsx.too_many_merges");
  const std::string cells = repeated(200'001, "<row>" + repeated(10, "<c><v>1</v></c>") + "</row>");
  EXPECT_EQ(read_with("xl/worksheets/sheet1.xml", sheet_rows(cells)), "a.xlsx!台账!A200001 xlsx.too_many_cells");
  EXPECT_EQ(read_with("xl/sharedStrings.xml", shared_part(repeated(2'000'001, "<si/>"))), "a.xlsx xlsx.too_many_texts");
  const std::string text = "<si><t>" + std::string(100'000, 'x') + "</t></si>";
  EXPECT_EQ(read_with("xl/sharedStrings.xml", shared_part(repeated(510, text))), "a.xlsx xlsx.too_much_text");
}

TEST(XlsxReaderTest, shared_texts_skip_phonetics_and_join_runs) {
  const std::string texts =
      shared_part(R"(<si><t>甲</t></si><si><r><rPr><b/></rPr><t>总</t></r><r><t xml:space="preserve"> 投资</t></r>)"
                  R"(<rPh sb="0" eb="1"><t>zong</t></rPh></si><si/>)");
  EXPECT_EQ(
      read_rows(
          R"(<row r="1"><c r="A1" t="s"><v>1</v></c><c r="B1" t="s"><v>0</v></c><c r="C1" t="s"><v>2</v></c></row>)",
          {{"xl/sharedStrings.xml", texts}}),
      "A1 text 总 投资\nB1 text 甲\n");
}

TEST(XlsxReaderTest, formats_make_dates_and_percents) {
  const std::string styles =
      styles_part(R"(<numFmts><numFmt numFmtId="176" formatCode="yyyy&quot;年&quot;m&quot;月&quot;"/></numFmts>)"
                  R"(<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>)"
                  R"(<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="176"/><xf numFmtId="10"/>)"
                  R"(<xf numFmtId="22"/><xf numFmtId="46"/></cellXfs>)");
  const std::string rows =
      R"(<row r="1"><c r="A1" s="0"><v>46286</v></c><c r="B1" s="1"><v>46286</v></c><c r="C1" s="2"><v>46286</v></c>)"
      R"(<c r="D1" s="3"><v>0.05</v></c><c r="E1" s="4"><v>46286.5</v></c><c r="F1" s="5"><v>1.5</v></c>)"
      R"(<c r="G1" s="1"><v>-1</v></c>)"
      R"(<c r="H1" s="99"><v>7</v></c></row>)";
  EXPECT_EQ(read_rows(rows, {{"xl/styles.xml", styles}}),
            "A1 number 46286\nB1 date 2026-09-21 day\nC1 date 2026-09 month\nD1 number 5% percent\n"
            "E1 date 2026-09-21 12:00 moment\nF1 number 1.5 time\nG1 number -1 day\nH1 number 7\n");
  auto parts = xlsx_parts(sheet_rows(R"(<row r="1"><c r="A1" s="1"><v>44824</v></c></row>)"));
  parts["xl/styles.xml"] = styles;
  auto& book = parts["xl/workbook.xml"];
  book.insert(book.find("<sheets>"), "<workbookPr date1904=\"1\"/>");
  EXPECT_EQ(listed(*read_xlsx(pack(parts), "a.xlsx")), "A1 date 2026-09-21 day\n");
}

TEST(XlsxReaderTest, keeps_what_is_hidden_and_merged) {
  auto parts = xlsx_parts(worksheet(
      R"(<dimension ref="A1:XFD1048576"/><cols><col min="2" max="3" hidden="1"/><col min="5" max="5"/></cols>)"
      R"(<sheetData><row r="1"><c r="A1"><v>1</v></c></row><row r="2" hidden="1"/>)"
      R"(<row r="3" hidden="true"/></sheetData>)"
      R"(<mergeCells><mergeCell ref="A1:C2"/><mergeCell ref="E5"/></mergeCells>)"));
  auto& xml = parts["xl/workbook.xml"];
  xml.insert(
      xml.find("</sheets>"),
      R"(<sheet name="底稿" sheetId="2" state="veryHidden" r:id="rId1"/><sheet name="图" sheetId="3" r:id="rId9"/>)");
  const auto book = read_xlsx(pack(parts), "a.xlsx");
  ASSERT_TRUE(book);
  ASSERT_EQ(book->sheets.size(), 2U);  // the third has no worksheet part
  const auto& page = book->sheets[0];
  EXPECT_EQ(page.rows, 1U);
  EXPECT_EQ(page.columns, 1U);
  EXPECT_EQ(page.hidden_rows, (std::vector<sheet::Span>{{1, 2}}));
  EXPECT_EQ(page.hidden_columns, (std::vector<sheet::Span>{{1, 2}}));
  EXPECT_EQ(page.merges, (std::vector<sheet::MergedRange>{{{0, 0}, {1, 2}}, {{4, 4}, {4, 4}}}));
  EXPECT_EQ(page.find_merged({1, 2})->number, 1);
  EXPECT_EQ(page.visibility, sheet::SheetVisibility::shown);
  EXPECT_EQ(book->sheets[1].visibility, sheet::SheetVisibility::hidden);
}

TEST(XlsxReaderTest, takes_the_ways_other_programs_write) {
  // Strict namespaces with a prefix everywhere, absolute and differently cased targets, no styles, no content types.
  const std::map<std::string, std::string> strict = {
      {"_rels/.rels", R"(<Relationships>)"
                      R"(<Relationship Id="r")"
                      R"( Type="http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument")"
                      R"( Target="/XL/Workbook.xml"/></Relationships>)"},
      {"xl/workbook.xml",
       R"(<x:workbook xmlns:x="http://purl.oclc.org/ooxml/spreadsheetml/main" xmlns:q="y"><x:sheets>)"
       R"(<x:sheet name="表" sheetId="1" q:id="a"/></x:sheets></x:workbook>)"},
      {"xl/_rels/Workbook.xml.rels",
       R"(<Relationships>)"
       R"(<Relationship Id="a" Type="http://purl.oclc.org/ooxml/officeDocument/relationships/worksheet")"
       R"( Target="/xl/Worksheets/Sheet1.XML"/></Relationships>)"},
      {"xl/worksheets/sheet1.xml",
       R"(<x:worksheet xmlns:x="z"><x:sheetData><x:row r="1"><x:c r="A1"><x:v>1</x:v></x:c></x:row>)"
       R"(</x:sheetData></x:worksheet>)"}};
  EXPECT_EQ(listed(*read_xlsx(pack(strict), "a.xlsx")), "A1 number 1\n");
  // UTF-16 goes through the other engine.
  auto parts = xlsx_parts("");
  std::string utf16 = "\xFF\xFE";
  for (const char32_t c : decode_utf8(
           worksheet(R"(<sheetData><row r="1"><c r="A1" t="str"><v>中</v></c></row></sheetData>)").substr(56))) {
    utf16.push_back(static_cast<char>(c & 0xFF));
    utf16.push_back(static_cast<char>(c >> 8));
  }
  parts["xl/worksheets/sheet1.xml"] = utf16;
  EXPECT_EQ(listed(*read_xlsx(pack(parts), "a.xlsx")), "A1 text 中\n");
}

TEST(XlsxReaderTest, a_sheet_styled_to_its_last_row_is_legitimate) {
  std::string rows;
  for (int row = 1; row <= 1'048'576; ++row) {
    const std::string number = std::to_string(row);
    rows += "<row r=\"" + number + "\" s=\"3\" customFormat=\"1\"><c r=\"A" + number + "\" s=\"3\"/><c r=\"B" + number +
            "\" s=\"3\"/></row>";
  }
  rows += R"(<row r="1048576"><c r="C1048576"><v>1</v></c></row>)";
  EXPECT_EQ(read_rows(rows), "C1048576 number 1\n");
}

}  // namespace
}  // namespace guatu::xlsx

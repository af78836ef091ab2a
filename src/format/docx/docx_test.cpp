// SPDX-License-Identifier: Apache-2.0
// Each row of the published format (GB/T 9704-2012) is asserted on the XML: an office suite is no referee for the grid.
#include "format/docx/docx.hpp"

#include <cstdlib>
#include <fstream>

#include "base/text.hpp"
#include "format/docx/elements.hpp"
#include "format/docx/geometry.hpp"
#include "format/docx/paragraph.hpp"
#include "format/docx/table.hpp"
#include "tests/support/docx_reader.hpp"

namespace guatu::docx {
namespace {

using namespace document;
using testing::DocxView;
using ::testing::HasSubstr;
using ::testing::Not;

Table project_table(int rows) {
  Table table;
  table.unit = "亿元";
  table.columns = {{"序号", Alignment::centre},
                   {"项目名称"},
                   {"责任单位"},
                   {"总投资", Alignment::right},
                   {"年度计划投资", Alignment::right},
                   {"1—8月完成投资", Alignment::right},
                   {"完成率（%）", Alignment::right},
                   {"灯", Alignment::centre},
                   {"形象进度"}};
  table.rows.push_back({{"一、房地产"}, RowKind::group});
  for (int i = 1; i <= rows; ++i)
    table.rows.push_back(
        {{std::to_string(i), i % 2 == 0 ? "归雁新城商住综合体" : "听澜里安置房一期", "区住建局", "12.60", "3.20",
          "1.42", "44.4", i % 3 == 0 ? "▲预警" : "●正常", "3#楼主体施工至11层，4#楼至9层"}});
  table.rows.push_back({{"", "合计", "", "403.20", "102.40", "45.44", "44.4", "", ""}, RowKind::total});
  table.source = "注：完成投资截至8月底，未报项目不计入合计。";
  return table;
}

Official notice() {
  Official document;
  document.copy_number = "000012";
  document.urgency = Urgency::urgent;
  document.issuers = {"云汀区发展和改革局"};
  document.number = "云汀发改〔2026〕38号";
  document.title = "云汀区发展和改革局关于2026年1—8月重点项目推进情况的通报";
  document.addressees = "各镇人民政府、街道办事处，经开区管委会，区有关单位";
  document.body = {Paragraph{{{"根据区委、区政府“挂图作战”工作部署，现将1—8月全区重点项目推进情况通报如下。"}}},
                   Heading{1, "推进情况"},
                   Heading{2,
                           "总体进度。",
                           {{"1—8月，全区81个重点项目完成投资103.73亿元，占年度计划58.9%，落后序时进度1."
                             "1个百分点。其中绿灯53个、黄灯18个、红灯6个。"}}},
                   Heading{2, "分行业情况"},
                   Heading{3, "房地产"},
                   Paragraph{{{"31个项目完成投资41.20亿元，占年度计划57.4%。"}}},
                   Heading{3, "工业和信息化"},
                   Heading{4, "技改项目"},
                   Paragraph{{{"27个项目完成投资38.06亿元，占年度计划62.3%，超序时进度2.3个百分点。"}}},
                   Heading{1, "存在问题"},
                   Paragraph{{{"归雁站前商务楼停工，"},
                              {"责任单位", Face::kai},
                              {"复工计划缺资金来源；银汐街道环湾路南段剩余3户征拆未签约。"}}},
                   Heading{1, "下一阶段举措"},
                   List{{{{"一是压实责任，红灯项目由区级领导包抓，每周一调度。"}},
                         {{"二是保障要素，9月底前解决智算中心双回路供电。"}}}}};
  document.annexes = {{"重点项目推进情况表", Orientation::landscape, {project_table(32)}},
                      {"红灯项目清单", Orientation::portrait, {project_table(4)}}};
  document.dated = date_of(2026, 9, 21);
  document.note = "联系人：林知远，联系电话：0000-1234567";
  document.imprint =
      Imprint{{"区委办公室", "区人大常委会办公室", "区政协办公室"}, "云汀区发展和改革局办公室", date_of(2026, 9, 21)};
  document.provenance = {"3f9a2c71d0b84e56", "0.1.0", parse_instant("2026-09-21T00:30:00.000000Z").value()};
  return document;
}

DocxView view_of(const Official& document) { return DocxView(render(document).value()); }

TEST(DocxTest, page_and_grid) {
  const auto view = view_of(notice());
  EXPECT_EQ(kTextWidth, 8844);
  EXPECT_EQ(kTextHeight, 12756);
  const std::pair<const char*, const char*> rows[] = {
      {"w:pgSz/@w:w", "11906"},          {"w:pgSz/@w:h", "16838"},
      {"w:pgMar/@w:top", "2098"},        {"w:pgMar/@w:left", "1588"},
      {"w:pgMar/@w:right", "1474"},      {"w:pgMar/@w:bottom", "1984"},
      {"w:pgMar/@w:footer", "1307"},     {"w:docGrid/@w:type", "linesAndChars"},
      {"w:docGrid/@w:linePitch", "579"}, {"w:docGrid/@w:charSpace", "-849"}};
  for (const auto& [path, expected] : rows)
    for (const auto& section : view.document.select_nodes("//w:sectPr[not(w:pgSz/@w:orient)]"))
      EXPECT_STREQ(section.node().select_node(path).attribute().value(), expected) << path;
}

TEST(DocxTest, normal_style_is_three_hao_fang_song_also_for_digits) {
  const auto view = view_of(notice());
  pugi::xml_document styles;
  styles.load_string(view.parts.at("word/styles.xml").c_str());
  const auto normal = styles.select_node("//w:style[@w:styleId='Normal']").node();
  EXPECT_STREQ(normal.select_node("w:rPr/w:sz/@w:val").attribute().value(), "32");
  for (const char* script : {"w:ascii", "w:hAnsi", "w:eastAsia"})
    EXPECT_STREQ(normal.select_node("w:rPr/w:rFonts").node().attribute(script).value(), "仿宋_GB2312");
  // A Chinese language for Latin text would let a line end inside 103.73.
  EXPECT_STREQ(styles.select_node("//w:docDefaults//w:lang/@w:val").attribute().value(), "en-US");
  for (const auto& [name, text] : view.parts) {
    EXPECT_THAT(text, Not(HasSubstr("Times"))) << name;
    EXPECT_THAT(text, Not(HasSubstr("<w:b/>"))) << name;
    EXPECT_THAT(text, Not(HasSubstr(R"(w:line="580")"))) << name;
  }
  EXPECT_EQ(view.count("//w:r[w:t and not(w:rPr/w:rFonts[@w:hint='eastAsia'])]"), 0U);
}

TEST(DocxTest, head) {
  const auto view = view_of(notice());
  const auto first = view.document.select_node("//w:body/w:p[1]").node();
  EXPECT_EQ(testing::text_of_paragraph(first), "000012");
  EXPECT_EQ(testing::text_of_paragraph(first.next_sibling()), "加急");
  EXPECT_EQ(view.attribute("加急", ".//w:rFonts/@w:eastAsia"), "黑体");
  // Three lines and the rest of 35 mm below the text area's top, not the paper's edge.
  const auto mark = view.paragraph("云汀区发展和改革局文件");
  int lines = 0;
  for (auto node = mark.previous_sibling(); node; node = node.previous_sibling()) ++lines;
  EXPECT_EQ(lines * kLinePitch + mark.select_node(".//w:spacing/@w:before").attribute().as_int(), 1984);
  EXPECT_EQ(view.attribute("云汀区发展和改革局文件", ".//w:color/@w:val"), "FF0000");
  EXPECT_EQ(view.attribute("云汀区发展和改革局文件", ".//w:rFonts/@w:eastAsia"), "方正小标宋简体");
  EXPECT_EQ(view.attribute("云汀区发展和改革局文件", ".//w:jc/@w:val"), "center");
  EXPECT_EQ(view.empty_lines_before("云汀发改〔2026〕38号"), 2);
  EXPECT_EQ(view.attribute("云汀发改〔2026〕38号", ".//w:jc/@w:val"), "center");
  const auto rule = view.paragraph("云汀发改〔2026〕38号").next_sibling();
  EXPECT_STREQ(rule.select_node(".//w:pBdr/w:bottom/@w:color").attribute().value(), "FF0000");
  EXPECT_STREQ(rule.select_node(".//w:spacing/@w:line").attribute().value(), "227");  // 4 mm
  EXPECT_FALSE(rule.select_node(".//w:ind"));                                         // as wide as the text: 156 mm
}

TEST(DocxTest, mark_lies_higher_in_an_order) {
  auto order = notice();
  order.layout = Layout::order;
  const auto mark = view_of(order).paragraph("云汀区发展和改革局");
  EXPECT_TRUE(mark);
  EXPECT_EQ(kOrderMarkBelowTextTop, 1134);
}

TEST(DocxTest, upward_document_names_its_signer) {
  auto report = notice();
  report.direction = Direction::upward;
  report.signer = "林知远";
  const auto view = view_of(report);
  EXPECT_EQ(view.attribute("云汀发改〔2026〕38号", ".//w:ind/@w:leftChars"), "100");
  EXPECT_EQ(view.attribute("云汀发改〔2026〕38号", ".//w:tab[@w:val='right']/@w:pos"), std::to_string(8844 - 320));
  const auto name = view.paragraph("云汀发改〔2026〕38号").select_node("w:r[last()]").node();
  EXPECT_STREQ(name.select_node(".//w:rFonts/@w:eastAsia").attribute().value(), "楷体_GB2312");
}

TEST(DocxTest, title_and_addressees) {
  const auto view = view_of(notice());
  const auto title = view.document.select_node("//w:p[w:pPr/w:pStyle/@w:val='Title'][1]").node();
  EXPECT_STREQ(title.select_node(".//w:sz/@w:val").attribute().value(), "44");
  EXPECT_STREQ(title.select_node(".//w:rFonts/@w:eastAsia").attribute().value(), "方正小标宋简体");
  EXPECT_STREQ(title.select_node(".//w:jc/@w:val").attribute().value(), "center");
  EXPECT_EQ(view.empty_lines_before(testing::text_of_paragraph(title)), 2);
  EXPECT_EQ(view.empty_lines_before("各镇人民政府"), 1);
  EXPECT_THAT(testing::text_of_paragraph(view.paragraph("各镇人民政府")), ::testing::EndsWith("："));
  EXPECT_EQ(view.attribute("各镇人民政府", ".//w:ind/@w:firstLineChars"), "");
}

TEST(DocxTest, numbering_and_faces) {
  const auto view = view_of(notice());
  const std::tuple<const char*, const char*, const char*> rows[] = {{"一、推进情况", "黑体", "0"},
                                                                    {"（一）总体进度。", "楷体_GB2312", "1"},
                                                                    {"（二）分行业情况", "楷体_GB2312", "1"},
                                                                    {"1.房地产", "仿宋_GB2312", "2"},
                                                                    {"2.工业和信息化", "仿宋_GB2312", "2"},
                                                                    {"（1）技改项目", "仿宋_GB2312", "3"},
                                                                    {"二、存在问题", "黑体", "0"}};
  for (const auto& [text, font, level] : rows) {
    EXPECT_EQ(view.attribute(text, ".//w:rFonts/@w:eastAsia"), font) << text;
    EXPECT_EQ(view.attribute(text, ".//w:outlineLvl/@w:val"), level) << text;
    EXPECT_EQ(view.attribute(text, ".//w:ind/@w:firstLineChars"), "200") << text;
  }
  EXPECT_EQ(view.attribute("31个项目", ".//w:ind/@w:firstLineChars"), "200");
  EXPECT_EQ(view.attribute("31个项目", ".//w:ind/@w:firstLine"), "640");
  // The body runs on in 仿宋 after a heading that ends with 。
  const auto runs = view.paragraph("（一）总体进度。").select_nodes("w:r");
  ASSERT_EQ(runs.size(), 2U);
  EXPECT_STREQ(runs[1].node().select_node(".//w:rFonts/@w:eastAsia").attribute().value(), "");
}

TEST(DocxTest, annex_note_signature_and_note) {
  const auto view = view_of(notice());
  EXPECT_EQ(view.empty_lines_before("附件：1.重点项目推进情况表"), 1);
  EXPECT_EQ(view.attribute("附件：1.重点项目推进情况表", ".//w:ind/@w:leftChars"), "600");
  EXPECT_EQ(view.attribute("附件：1.重点项目推进情况表", ".//w:ind/@w:hangingChars"), "400");
  EXPECT_EQ(testing::text_of_paragraph(view.paragraph("2.红灯项目清单")), "2.红灯项目清单");
  EXPECT_EQ(view.attribute("2026年9月21日", ".//w:ind/@w:rightChars"), "400");
  EXPECT_EQ(view.attribute("2026年9月21日", ".//w:jc/@w:val"), "right");
  EXPECT_EQ(view.attribute("（联系人", ".//w:ind/@w:firstLineChars"), "200");
}

// 云汀区发展和改革局 is nine characters, 2026年9月21日 six and a half.
TEST(DocxTest, signature_stands_over_its_date) {
  EXPECT_EQ(signature_place(18, 13, Sealing::sealed).date_right, 400);
  EXPECT_EQ(signature_place(18, 13, Sealing::sealed).name_right, 275);  // middle over middle: 4 + 6.5/2 − 9/2
  EXPECT_EQ(signature_place(60, 13, Sealing::sealed).name_right, 0);
  EXPECT_EQ(signature_place(18, 13, Sealing::unsealed).name_right, 200);
  EXPECT_EQ(signature_place(18, 13, Sealing::unsealed).date_right, 250);  // 2 + 9 − 2 − 6.5
  EXPECT_EQ(signature_place(8, 13, Sealing::unsealed).date_right, 200);
  EXPECT_EQ(signature_place(8, 13, Sealing::unsealed).name_right, 650);  // begins two characters left of the date
}

TEST(DocxTest, annexes_begin_on_a_new_page) {
  const auto view = view_of(notice());
  EXPECT_EQ(view.attribute("附件1", ".//w:rFonts/@w:eastAsia"), "黑体");
  EXPECT_EQ(view.attribute("附件1", ".//w:sz/@w:val"), "32");
  EXPECT_EQ(view.empty_lines_before("重点项目推进情况表"), 1);  // title on line three
  EXPECT_EQ(view.count("//w:sectPr/w:pgSz[@w:orient='landscape']"), 1U);
  EXPECT_EQ(view.count("//w:pgNumType"), 0U);  // page numbers run on
  auto portrait = notice();
  portrait.annexes[0].orientation = Orientation::portrait;
  EXPECT_TRUE(view_of(portrait).paragraph("附件1").select_node(".//w:pageBreakBefore"));
}

TEST(DocxTest, tables_repeat_their_header_and_split_no_row) {
  const auto view = view_of(notice());
  const auto rows = view.count("//w:tr");
  EXPECT_EQ(view.count("//w:tr[w:trPr/w:cantSplit]"), rows);
  EXPECT_EQ(view.count("//w:tr[w:trPr/w:tblHeader]"), 2U);
  for (const auto& table : view.document.select_nodes("//w:tbl")) {
    int sum = 0;
    for (const auto& column : table.node().select_nodes("w:tblGrid/w:gridCol/@w:w")) sum += column.attribute().as_int();
    EXPECT_EQ(sum, table.node().select_node("w:tblPr/w:tblW/@w:w").attribute().as_int());
  }
}

TEST(DocxTest, figures_never_wrap_in_a_column) {
  for (const int width : {kTextWidth, kTextHeight}) {
    const auto table = project_table(3);
    const auto widths = column_widths(table, width);
    for (const std::size_t column : {3U, 4U, 5U, 6U}) EXPECT_GE(widths.twips[column], 6 * widths.size * 5 + 140);
  }
}

TEST(DocxTest, headers_part_in_the_middle_or_before_their_bracket) {
  auto document = notice();
  document.annexes = {{"表", Orientation::portrait, {project_table(30)}}};
  const auto xml = view_of(document).parts.at("word/document.xml");
  EXPECT_THAT(xml, HasSubstr(R"(完成率</w:t><w:br/><w:t xml:space="preserve">（%）)"));
  EXPECT_THAT(xml, Not(HasSubstr("年度计划投</w:t>")));
}

TEST(DocxTest, long_tables_take_smaller_letters) {
  EXPECT_EQ(column_widths(project_table(5), kTextHeight).size, 24);
  EXPECT_EQ(column_widths(project_table(80), kTextHeight).size, 21);
}

TEST(DocxTest, imprint_on_the_bottom_edge_of_the_last_page) {
  const auto view = view_of(notice());
  EXPECT_EQ(view.value("//mc:Choice//wp:positionV/@relativeFrom"), "margin");
  EXPECT_STREQ(view.document.select_node("//mc:Choice//wp:positionV/wp:align").node().text().get(), "bottom");
  EXPECT_TRUE(view.document.select_node("//mc:Choice//wp:wrapTopAndBottom"));
  EXPECT_EQ(view.value("//mc:Choice//wp:extent/@cx"), "5615940");  // 156 mm
  const auto paragraphs = view.document.select_nodes("//mc:Choice//w:txbxContent/w:p");
  ASSERT_EQ(paragraphs.size(), 5U);  // rule, 抄送, rule, issuer, rule
  for (const auto& [at, eighths] : {std::pair{0U, "8"}, std::pair{2U, "6"}, std::pair{4U, "8"}}) {
    EXPECT_STREQ(paragraphs[at].node().select_node(".//w:pBdr/w:bottom/@w:sz").attribute().value(), eighths);
    EXPECT_FALSE(paragraphs[at].node().select_node(".//w:ind"));  // as wide as the text
  }
  const auto copies = paragraphs[1].node();
  EXPECT_EQ(testing::text_of_paragraph(copies), "抄送：区委办公室，区人大常委会办公室，区政协办公室。");
  EXPECT_STREQ(copies.select_node(".//w:sz/@w:val").attribute().value(), "28");
  // One character of 四号 in from both sides; the list hangs behind 抄送：.
  EXPECT_STREQ(copies.select_node(".//w:ind/@w:leftChars").attribute().value(), "400");
  EXPECT_STREQ(copies.select_node(".//w:ind/@w:hangingChars").attribute().value(), "300");
  EXPECT_STREQ(copies.select_node(".//w:ind/@w:right").attribute().value(), "280");
  const auto last = paragraphs[3].node();
  EXPECT_EQ(testing::text_of_paragraph(last), "云汀区发展和改革局办公室2026年9月21日印发");
  EXPECT_STREQ(last.select_node(".//w:tab[@w:val='right']/@w:pos").attribute().value(), "8564");
  // Its anchor is the last paragraph: it stands on the last page.
  const auto end = view.document.select_node("//w:body/w:p[last()]").node();
  EXPECT_TRUE(end.select_node(".//w:txbxContent"));
  EXPECT_STREQ(end.next_sibling().name(), "w:sectPr");
}

TEST(DocxTest, page_numbers_stand_outside_in_em_dashes) {
  const auto view = view_of(notice());
  EXPECT_THAT(view.parts.at("word/settings.xml"), HasSubstr("<w:evenAndOddHeaders/>"));
  for (const auto& [part, side, edge] : {std::tuple{"word/footer1.xml", "right", "w:rightChars"},
                                         std::tuple{"word/footer2.xml", "left", "w:leftChars"}}) {
    pugi::xml_document footer;
    footer.load_string(view.parts.at(part).c_str());
    EXPECT_EQ(testing::text_of_paragraph(footer.first_child()), "— 1 —");
    EXPECT_STREQ(footer.select_node("//w:jc/@w:val").attribute().value(), side);
    EXPECT_STREQ(footer.select_node("//w:ind").node().attribute(edge).value(), "100");
    EXPECT_STREQ(footer.select_node("//w:r//w:rFonts/@w:ascii").attribute().value(), "宋体");
    EXPECT_STREQ(footer.select_node("//w:r//w:sz/@w:val").attribute().value(), "28");
  }
  EXPECT_THAT(view.parts.at("word/footer3.xml"), HasSubstr(R"(vert="vert")"));
  EXPECT_THAT(view.parts.at("word/footer3.xml"), HasSubstr("layout-flow:vertical"));
}

TEST(DocxTest, landscape_turns_the_margins_with_the_page) {
  const auto view = view_of(notice());
  const auto section = view.document.select_node("//w:sectPr[w:pgSz/@w:orient]").node();
  EXPECT_STREQ(section.select_node("w:pgMar/@w:top").attribute().value(), "1588");
  EXPECT_STREQ(section.select_node("w:pgMar/@w:left").attribute().value(), "1984");
  EXPECT_STREQ(section.select_node("w:pgMar/@w:right").attribute().value(), "2098");
  EXPECT_STREQ(section.select_node("w:footerReference[1]/@r:id").attribute().value(), "rIdOddTurned");
}

TEST(DocxTest, letter_has_double_rules_beyond_the_text) {
  auto letter = notice();
  letter.layout = Layout::letter;
  const auto view = view_of(letter);
  EXPECT_EQ(view.value("//w:sectPr[w:titlePg]/w:pgMar/@w:header"), "1701");  // 30 mm from the paper's edge
  for (const auto* part : {"word/header1.xml", "word/footer5.xml"}) {
    EXPECT_THAT(view.parts.at(part), HasSubstr("SmallGap"));
    EXPECT_THAT(view.parts.at(part), HasSubstr(R"(w:left="-397" w:right="-397")"));  // 8844 + 794 = 170 mm
  }
}

TEST(DocxTest, a_file_for_pdf_sets_28_characters_without_the_character_grid) {
  const DocxView view(render(notice(), HouseStyle{.grid = Grid::lines}).value());
  EXPECT_EQ(view.value("//w:docGrid/@w:type"), "lines");
  EXPECT_THAT(view.parts.at("word/styles.xml"), HasSubstr(R"(<w:spacing w:val="-5"/>)"));
  EXPECT_LE(28 * (320 + kLetterSpacing), kTextWidth);
  EXPECT_GT(29 * (320 + kLetterSpacing), kTextWidth);
}

TEST(DocxTest, same_document_same_bytes) {
  EXPECT_EQ(render(notice()).value(), render(notice()).value());
  auto later = notice();
  later.provenance.made_at += std::chrono::hours(1);
  EXPECT_NE(render(later).value(), render(notice()).value());
}

TEST(DocxTest, carries_the_snapshot_and_no_grade_or_seal) {
  const auto view = view_of(notice());
  EXPECT_THAT(view.parts.at("docProps/custom.xml"), HasSubstr("3f9a2c71d0b84e56"));
  EXPECT_THAT(view.parts.at("docProps/core.xml"), HasSubstr("2026-09-21T00:30:00Z"));
  for (const char* word : {"机密", "秘密", "绝密", "印章"})
    EXPECT_THAT(view.parts.at("word/document.xml"), Not(HasSubstr(word)));
}

TEST(DocxTest, text_is_escaped) {
  auto document = notice();
  document.body = {Paragraph{{{"<w:p/>&\"]]>"}}}};
  EXPECT_EQ(testing::text_of_paragraph(view_of(document).paragraph("<w:p/>")), "<w:p/>&\"]]>");
}

TEST(DocxTest, refuses) {
  struct Fault {
    const char* code;
    void (*plant)(Official&);
  };
  const Fault faults[] = {
      {"docx.no_title", [](Official& d) { d.title = "　"; }},
      {"docx.no_issuer", [](Official& d) { d.issuers.clear(); }},
      {"docx.bad_number", [](Official& d) { d.number = "云汀发改[2026]38号"; }},
      {"docx.bad_number", [](Official& d) { d.number = "云汀发改〔2026〕038号"; }},
      {"docx.bad_number", [](Official& d) { d.number = "云汀发改〔2126〕38号"; }},
      {"docx.bad_number", [](Official& d) { d.number = "云汀发改〔2026〕38"; }},
      {"docx.bad_number", [](Official& d) { d.number = "云汀发改〔2026〕号"; }},
      {"docx.bad_number", [](Official& d) { d.number = "〔2026〕38号"; }},
      {"docx.bad_number", [](Official& d) { d.number = "云汀发改〔2026〕3x号"; }},
      {"docx.bad_copy_number", [](Official& d) { d.copy_number = "12"; }},
      {"docx.bad_copy_number", [](Official& d) { d.copy_number = "00001a"; }},
      {"docx.signer_missing", [](Official& d) { d.direction = Direction::upward; }},
      {"docx.bad_heading_level",
       [](Official& d) {
         d.body.push_back(Heading{5, "五级"});
       }},
      {"docx.bad_heading_level",
       [](Official& d) {
         d.body.push_back(Heading{0, "零级"});
       }},
      {"docx.empty_table", [](Official& d) { d.body.push_back(Table{}); }},
      {"docx.ragged_table", [](Official& d) { std::get<Table>(d.annexes[1].blocks[0]).rows[1].cells.pop_back(); }},
      {"docx.not_text", [](Official& d) { d.note = "\x01"; }},
      {"docx.not_text", [](Official& d) { d.note = "\xFF"; }}};
  for (const auto& fault : faults) {
    auto document = notice();
    fault.plant(document);
    const auto rendered = render(document);
    ASSERT_FALSE(rendered) << fault.code;
    EXPECT_EQ(rendered.error().problems.at(0).code, fault.code);
  }
  auto bulletin = notice();  // a house template has its own numbers
  bulletin.layout = Layout::bulletin;
  bulletin.number = "第12期";
  EXPECT_TRUE(render(bulletin));
}

TEST(TitleTest, breaks_at_words_into_a_trapezium_or_diamond) {
  const std::pair<const char*, std::vector<std::string>> rows[] = {
      {"关于重点项目推进情况的通报", {"关于重点项目推进情况的通报"}},
      {"云汀区发展和改革局关于2026年1—8月重点项目推进情况的通报",
       {"云汀区发展和改革局关于2026年1—8月", "重点项目推进情况的通报"}},
      {"自己\n定的行", {"自己", "定的行"}}};
  for (const auto& [title, lines] : rows) EXPECT_EQ(title_lines(title, 20), lines);
  for (const auto* title :
       {"云汀区人民政府办公室关于转发区发展和改革局《云汀区2026年重点项目挂图作战工作实施方案》的通知",
        "云汀区发展和改革局云汀区财政局云汀区住房和城乡建设局关于进一步加强全区政府投资项目全过程管理工作的通知"}) {
    const auto lines = title_lines(title, 20);
    EXPECT_EQ(join(lines, ""), title);
    for (const auto& line : lines) EXPECT_LE(half_width(line), 40) << line;
    for (std::size_t i = 1; i + 1 < lines.size(); ++i)
      EXPECT_FALSE(half_width(lines[i]) < half_width(lines[i - 1]) && half_width(lines[i]) < half_width(lines[i + 1]))
          << "hourglass";
    EXPECT_FALSE(lines[1].starts_with("局")) << lines[1];
  }
  EXPECT_EQ(title_lines(std::string(200, 'x'), 20).size(), 5U);
}

// GUATU_LOOK=folder test_format_docx writes what a person should look at.
TEST(DocxTest, writes_what_to_look_at) {
  const char* folder = std::getenv("GUATU_LOOK");
  if (folder == nullptr) GTEST_SKIP() << "GUATU_LOOK is not set";
  const HouseStyle for_pdf{.grid = Grid::lines};
  std::ofstream(std::string(folder) + "/notice-word.docx", std::ios::binary) << render(notice()).value();
  std::ofstream(std::string(folder) + "/notice.docx", std::ios::binary) << render(notice(), for_pdf).value();
  auto report = notice();
  report.direction = Direction::upward;
  report.signer = "林知远";
  report.issuers = {"云汀区发展和改革局", "云汀区财政局", "云汀区住房和城乡建设局"};
  report.annexes.clear();
  std::ofstream(std::string(folder) + "/report.docx", std::ios::binary) << render(report, for_pdf).value();
  auto letter = notice();
  letter.layout = Layout::letter;
  letter.annexes.clear();
  std::ofstream(std::string(folder) + "/letter.docx", std::ios::binary) << render(letter, for_pdf).value();
}

}  // namespace
}  // namespace guatu::docx

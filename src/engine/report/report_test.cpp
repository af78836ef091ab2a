// SPDX-License-Identifier: Apache-2.0
#include "engine/report/report.hpp"

#include "base/text.hpp"
#include "engine/report/lint.hpp"
#include "engine/report/markdown.hpp"
#include "tests/support/golden.hpp"

namespace guatu::report {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

Number percent(const char* text) { return share_of(Ratio::of(*parse_decimal(text)) / Ratio(100, 1)); }
Number points(const char* text) { return points_of(Ratio::of(*parse_decimal(text)) / Ratio(100, 1)); }
Number yuan(const char* text) { return money_of(*parse_money(text, MoneyUnit::hundred_million_yuan)); }

Facts facts() {
  Facts facts;
  auto& fields = facts.fields;
  fields["month"] = {"cycle/month", Month(2026, 8)};
  fields["day"] = {"cycle/day", date_of(2026, 9, 21)};
  fields["n"] = {"projects/count", count_of(81)};
  fields["none"] = {"projects/none", count_of(0)};
  fields["x"] = {"projects/done", yuan("103.7289")};
  fields["small"] = {"projects/small", *[] { return std::optional(money_of(Money::of_fen(4'200'000'00))); }()};
  fields["p"] = {"projects/completion", percent("58.9")};
  fields["third"] = {"projects/third", share_of(Ratio(2, 3))};
  fields["d"] = {"projects/gap", points("-1.14")};
  fields["up"] = {"projects/up", points("5.8")};
  fields["level"] = {"projects/level", points("0.04")};
  fields["g"] = {"indicator/growth", growth_of_percent(*parse_decimal("-5.40"))};
  fields["g0"] = {"indicator/flat", growth_of_percent(*parse_decimal("0.0"))};
  fields["k"] = {"projects/more", count_of(-3)};
  fields["name"] = {"unit/name", std::string("云汀区")};
  fields["empty"] = {"unit/empty", std::string(" ")};
  Records units;
  for (const auto& [unit, matters] : {std::pair{"区住建局", 2}, std::pair{"银汐街道", 1}, std::pair{"麦垄镇", 4}}) {
    Record record;
    record.fields["unit"] = {std::string("unit/") + unit, std::string(unit)};
    record.fields["n"] = {std::string("overdue/") + unit, count_of(matters)};
    units.push_back(record);
  }
  fields["units"] = {"overdue", units};
  fields["nobody"] = {"missing", Records{}};
  document::Table table;
  table.unit = "亿元";
  table.columns = {{"项目"}, {"完成", document::Alignment::right}};
  table.rows = {
      {{"一、房|地产"}, document::RowKind::group}, {{"听澜里", "1.42"}}, {{"合计", "1.42"}, document::RowKind::total}};
  table.source = "注：8月底";
  fields["t"] = {"table/projects", table};
  return facts;
}

std::string filled(const std::string& text) {
  const auto result = fill_template(text, "t", facts());
  return result ? result->text : result.error().problems.at(0).code + "@" + result.error().problems.at(0).place;
}

TEST(ReportTest, fills) {
  const std::pair<const char*, const char*> rows[] = {
      {"1—{month}月，全市{n}个重点项目完成投资{x}亿元，占年度计划{p}%，{ahead|behind}序时进度{d}个百分点",
       "1—8月，全市81个重点项目完成投资103.73亿元，占年度计划58.9%，落后序时进度1.1个百分点"},
      {"{ahead|behind}序时进度{up}个百分点。", "超序时进度5.8个百分点。"},
      {"{ahead|behind}序时进度{level}个百分点。", "与序时进度持平。"},
      {"同比{up|down}{g}%，", "同比下降5.40%，"},
      {"{up|down}{g:.1}%", "下降5.4%"},
      {"工业{up|down}{g0}%，服务业", "工业与上年持平，服务业"},
      {"{up|down|与上月持平}{g0}%", "与上月持平"},
      {"{高于|低于|等于}全市平均{up}个百分点", "高于全市平均5.8个百分点"},
      {"{more|fewer}{k}个项目。", "减少3个项目。"},
      {"{more|fewer}{none}个项目，其中", "与上年持平，其中"},
      {"{x}", "103.73亿元"},
      {"{small}", "420万元"},
      {"{x:万元}", "1037289万元"},
      {"{x:亿元.4}", "103.7289亿元"},
      {"{x:.0}亿元", "104亿元"},
      {"{third}", "66.7%"},
      {"{third:.3}%", "66.667%"},
      {"{up}", "5.8个百分点"},
      {"{month}", "2026年8月"},
      {"{day}", "2026年9月21日"},
      {"{day:月日}前", "9月21日前"},
      {"{{花括号}}", "{花括号}"},
      {"{if units}有{else}无{end}", "有"},
      {"{if nobody}有{else}无{end}", "无"},
      {"{if none}有{else}无{end}", "无"},
      {"{if empty}有{end}", ""},
      {"{if absent}有{else}无{end}", "无"},
      {"{if not nobody}都报了{end}", "都报了"},
      {"{units.count}家：{each units sep \"、\"}{unit}{n}件{end}。", "3家：区住建局2件、银汐街道1件、麦垄镇4件。"},
      {"{each units first 2 sep \"；\"}{index:一}是{unit}{end}", "一是区住建局；二是银汐街道"},
      {"{each units}{index}.{name}\n{end}", "1.云汀区\n2.云汀区\n3.云汀区\n"},
      {"甲\n{if units}\n乙\n{end}\n丙", "甲\n乙\n丙"},
      {"甲\n  {if nobody}  \n乙\n{else}\n丁\n{end}\n丙", "甲\n丁\n丙"},
      {"{table t}\n",
       "单位：亿元\n| 项目 | 完成 |\n|:---|---:|\n| 一、房\\|地产 |\n| 听澜里 | 1.42 |\n| 合计 | 1.42 |\n注：8月底\n"}};
  for (const auto& [text, expected] : rows) EXPECT_EQ(filled(text), expected) << text;
}

TEST(ReportTest, refuses) {
  const std::pair<const char*, const char*> rows[] = {{"甲{n", "report.unclosed@t:1:2"},
                                                      {"甲\n乙{n\n}", "report.unclosed@t:2:2"},
                                                      {"{n{p}}", "report.unclosed@t:1:1"},
                                                      {"多了}", "report.unopened@t:1:3"},
                                                      {"{}", "report.empty_binding@t:1:1"},
                                                      {"{q}", "report.unknown_binding@t:1:1"},
                                                      {"{q.count}", "report.unknown_binding@t:1:1"},
                                                      {"{n n}", "report.bad_name@t:1:1"},
                                                      {"{x:吨}", "report.unit_mismatch@t:1:1"},
                                                      {"完成{x}%", "report.unit_mismatch@t:1:3"},
                                                      {"占{p}亿元", "report.unit_mismatch@t:1:2"},
                                                      {"占{p}个百分点", "report.unit_mismatch@t:1:2"},
                                                      {"{d}%", "report.unit_mismatch@t:1:1"},
                                                      {"{n}%", "report.unit_mismatch@t:1:1"},
                                                      {"{x:.99}", "report.bad_format@t:1:1"},
                                                      {"{x:.a}", "report.bad_format@t:1:1"},
                                                      {"{day:年}", "report.bad_format@t:1:1"},
                                                      {"增长{g}%", "report.sign_after_verb@t:1:3"},
                                                      {"{up|down}。{g}%", "report.verb_without_number@t:1:1"},
                                                      {"{up|down}", "report.verb_without_number@t:1:1"},
                                                      {"{up|down}{name}", "report.not_a_number@t:1:10"},
                                                      {"{up|down|a|b}{g}%", "report.bad_verb@t:1:1"},
                                                      {"{units}", "report.not_a_value@t:1:1"},
                                                      {"{t}", "report.not_a_value@t:1:1"},
                                                      {"{each n}{end}", "report.not_a_list@t:1:1"},
                                                      {"{each q}{end}", "report.unknown_binding@t:1:1"},
                                                      {"{each units first 0}{end}", "report.bad_each@t:1:1"},
                                                      {"{each units sep 、}{end}", "report.bad_each@t:1:1"},
                                                      {"{table n}", "report.not_a_table@t:1:1"},
                                                      {"{if n}", "report.block_not_ended@t:1:1"},
                                                      {"{if}甲{end}", "report.bad_name@t:1:1"},
                                                      {"{each units}甲{else}乙{end}", "report.stray_end@t:1:14"},
                                                      {"甲{end}", "report.stray_end@t:1:2"},
                                                      {"\xFF", "report.not_utf8@t"}};
  for (const auto& [text, expected] : rows) EXPECT_EQ(filled(text), expected) << text;
  std::string deep;
  for (int i = 0; i < 40; ++i) deep += "{if n}";
  EXPECT_THAT(filled(deep), HasSubstr("report.too_deep"));
}

TEST(ReportTest, a_list_of_lists_cannot_grow_without_bound) {
  Facts many;
  many.fields["a"] = {"a", Records(3000)};
  const auto result = fill_template("{each a}{each a}xxxxxxxx{end}{end}", "t", many);
  EXPECT_EQ(result.error().problems.at(0).code, "report.too_long");
}

TEST(ReportTest, every_number_knows_its_fact) {
  const auto text =
      fill_template("完成{x}亿元，占{third}%，{ahead|behind}序时进度{level}个百分点，{each units sep \"、\"}{n}件{end}",
                    "t", facts())
          .value();
  std::vector<std::string> shown;
  for (const auto& use : text.uses) {
    EXPECT_EQ(text.text.substr(use.begin, use.end - use.begin), use.shown);
    shown.push_back(use.fact + "=" + use.exact + "→" + use.shown);
  }
  EXPECT_THAT(shown, ElementsAre("projects/done=10372890000→103.73", "projects/third=2/3→66.7",
                                 "projects/level=0.0004→与序时进度持平", "overdue/区住建局=2→2", "overdue/银汐街道=1→1",
                                 "overdue/麦垄镇=4→4"));
}

// What a binding says never depends on what stands around it, and no input breaks the parser.
TEST(ReportTest, survives_any_text) {
  const std::string pieces[] = {"{",    "}",  "{if n}", "{end}", "{else}", "{each units}", "{n}",      "{up|down}",
                                "{g}%", "\n", "甲",     "|",     ":",      "{table t}",    "\xF0\x9F", "{x:.2}"};
  std::uint64_t state = 7;
  for (int round = 0; round < 3000; ++round) {
    std::string text;
    for (int i = 0; i < 12; ++i) {
      state = state * 6364136223846793005ULL + 1442695040888963407ULL;
      text += pieces[(state >> 33) % std::size(pieces)];
    }
    const auto result = fill_template(text, "t", facts());
    if (!result) continue;
    for (const auto& use : result->uses) EXPECT_LE(use.end, result->text.size());
  }
}

document::Official parsed(const std::string& text) {
  const auto result = parse_markdown(text, "d");
  EXPECT_TRUE(result) << (result ? "" : result.error().problems.at(0).code + result.error().problems.at(0).place);
  return result.value_or(document::Official{});
}

TEST(MarkdownTest, reads_a_document) {
  const auto document = parsed(
      "---\n发文机关: 云汀区发展和改革局、云汀区财政局\n发文字号：云汀发改〔2026〕38号\n紧急程度: 加急\n主送: "
      "各镇：\n成文日期: 2026年9月1日\n抄送: 区委办，区政协办。\n印发日期: 2026-09-02\n附注:\n---\n"
      "# 通报\n\n第一段\n第二段*楷体*与**黑体**\n## 推进情况\n### 总体进度。\n接着说。\n### 一般\n接着说\n#### "
      "三级\n##### 四级\n## 二、自编号\n- 一是\n- 二是\n\n"
      "表：项目\n单位：亿元\n| 项目 | 完成 | 灯 |\n|:--|--:|:-:|\n| 一、组 |\n| a\\|b | 1 | 绿 |\n| 合计 | 1 | "
      "|\n注：说明\n# 附件（横向）：大表\n| a |\n|---|\n| 1 |\n# 附件2：小表\n文字\n");
  EXPECT_THAT(document.issuers, ElementsAre("云汀区发展和改革局", "云汀区财政局"));
  EXPECT_EQ(document.addressees, "各镇");
  EXPECT_EQ(document.urgency, document::Urgency::urgent);
  EXPECT_EQ(document.dated, date_of(2026, 9, 1));
  EXPECT_EQ(document.imprint->printed_on, date_of(2026, 9, 2));
  EXPECT_THAT(document.imprint->copies_to, ElementsAre("区委办", "区政协办"));
  EXPECT_EQ(document.title, "通报");
  ASSERT_EQ(document.body.size(), 11U);
  const auto& paragraph = std::get<document::Paragraph>(document.body[1]);
  EXPECT_EQ(paragraph.runs.at(1).face, document::Face::kai);
  EXPECT_EQ(paragraph.runs.at(3).face, document::Face::black);
  EXPECT_EQ(std::get<document::Heading>(document.body[3]).run_in.at(0).text, "接着说。");
  EXPECT_TRUE(std::get<document::Heading>(document.body[4]).run_in.empty());
  EXPECT_EQ(std::get<document::Heading>(document.body[7]).level, 4);
  EXPECT_EQ(std::get<document::Heading>(document.body[8]).numbering, document::Numbering::none);
  EXPECT_EQ(std::get<document::List>(document.body[9]).items.size(), 2U);
  const auto& table = std::get<document::Table>(document.body[10]);
  EXPECT_EQ(table.caption, "项目");
  EXPECT_EQ(table.unit, "亿元");
  EXPECT_EQ(table.source, "注：说明");
  EXPECT_EQ(table.columns.at(1).alignment, document::Alignment::right);
  EXPECT_EQ(table.columns.at(2).alignment, document::Alignment::centre);
  EXPECT_EQ(table.rows.at(0).kind, document::RowKind::group);
  EXPECT_EQ(table.rows.at(1).cells.at(0), "a|b");
  EXPECT_EQ(table.rows.at(2).kind, document::RowKind::total);
  ASSERT_EQ(document.annexes.size(), 2U);
  EXPECT_EQ(document.annexes[0].orientation, document::Orientation::landscape);
  EXPECT_EQ(document.annexes[1].title, "小表");
}

TEST(MarkdownTest, refuses) {
  const std::pair<const char*, const char*> rows[] = {
      {"只有正文", "markdown.no_title@d"},
      {"---\n发文机关: 甲\n# 题", "markdown.head_not_closed@d:1"},
      {"---\n密级: 秘密\n---\n# 题", "markdown.secrecy@d:2"},
      {"---\n密级:\n---\n# 题", "markdown.secrecy@d:2"},
      {"# 题\n机密★1年", "markdown.secrecy@d:2"},
      {"# 题\n- 秘密 ★", "markdown.secrecy@d:2"},
      {"---\n字号: 1\n---\n# 题", "markdown.unknown_field@d:2"},
      {"---\n没有冒号\n---\n# 题", "markdown.not_a_field@d:2"},
      {"---\n紧急程度: 很急\n---\n# 题", "markdown.bad_choice@d:2"},
      {"---\n成文日期: 2026-02-30\n---\n# 题", "date.no_such_day@d:2"},
      {"# 题\n<b>粗</b>", "markdown.html@d:2"},
      {"# 题\n## \n", "markdown.empty_heading@d:2"},
      {"# 题\n### 跳级", "markdown.skipped_level@d:2"},
      {"# 题\n## 一\n### 二\n#### 三\n##### 四\n###### 五", "markdown.too_deep@d:6"},
      {"# 题\n# 又一题", "markdown.second_title@d:2"},
      {"# 题\n# 附件1", "markdown.annex_without_title@d:2"},
      {"# 题\n| a | b |\n| 1 | 2 |", "markdown.table_without_rule@d:3"},
      {"# 题\n| a | b |\n|---|", "markdown.ragged_table@d:3"},
      {"# 题\n| a | b | c |\n|---|---|---|\n| 1 | 2 |", "markdown.ragged_table@d:4"},
      {"# \xFF", "markdown.not_utf8@d"}};
  for (const auto& [text, expected] : rows) {
    const auto result = parse_markdown(text, "d");
    ASSERT_FALSE(result) << text;
    EXPECT_EQ(result.error().problems.at(0).code + "@" + result.error().problems.at(0).place, expected) << text;
  }
}

std::vector<std::string> findings(const std::string& text, Genre genre = Genre::special) {
  std::vector<std::string> codes;
  for (const auto& finding : lint({text, {}}, genre))
    codes.push_back(finding.problem.code + " " + text.substr(finding.begin, finding.end - finding.begin));
  return codes;
}

TEST(LintTest, finds) {
  EXPECT_THAT(findings("工业增长-5%"), ElementsAre("lint.negative_growth 增长-5", "lint.unsupported_number 5"));
  EXPECT_THAT(findings("下降了－3.2个百分点"),
              ElementsAre("lint.negative_growth 下降了－3.2", "lint.unsupported_number 3.2"));
  EXPECT_THAT(findings("增长——这是破折号"), IsEmpty());
  EXPECT_THAT(findings("测评满意率为92.33分"),
              ElementsAre("lint.satisfaction 满意率为92.33", "lint.unsupported_number 92.33"));
  EXPECT_THAT(findings("满意率103%"), ElementsAre("lint.satisfaction 满意率103", "lint.unsupported_number 103"));
  EXPECT_THAT(findings("满意率达95.2%"), ElementsAre("lint.unsupported_number 95.2"));
  EXPECT_THAT(findings("完成1,234.5亿元"), ElementsAre("lint.unsupported_number 1,234.5"));
  EXPECT_THAT(
      findings("2026年9月21日，云汀发改〔2026〕38号，第3版，1—8月，12345热线，A07地块，青梧路A-07，3#楼，附件2"),
      IsEmpty());
  EXPECT_THAT(findings("1.房地产\n## 2.工业"), IsEmpty());
  EXPECT_THAT(findings("---\n份号: 000012\n---\n"), IsEmpty());
}

TEST(LintTest, counts_characters_without_head_tables_and_marks) {
  const auto words = [](std::size_t count) { return join(std::vector<std::string>(count, "字"), ""); };
  EXPECT_THAT(findings(words(4000)), IsEmpty());
  EXPECT_EQ(findings(words(4001)).at(0).substr(0, 13), "lint.too_long");
  EXPECT_THAT(findings(words(4001), Genre::comprehensive), IsEmpty());
  EXPECT_EQ(findings(words(5001), Genre::comprehensive).size(), 1U);
  EXPECT_THAT(findings("---\n" + words(100) + "\n---\n## " + words(3999) + " \n| " + words(100) + " |\n"), IsEmpty());
}

TEST(LintTest, bound_numbers_are_supported) {
  const auto text = fill_template("完成投资{x}亿元，占{p}%，另有7个。\n{table t}\n", "t", facts()).value();
  std::vector<std::string> values;
  for (const auto& finding : lint(text, Genre::special)) values.push_back(finding.problem.args.at("value"));
  EXPECT_THAT(values, ElementsAre("7"));
}

}  // namespace
}  // namespace guatu::report

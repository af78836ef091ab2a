// SPDX-License-Identifier: Apache-2.0
// Workbooks that go out and come back (表样、导出、导入): what the language of stories cannot hold are their bytes. An
// office's editing is reading every value, changing some, and writing the workbook anew, as LibreOffice does.
#include <gmock/gmock.h>

#include <cstdlib>
#include <fstream>
#include <sstream>

#include "base/text.hpp"
#include "tests/scenario/exchange_desk.hpp"

namespace guatu::testing {
namespace {

using ::testing::HasSubstr;

TEST_F(ExchangeTest, a_form_shows_what_is_stored_and_opens_what_is_asked) {
  open_form();
  const std::string bytes = template_of(1);
  const auto workbook = read(bytes);
  const auto* sheet = workbook.find_sheet(kSheet);
  ASSERT_NE(sheet, nullptr);
  EXPECT_EQ(sheet::shown_text(*sheet->find({0, 0})), "2026年8月月度投资（第1单位）");
  EXPECT_EQ(cell_with(bytes, kSheet, "YT-01-1"), "A5");
  EXPECT_EQ(cell_with(bytes, kSheet, "YT-01-2"), "A6");
  EXPECT_EQ(cell_with(bytes, kSheet, "12000"), "C5") << "the year's plan, in 万元";
  EXPECT_EQ(cell_with(bytes, kSheet, "完成（万元）"), "E4");
  EXPECT_EQ(workbook.find_sheet("表单标识")->visibility, sheet::SheetVisibility::hidden);
}

TEST_F(ExchangeTest, a_filled_in_form_brings_its_cells_and_nothing_else) {
  open_form();
  world_.become("zhouheng");
  const std::string filled =
      edited(template_of(1), {{kSheet, "E5", kHundred}, {kSheet, "D6", std::string("基础完成")}});
  const Made import = made(upload({{"一.xlsx", filled}}));
  EXPECT_EQ(import.state, "ready") << wrong_cells(import.id);
  EXPECT_EQ(effects(import.id), (std::vector<std::string>{"YT-01-2 progress_text -主体\n封顶 → 基础完成",
                                                          "YT-01-1/2026 actual_08  → 1000000.00"}));
  apply(import);
  // The same file again, and the template from before: both are stale now.
  EXPECT_EQ(refusal(upload({{"一.xlsx", filled}})), "template.row_changed 一.xlsx!项目月度投资!A5");
  EXPECT_EQ(refusal(upload({{"二.xlsx", filled}})), "template.row_changed 二.xlsx!项目月度投资!A5");
  const Made again = made(upload({{"三.xlsx", template_of(1)}}));
  EXPECT_EQ(effects(again.id), std::vector<std::string>{});
}

TEST_F(ExchangeTest, forms_of_24_units_come_in_together) {
  open_form();
  std::vector<Upload> files;
  for (int unit = 1; unit <= kUnits; ++unit)
    files.push_back({fmt::format("{}.xlsx", unit_code(unit)),
                     edited(template_of(unit), {{kSheet, "E5", sheet_out::Value(Decimal(unit, 0))},
                                                {kSheet, "E6", sheet_out::Value(Decimal(unit * 2, 0))}})});
  files.push_back({"坏的.xlsx", "PK\x03\x04 nothing"});
  const http::Reply reply = upload(files, "?merge=true");
  const Made import = made(reply);
  EXPECT_THAT(reply.body, HasSubstr("坏的.xlsx"));
  EXPECT_EQ(import.state, "ready") << wrong_cells(import.id);
  EXPECT_EQ(import.changed, 24);
  EXPECT_EQ(import.added, 24) << "second projects had no line for the year yet";
  apply(import);
  EXPECT_THAT(download("/api/v1/projects/YT-24-2"), HasSubstr("\"480000.00\""));
}

TEST_F(ExchangeTest, the_same_cell_filled_in_twice_is_told) {
  open_form();
  const std::string bytes = template_of(1);
  const Made import = made(upload({{"甲.xlsx", edited(bytes, {{kSheet, "E5", kHundred}})},
                                   {"乙.xlsx", edited(bytes, {{kSheet, "E5", sheet_out::Value(Decimal(101, 0))}})}},
                                  "?merge=true"));
  EXPECT_EQ(import.state, "faulty");
  EXPECT_THAT(wrong_cells(import.id), HasSubstr("exchange.files_differ"));
}

TEST_F(ExchangeTest, a_tampered_form_is_refused_with_the_cell) {
  open_form();
  const std::string bytes = template_of(1);
  const auto with = [&](const std::vector<Edit>& edits) { return refusal(upload({{"x.xlsx", edited(bytes, edits)}})); };
  EXPECT_EQ(with({{kSheet, "A5", std::string("YT-02-1")}}), "template.locked_cell x.xlsx!项目月度投资!A5");
  EXPECT_EQ(with({{kSheet, "C6", kHundred}}), "template.locked_cell x.xlsx!项目月度投资!C6") << "a plan that was blank";
  EXPECT_EQ(with({{kSheet, "A7", std::string("YT-03-1")}, {kSheet, "E7", kHundred}}),
            "template.locked_cell x.xlsx!项目月度投资!A7")
      << "a row below the others";
  EXPECT_EQ(with({{kSheet, "A1", std::string("2025年8月月度投资")}}), "template.locked_cell x.xlsx!项目月度投资!A1");
  EXPECT_EQ(with({{kSheet, "D3", std::string("完成（万元）")}, {kSheet, "E4", std::string("形象进度")}}),
            "template.columns_moved x.xlsx!项目月度投资!D3");
  EXPECT_EQ(with({{"表单标识", "B3", std::string("U02")}}), "template.seal_broken x.xlsx!表单标识");
  EXPECT_EQ(with({{"表单标识", "B10", std::string(64, '0')}}), "template.seal_broken x.xlsx!表单标识");
  EXPECT_EQ(with({{"表单标识", "B2", std::string("二")}}), "template.mark_unreadable x.xlsx!表单标识");
  auto more = copy_of(bytes);
  sheet_out::Sheet again = sheet_in(more, kSheet);
  again.name = "另表";
  more.sheets.push_back(std::move(again));
  EXPECT_EQ(refusal(upload({{"x.xlsx", written(std::move(more))}})), "template.other_sheet x.xlsx!另表");
  auto less = copy_of(bytes);
  sheet_in(less, kSheet).name = "改名";
  EXPECT_EQ(refusal(upload({{"x.xlsx", written(std::move(less))}})), "template.other_sheet x.xlsx!改名");
  auto none = copy_of(bytes);
  sheet_in(none, kSheet) = {};
  none.sheets.front().name = "空表";
  EXPECT_EQ(refusal(upload({{"x.xlsx", written(std::move(none))}})), "template.sheet_missing x.xlsx");
}

TEST_F(ExchangeTest, what_is_locked_stays_locked_after_the_upload) {
  open_form();
  world_.become("zhouheng");
  const Made import = made(upload({{"x.xlsx", edited(template_of(1), {{kSheet, "E5", std::string("约100")}})}}));
  EXPECT_EQ(import.state, "faulty");
  const auto change = [&](const std::string& what, const std::string& body) {
    return ask("PUT", "/api/v1/imports/" + import.id + "/" + what, body, {{"If-Match", "\"1\""}});
  };
  EXPECT_EQ(refusal(change("cells", R"({"cells":[{"sheet":"项目月度投资","cell":"A5","value":"YT-02-1"}]})")),
            "template.cell_not_open cells[0]");
  EXPECT_EQ(refusal(change("cells", R"({"cells":[{"sheet":"表单标识","cell":"B3","value":"U02"}]})")),
            "template.cell_not_open cells[0]");
  EXPECT_EQ(refusal(change("mapping", R"({"table":1,"columns":[{"column":"E","field":"plan"}]})")),
            "template.columns_fixed table");
  const auto corrected = change("cells", R"({"cells":[{"sheet":"项目月度投资","cell":"E5","value":"100"}]})");
  EXPECT_EQ(corrected.status, 200) << corrected.body;
  EXPECT_EQ(effects(import.id), std::vector<std::string>{"YT-01-1/2026 actual_08  → 1000000.00"});
}

TEST_F(ExchangeTest, a_form_belongs_to_its_unit) {
  open_form();
  const std::string bytes = template_of(1);
  world_.become("hebo");
  EXPECT_EQ(refusal(upload({{"x.xlsx", edited(bytes, {{kSheet, "E5", kHundred}})}})), "exchange.not_yours ");
  // Without its mark it is a workbook like any other, which only the office imports.
  auto bare = copy_of(bytes);
  std::erase_if(bare.sheets, [](const auto& sheet) { return sheet.name == "表单标识"; });
  put(sheet_in(bare, kSheet), "E5", kHundred);
  world_.become("zhouheng");
  EXPECT_EQ(refusal(upload({{"x.xlsx", written(std::move(bare))}})), "exchange.not_yours ");
}

TEST_F(ExchangeTest, a_stale_form_is_refused_with_the_reason) {
  open_form();
  const std::string bytes = edited(template_of(1), {{kSheet, "E5", kHundred}});
  ASSERT_EQ(
      ask("POST", "/api/v1/forms/B1/close", R"({"reason":"汇总","through":"2026-07"})", {{"If-Match", "\"2\""}}).status,
      200);
  EXPECT_EQ(made(upload({{"x.xlsx", bytes}})).state, "ready") << "another period was closed";
  ASSERT_EQ(
      ask("POST", "/api/v1/forms/B1/close", R"({"reason":"汇总","through":"2026-08"})", {{"If-Match", "\"3\""}}).status,
      200);
  EXPECT_EQ(refusal(upload({{"x.xlsx", bytes}})), "template.period_closed x.xlsx");
  const auto edit =
      ask("PUT", "/api/v1/forms/B1",
          R"({"name":"月度投资","approver":"主任","basis":"x","frequency":"month","ends_on":"2026-12-31",)"
          R"("layout":"project_year","fields":["actual"],"units":["U01"]})",
          {{"If-Match", "\"4\""}});
  ASSERT_EQ(edit.status, 200) << edit.body;
  EXPECT_EQ(refusal(upload({{"x.xlsx", bytes}})), "template.form_not_open x.xlsx");
}

TEST_F(ExchangeTest, a_form_that_was_changed_is_another_one) {
  open_form();
  const std::string bytes = template_of(1);
  const std::string form =
      R"({"name":"月度投资","approver":"主任","basis":"x","frequency":"month","ends_on":"2026-12-31",)"
      R"("layout":"project_year","fields":["actual"],"units":["U01"]})";
  ASSERT_EQ(ask("PUT", "/api/v1/forms/B1", form, {{"If-Match", "\"2\""}}).status, 200);
  world_.become("guning");
  ASSERT_EQ(ask("POST", "/api/v1/forms/B1/approve", {}, {{"If-Match", "\"3\""}}).status, 200);
  EXPECT_EQ(refusal(upload({{"x.xlsx", bytes}})), "template.form_changed x.xlsx!表单标识");
}

TEST_F(ExchangeTest, milestones_and_matters_can_be_asked_for) {
  open_form("milestone", R"(["entered","actual","note"])");
  const Made import =
      made(upload({{"x.xlsx", edited(template_of(1), {{"项目节点", "F4", sheet_out::Value(date_of(2026, 8, 9))}})}}));
  EXPECT_EQ(effects(import.id), std::vector<std::string>{"YT-01-1/3 actual  → 2026-08-09"});
}

TEST_F(ExchangeTest, every_register_comes_back_as_it_went_out) {
  for (const char* layout :
       {"unit", "enterprise", "indicator", "target", "project", "project_year", "milestone", "matter"}) {
    const std::string bytes = download(fmt::format("/api/v1/exports/{}.xlsx?year=2026", layout));
    const Made import = made(upload({{fmt::format("{}_2026.xlsx", layout), written(copy_of(bytes))}}));
    EXPECT_EQ(import.state, "ready") << layout << wrong_cells(import.id);
    EXPECT_EQ(effects(import.id), std::vector<std::string>{}) << layout;
  }
}

// The same by a program that is not ours.
TEST_F(ExchangeTest, openpyxl_edits_a_form_and_an_export) {
  open_form();
  const db::testing::TemporaryDirectory folder;
  const auto by_openpyxl = [&](const std::string& bytes, const std::string& edits) {
    const std::string from = (folder.path() / "from.xlsx").string();
    const std::string to = (folder.path() / "to.xlsx").string();
    std::ofstream(from, std::ios::binary) << bytes;
    const std::string command =
        fmt::format("/usr/bin/python3 {}/tests/support/edit_workbook.py {} {} {}", GUATU_SOURCE_DIR, from, to, edits);
    EXPECT_EQ(std::system(command.c_str()), 0) << command;
    std::ostringstream text;
    text << std::ifstream(to, std::ios::binary).rdbuf();
    return text.str();
  };
  const Made form = made(upload({{"x.xlsx", by_openpyxl(template_of(1), kSheet + "!E5=100.5")}}));
  EXPECT_EQ(effects(form.id), std::vector<std::string>{"YT-01-1/2026 actual_08  → 1005000.00"});
  EXPECT_EQ(refusal(upload({{"x.xlsx", by_openpyxl(template_of(1), kSheet + "!C5=1")}})),
            "template.locked_cell x.xlsx!项目月度投资!C5");
  const std::string projects = download("/api/v1/exports/project.xlsx?year=2026");
  const std::string row = cell_with(projects, "重点项目台账", "YT-07-2").substr(1);
  const Made edited = made(upload({{"台账_2026.xlsx", by_openpyxl(projects, "重点项目台账!C" + row + "=新名称")}}));
  EXPECT_EQ(effects(edited.id), std::vector<std::string>{"YT-07-2 name 厂房二期 → 新名称"});
}

TEST_F(ExchangeTest, edits_in_an_export_are_what_comes_back) {
  const std::string projects = download("/api/v1/exports/project.xlsx?year=2026");
  const std::string row = cell_with(projects, "重点项目台账", "YT-07-2").substr(1);
  const std::string stage = cell_with(projects, "重点项目台账", "项目阶段").substr(0, 1);
  const Made import =
      made(upload({{"台账_2026.xlsx", edited(projects, {{"重点项目台账", stage + row, std::string("竣工")}})}}));
  EXPECT_EQ(effects(import.id), std::vector<std::string>{"YT-07-2 stage continuing → completed"});
  const std::string years = download("/api/v1/exports/project_year.xlsx?year=2026");
  const std::string august = cell_with(years, "项目月度投资", "8月");
  const std::string at = cell_with(years, "项目月度投资", "YT-07-1").substr(1);
  // 8月 stands over plan and actual; the plan is the first of the two.
  const Made other = made(upload(
      {{"月度_2026.xlsx", edited(years, {{"项目月度投资", august.substr(0, august.size() - 1) + at, kHundred}})}}));
  EXPECT_EQ(effects(other.id), std::vector<std::string>{"YT-07-1/2026 plan_08  → 1000000.00"});
}

TEST_F(ExchangeTest, a_workbook_does_not_move_a_matter_that_is_worked_on_here) {
  const Made import = made(upload({{"事项变更_2026.csv",
                                    "督办编号,状态,反馈日期,备注\n云调督〔2026〕37号,反馈,2026-09-01,旧的\n"
                                    "云调督〔2026〕38号,销号,2026-09-01,新的\n"}}));
  EXPECT_EQ(effects(import.id),
            (std::vector<std::string>{"云调督〔2026〕37号 state working → reported",
                                      "云调督〔2026〕37号 reported_on  → 2026-09-01", "云调督〔2026〕37号 note  → 旧的",
                                      "云调督〔2026〕38号 note  → 新的"}));
  EXPECT_THAT(ask("GET", "/api/v1/imports/" + import.id + "/cells").body, HasSubstr("import.matter_worked_on_here"));
}

TEST_F(ExchangeTest, a_workbook_does_not_end_a_matter_of_the_register) {
  const std::pair<const char*, const char*> rows[] = {
      {"督办编号,状态\n云调督〔2026〕37号,销号\n", "matter.state_by_acts"},
      {"督办编号,状态\n云调督〔2026〕37号,办结\n", "matter.state_by_acts"},
      {"督办编号,状态\n云调督〔2026〕37号,审核\n", "matter.state_by_acts"},
      {"督办编号,状态\n云调督〔2026〕37号,退回重办\n", "matter.state_by_acts"},
      {"督办编号,状态,附加状态\n云调督〔2026〕37号,办理,撤销\n", "matter.field_by_acts"},
      {"督办编号,状态,办结日期\n云调督〔2026〕37号,办理,2026-09-10\n", "matter.field_by_acts"},
      {"督办编号,状态,核验单位\n云调督〔2026〕37号,办理,U24\n", "matter.field_by_acts"},
      {"督办编号,状态,退回次数\n云调督〔2026〕37号,办理,1\n", "matter.field_by_acts"},
      {"督办编号,反馈序号,反馈日期,反馈内容\n云调督〔2026〕38号,9,2026-09-01,做了\n", "import.matter_worked_on_here"},
      {"督办编号,申请日期,申请延至,审批结果\n云调督〔2026〕38号,2026-09-01,2026-12-31,同意\n",
       "import.matter_worked_on_here"},
      {"督办编号,事项内容,事项类别,状态,关联项目编号,关联节点序号\n云调督〔2026〕37号,甲,会议交办,办理,YT-01-1,99\n",
       "import.unknown_milestone"},
  };
  for (const auto& [text, code] : rows) {
    const Made import = made(upload({{"事项_2026.csv", text}}));
    EXPECT_EQ(import.wrong, 1) << text;
    EXPECT_THAT(wrong_cells(import.id), HasSubstr(code)) << text;
  }
}

TEST_F(ExchangeTest, a_register_begins_with_what_was_closed_before_and_only_the_office_brings_it) {
  const std::string ledger =
      "督办编号,事项内容,事项类别,牵头单位,状态,办结日期,核验单位\n"
      "云调督〔2026〕1号,旧事一件,会议交办,U01,销号,2026-05-01,U24\n";
  world_.become("zhouheng");
  EXPECT_EQ(refusal(upload({{"台账_2026.csv", ledger}})), "exchange.not_yours ");
  world_.become("linyan");
  const Made import = made(upload({{"台账_2026.csv", ledger}}));
  EXPECT_EQ(import.wrong, 0) << wrong_cells(import.id);
  EXPECT_EQ(import.added, 1);
  apply(import);
  const Made again = made(upload({{"台账2_2026.csv", ledger + "\n"}}));
  EXPECT_EQ(again.wrong, 0) << "the same again is no change";
  EXPECT_EQ(again.changed, 0);
}

const std::string kStatistics =
    "指标编码,所属期,累计,发布日期,版本,数据来源\nI03,2026年1—8月,1234.5,2026-09-15,初步,区统计局\n";

TEST_F(ExchangeTest, a_bureau_brings_its_own_statistics_and_nobody_takes_them_back) {
  world_.become("caizheng");
  EXPECT_EQ(refusal(upload({{"统计_2026.csv", kStatistics}})), "exchange.not_yours ");
  world_.become("tongji");
  EXPECT_EQ(refusal(upload({{"台账_2026.csv", "项目编号,项目名称,项目阶段\nYT-01-1,x,竣工\n"}})),
            "exchange.not_yours ");
  const Made import = made(upload({{"统计_2026.csv", kStatistics}}));
  EXPECT_EQ(import.state, "ready") << wrong_cells(import.id);
  EXPECT_EQ(import.added, 1);
  apply(import);
  const auto undo = [&] {
    return refusal(
        ask("POST", "/api/v1/imports/" + import.id + "/undo", R"({"reason":"错"})", {{"If-Match", "\"2\""}}));
  };
  EXPECT_THAT(undo(), HasSubstr("undo.statistics observation/"));
  world_.become("linyan");
  EXPECT_THAT(undo(), HasSubstr("undo.statistics observation/"));
}

TEST_F(ExchangeTest, a_later_vintage_takes_a_second_person) {
  world_.become("tongji");
  apply(made(upload({{"统计_2026.csv", kStatistics}})));
  const Made other = made(upload({{"改数_2026.csv", replace_all(kStatistics, "1234.5", "1300")}}));
  EXPECT_THAT(wrong_cells(other.id), HasSubstr("import.same_vintage_differs"));
  const auto reply =
      upload({{"修订_2026.csv", replace_all(replace_all(replace_all(kStatistics, "1234.5", "1300"), "初步", "修订"),
                                            "09-15", "09-20")}});
  EXPECT_THAT(reply.body, HasSubstr("exchange.corrects_statistics"));
  const Made revised = made(reply);
  EXPECT_EQ(revised.state, "ready") << wrong_cells(revised.id);
  const std::string body = "{\"effect\":\"" + revised.effect + "\"}";
  const std::string path = "/api/v1/imports/" + revised.id + "/apply";
  EXPECT_EQ(refusal(ask("POST", path, body, {{"If-Match", "\"1\""}})), "exchange.second_person ");
  world_.become("linyan");
  EXPECT_EQ(ask("POST", path, body, {{"If-Match", "\"1\""}}).status, 200);
}

// Whoever may import is not shown another's figure before its release by bringing a wrong one.
TEST_F(ExchangeTest, a_figure_under_embargo_is_not_told_to_who_brings_another) {
  world_.become("tongji");
  apply(made(upload({{"统计_2026.csv", replace_all(kStatistics, "2026-09-15", "2026-09-22")}})));
  world_.become("linyan");
  const std::string guess = replace_all(replace_all(kStatistics, "1234.5", "1300"), "2026-09-15", "2026-09-22");
  const Made import = made(upload({{"猜数_2026.csv", guess}}));
  EXPECT_EQ(import.state, "faulty");
  EXPECT_THAT(wrong_cells(import.id), HasSubstr("import.same_vintage_embargoed"));
  const std::string seen = wrong_cells(import.id) + download("/api/v1/imports/" + import.id) +
                           download("/api/v1/imports/" + import.id + "/rows") +
                           download("/api/v1/imports/" + import.id + "/errors.xlsx");
  EXPECT_THAT(seen, Not(HasSubstr("1234.5")));
  world_.set_today(date_of(2026, 9, 23));
  EXPECT_THAT(wrong_cells(import.id), HasSubstr("\"stored\":\"1234.5\"")) << "it is out now";
}

TEST_F(ExchangeTest, a_large_file_is_told_of_while_it_is_read) {
  std::string text = "项目编号,项目名称,项目阶段,备注\n";
  for (int row = 0; row < 9000; ++row)
    text += fmt::format("YT-2026-{:05},项目{:05},储备,第{:05}号项目的备注很长\n", row, row, row);
  static_cast<void>(world_.new_entries());
  const Made import = made(upload({{"大文件_2026.csv", text}}));
  EXPECT_EQ(import.added, 9000);
  EXPECT_EQ(import.version, 2) << "first reading, then ready";
  const auto entries = world_.new_entries();
  ASSERT_EQ(entries.size(), 2U);
  EXPECT_THAT(entries[0].content, HasSubstr("\"reading\""));
  EXPECT_THAT(entries[1].content, HasSubstr("\"ready\""));
  EXPECT_THAT(download("/api/v1/imports/" + import.id + "/rows?page=180"), HasSubstr("YT-2026-08999"));
  apply(import);
}

TEST_F(ExchangeTest, a_browser_sends_several_files_in_a_form) {
  const auto part = [](const std::string& disposition, const std::string& content) {
    return "--XX\r\nContent-Disposition: form-data; " + disposition + "\r\n\r\n" + content + "\r\n";
  };
  const std::string head = "项目编号,项目名称,项目阶段,资金来源\n";
  const std::string body =
      part("name=\"file\"; filename=\"甲_2026.csv\"", head + "YT-01-1,=1+1 号厂房,续建,专项债\n") +
      part("name=\"note\"", "说明") +
      part("name=\"file\"; filename=\"C:\\\\x\\\\乙_2026.csv\"", head + "YT-02-1,=1+1 号厂房,续建,自筹\n") +
      part("name=\"file\"; filename=\"\"", "") + "--XX--\r\n";
  const HeaderLines form{{"Content-Type", "multipart/form-data; boundary=XX"}};
  const auto reply = ask("POST", "/api/v1/imports", body, form);
  EXPECT_EQ(made(reply).changed, 1);
  EXPECT_THAT(reply.body, HasSubstr("甲_2026.csv"));
  EXPECT_THAT(reply.body, HasSubstr("乙_2026.csv"));
  EXPECT_THAT(reply.body, HasSubstr("-2\""));  // the second import of one upload
  EXPECT_EQ(ask("POST", "/api/v1/imports", part("name=\"note\"", "x") + "--XX--\r\n", form).status, 422);
}

TEST_F(ExchangeTest, an_upload_has_an_end) {
  EXPECT_EQ(refusal(upload(std::vector<Upload>(101, {"x.csv", "a,b\n"}))), "exchange.too_many_files files");
}

// Nothing that goes out is a formula, and what looks like one is kept from becoming one.
TEST_F(ExchangeTest, what_goes_out_holds_no_formula) {
  for (const char* layout : {"project", "matter", "enterprise"}) {
    const auto workbook = read(download(fmt::format("/api/v1/exports/{}.xlsx", layout)));
    std::size_t seen = 0;
    for (const auto& sheet : workbook.sheets)
      for (const auto& cell : sheet.cells) {
        EXPECT_EQ(cell.formula, sheet::FormulaState::none);
        if (!cell.text.empty() && std::string_view("=+-@").find(cell.text.front()) != std::string_view::npos) ++seen;
      }
    EXPECT_GT(seen, 0U) << layout;
  }
}

}  // namespace
}  // namespace guatu::testing

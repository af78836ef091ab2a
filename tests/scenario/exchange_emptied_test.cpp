// SPDX-License-Identifier: Apache-2.0
// Cells that held something when their sheet went out and are empty when it comes back (清空): proposed, confirmed one
// by one, never silent.
#include <gmock/gmock.h>

#include "tests/scenario/exchange_desk.hpp"

namespace guatu::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

const std::string kLedger = "重点项目台账";

class EmptiedTest : public ExchangeTest {
 protected:
  // The ledger as it went out, with these columns of one project emptied.
  std::string ledger_without(const std::string& project, const std::vector<std::string>& headers) {
    const std::string bytes = download("/api/v1/exports/project.xlsx?year=2026");
    const std::string row = cell_with(bytes, kLedger, project).substr(1);
    std::vector<Edit> edits;
    for (const std::string& header : headers) {
      std::string cell = cell_with(bytes, kLedger, header);
      cell.resize(cell.find_first_of("0123456789"));
      cells_.push_back(cell + row);
      edits.push_back({kLedger, cells_.back(), {}});
    }
    return edited(bytes, edits);
  }

  http::Reply correct(const Made& import, const std::string& cells, std::int64_t version) {
    return ask("PUT", "/api/v1/imports/" + import.id + "/cells", "{\"cells\":[" + cells + "]}",
               {{"If-Match", fmt::format("\"{}\"", version)}});
  }

  static std::string choice(const std::string& sheet, const std::string& cell, const std::string& value) {
    return fmt::format(R"({{"sheet":"{}","cell":"{}","value":{}}})", sheet, cell, value);
  }

  // "cell severity code value" of every listed cell.
  std::vector<std::string> listed(const std::string& id) {
    const auto document = json::parse(ask("GET", "/api/v1/imports/" + id + "/cells").body);
    std::vector<std::string> told;
    const auto items = document->root().find("items").value();
    for (std::size_t i = 0; i < items.size(); ++i)
      told.push_back(fmt::format("{} {} {} {}", items.at(i).text("cell").value(), items.at(i).text("severity").value(),
                                 items.at(i).text("code").value(),
                                 items.at(i).find("args")->text("value").value_or("")));
    return told;
  }

  std::vector<std::string> cells_;  // that were emptied
};

TEST_F(EmptiedTest, what_was_emptied_is_proposed_and_kept_until_it_is_confirmed) {
  const Made import = made(upload({{"台账_2026.xlsx", ledger_without("YT-07-2", {"联系领导", "形象进度"})}}));
  EXPECT_EQ(import.state, "ready");
  EXPECT_EQ(effects(import.id), std::vector<std::string>{});
  EXPECT_THAT(listed(import.id), ElementsAre(cells_[0] + " doubtful import.emptied @陆知远",
                                             cells_[1] + " doubtful import.emptied -主体\n封顶"));
  const auto confirmed = correct(import, choice(kLedger, cells_[0], "\"\""), 1);
  EXPECT_EQ(confirmed.status, 200) << confirmed.body;
  EXPECT_EQ(effects(import.id), std::vector<std::string>{"YT-07-2 contact_leader @陆知远 → "});
  EXPECT_THAT(listed(import.id),
              ElementsAre(cells_[1] + " doubtful import.emptied -主体\n封顶", cells_[0] + " corrected  "));
  // Taken back it is a proposal again.
  EXPECT_EQ(correct(import, choice(kLedger, cells_[0], "null"), 2).status, 200);
  EXPECT_EQ(effects(import.id), std::vector<std::string>{});
}

TEST_F(EmptiedTest, what_was_confirmed_is_gone_and_the_rest_is_not) {
  const Made import = made(upload({{"台账_2026.xlsx", ledger_without("YT-07-2", {"联系领导", "计划开工日期"})}}));
  const auto confirmed = json::parse(correct(import, choice(kLedger, cells_[1], "\"\""), 1).body);
  Made now = import;
  now.version = 2;
  now.effect = confirmed->root().text("effect").value();
  apply(now);
  const std::string project = download("/api/v1/projects/YT-07-2");
  EXPECT_THAT(project, HasSubstr("\"contact_leader\":\"@陆知远\""));
  EXPECT_THAT(project, HasSubstr("\"planned_start\":null"));
}

TEST_F(EmptiedTest, amounts_units_and_lists_can_be_emptied_too) {
  const std::string bytes = download("/api/v1/exports/project.xlsx?year=2026");
  const Made import = made(
      upload({{"台账_2026.xlsx", ledger_without("YT-07-1", {"责任单位", "总投资（亿元）", "年度投资计划（亿元）"})}}));
  std::string all;
  for (const std::string& cell : cells_) all += (all.empty() ? "" : ",") + choice(kLedger, cell, "\"\"");
  EXPECT_EQ(correct(import, all, 1).status, 200);
  EXPECT_THAT(effects(import.id), ElementsAre("YT-07-1 total_investment 123456789.08 → ", "YT-07-1 responsible U07 → ",
                                              "YT-07-1/2026 year_plan 120000000.00 → "));
}

TEST_F(EmptiedTest, what_cannot_be_empty_is_refused_with_its_cell) {
  const Made import = made(upload({{"台账_2026.xlsx", ledger_without("YT-07-2", {"项目名称", "项目阶段"})}}));
  EXPECT_EQ(import.state, "faulty");
  EXPECT_THAT(listed(import.id), ElementsAre(cells_[0] + " wrong import.cannot_be_empty 厂房二期",
                                             cells_[1] + " wrong import.cannot_be_empty 续建"));
  // Nor by saying so.
  EXPECT_EQ(correct(import, choice(kLedger, cells_[1], "\"\""), 1).status, 200);
  EXPECT_EQ(listed(import.id).size(), 2U);
  EXPECT_THAT(ask("GET", "/api/v1/imports/" + import.id).body, HasSubstr("\"faulty\""));
}

TEST_F(EmptiedTest, a_filled_in_form_proposes_what_was_emptied_in_it) {
  open_form();
  const std::string form = template_of(1);
  const std::string cell = cell_with(form, kSheet, "-主体\n封顶");
  world_.become("zhouheng");
  const Made import = made(upload({{"一.xlsx", edited(form, {{kSheet, cell, {}}, {kSheet, "E5", kHundred}})}}));
  EXPECT_EQ(import.state, "ready") << wrong_cells(import.id);
  EXPECT_EQ(effects(import.id), std::vector<std::string>{"YT-01-1/2026 actual_08  → 1000000.00"});
  EXPECT_THAT(listed(import.id), ElementsAre(cell + " doubtful import.emptied -主体\n封顶"));
}

TEST_F(EmptiedTest, months_are_emptied_one_by_one) {
  const std::string bytes = download("/api/v1/exports/project_year.xlsx?year=2026");
  const auto workbook = read(bytes);
  const std::string row = cell_with(bytes, kSheet, "YT-07-1").substr(1);
  // January's two columns stand below one header; the actual is the second.
  const auto january = sheet::parse_cell_name(cell_with(bytes, kSheet, "1月")).value();
  const std::string cell = sheet::column_name(static_cast<std::uint16_t>(january.column + 1)) + row;
  const Made import = made(upload({{"月度_2026.xlsx", edited(bytes, {{kSheet, cell, {}}})}}));
  EXPECT_THAT(listed(import.id), ElementsAre(cell + " doubtful import.emptied 100.00005"));
  EXPECT_EQ(correct(import, choice(kSheet, cell, "\"\""), 1).status, 200);
  EXPECT_EQ(effects(import.id), std::vector<std::string>{"YT-07-1/2026 actual_01 1000000.50 → "});
}

TEST_F(EmptiedTest, a_workbook_that_did_not_go_out_from_here_empties_nothing) {
  auto copy = copy_of(ledger_without("YT-07-2", {"联系领导"}));
  std::erase_if(copy.sheets, [](const auto& sheet) { return sheet.name == "导出标识"; });
  const Made import = made(upload({{"台账_2026.xlsx", written(std::move(copy))}}));
  EXPECT_EQ(listed(import.id), std::vector<std::string>{});
  EXPECT_EQ(correct(import, choice(kLedger, cells_[0], "\"\""), 1).status, 200);
  EXPECT_EQ(effects(import.id), std::vector<std::string>{});
}

TEST_F(EmptiedTest, a_cell_that_was_blank_when_it_went_out_says_nothing_of_what_came_since) {
  const std::string bytes = download("/api/v1/exports/project.xlsx?year=2026");
  apply(made(upload({{"资金_2026.csv", "项目编号,项目名称,项目阶段,资金来源\nYT-07-2,厂房二期,续建,专项债\n"}})));
  const Made import = made(upload({{"台账_2026.xlsx", written(copy_of(bytes))}}));
  EXPECT_EQ(listed(import.id), std::vector<std::string>{});
  EXPECT_EQ(effects(import.id), std::vector<std::string>{});
}

}  // namespace
}  // namespace guatu::testing

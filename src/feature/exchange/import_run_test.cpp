// SPDX-License-Identifier: Apache-2.0
#include "feature/exchange/import_run.hpp"

#include <gtest/gtest.h>

namespace guatu::exchange {
namespace {

ImportRun run_in(ImportState state) {
  ImportRun run;
  run.id.value = "57";
  run.state = state;
  return run;
}

sheet::Workbook workbook_of(const std::vector<std::pair<const char*, const char*>>& cells) {
  sheet::Workbook workbook;
  sheet::Sheet sheet;
  sheet.name = "台账";
  for (const auto& [at, text] : cells) {
    sheet::Cell cell;
    const auto position = sheet::parse_cell_name(at).value();
    cell.row = position.row;
    cell.column = position.column;
    cell.kind = sheet::CellKind::text;
    cell.text = workbook.texts.keep(text);
    sheet.cells.push_back(cell);
  }
  sheet::settle(sheet);
  workbook.sheets.push_back(std::move(sheet));
  return workbook;
}

template <class T>
std::string refused(const Result<T>& result) {
  return result ? "" : result.error().problems.front().code;
}

TEST(ImportRunTest, accepts) {
  for (const ImportState state : {ImportState::reading, ImportState::faulty, ImportState::ready})
    EXPECT_TRUE(check_open(run_in(state)));
  EXPECT_TRUE(check_applied(run_in(ImportState::applied)));
}

TEST(ImportRunTest, refuses) {
  for (const ImportState state : {ImportState::applied, ImportState::undone}) {
    EXPECT_EQ(refused(check_open(run_in(state))), "exchange.wrong_state");
    EXPECT_EQ(refused(check_ready(run_in(state))), "exchange.wrong_state");
  }
  for (const ImportState state : {ImportState::reading, ImportState::faulty, ImportState::ready, ImportState::undone})
    EXPECT_EQ(refused(check_applied(run_in(state))), "exchange.wrong_state");
  const auto workbook = workbook_of({{"A1", "甲"}});
  EXPECT_EQ(refused(text_at(workbook, "别的", "A1")), "exchange.no_such_sheet");
  EXPECT_EQ(refused(text_at(workbook, "台账", "一一")), "exchange.no_such_cell");
}

// 10:00 in China is 02:00 UTC.
TEST(ImportRunTest, statistics_are_held_until_the_last_of_them_is_out) {
  const Instant before(date_of(2026, 9, 18));
  const Instant after = before + std::chrono::hours(2);
  using Sources = std::vector<std::string>;
  struct Row {
    ImportState state;
    std::optional<Sources> figures_of;
    std::optional<std::string> figures_out;
    std::string until_before, until_after;  // "": not held
  };
  const Row rows[] = {
      {ImportState::ready, std::nullopt, std::nullopt, "", ""},
      {ImportState::faulty, std::nullopt, std::nullopt, "", ""},
      {ImportState::ready, Sources{"U30"}, "2026-09-18 10:00", "2026-09-18 10:00", ""},
      {ImportState::applied, Sources{"U30"}, "2026-09-18 10:00", "2026-09-18 10:00", ""},
      {ImportState::ready, Sources{"U30"}, std::nullopt, "?", "?"},
      {ImportState::faulty, Sources{"U30"}, "2026-09-01 00:00", "?", "?"},
      {ImportState::faulty, Sources{}, std::nullopt, "?", "?"},
      {ImportState::ready, Sources{"U30"}, "", "", ""},  // not applicable: no hour to wait for
  };
  const auto until = [](const Result<void>& checked) {
    if (checked) return std::string();
    EXPECT_EQ(refused(checked), "exchange.held");
    return checked.error().problems.front().args.at("until");
  };
  for (const Row& row : rows) {
    ImportRun run = run_in(row.state);
    run.figures_of = row.figures_of;
    run.figures_out = row.figures_out;
    SCOPED_TRACE(std::string(code_of(row.state)) + " " + row.figures_out.value_or("none"));
    EXPECT_EQ(until(check_out(run, before)), row.until_before);
    EXPECT_EQ(until(check_out(run, after)), row.until_after);
  }
}

TEST(ImportRunTest, the_last_name_given_to_a_column_counts) {
  ImportRun run;
  give_name(run, "form|", "完成额", "actual");
  give_name(run, "form|", "备注", "");
  give_name(run, "other|", "完成额", "plan");
  give_name(run, "form|", "完成额", "plan");
  EXPECT_EQ(given_for(run, "form|"), (GivenNames{{"完成额", "plan"}, {"备注", ""}}));
  give_name(run, "form|", "备注", std::nullopt);
  EXPECT_EQ(given_for(run, "form|"), (GivenNames{{"完成额", "plan"}}));
  EXPECT_EQ(given_for(run, "other|"), (GivenNames{{"完成额", "plan"}}));
  EXPECT_EQ(given_for(run, "third|"), GivenNames{});
}

TEST(ImportRunTest, corrections_stand_in_the_place_of_cells) {
  auto workbook = workbook_of({{"A1", "约3.2"}, {"B1", "乙"}, {"C2", "丙"}});
  correct(workbook, {{{"57"}, 1, "台账", "A1", "3.2", "约3.2", "linyan"},
                     {{"57"}, 1, "台账", "B1", " ", "乙", "linyan"},
                     {{"57"}, 1, "台账", "E9", "新", "", "linyan"},
                     {{"57"}, 1, "别的", "C2", "不该", "", "linyan"}});
  EXPECT_EQ(text_at(workbook, "台账", "A1").value(), "3.2");
  EXPECT_EQ(workbook.sheets[0].find({0, 1})->kind, sheet::CellKind::blank);
  EXPECT_EQ(text_at(workbook, "台账", "C2").value(), "丙");
  EXPECT_EQ(text_at(workbook, "台账", "E9").value(), "新");
  EXPECT_EQ(text_at(workbook, "台账", "Z9").value(), "");
  EXPECT_EQ(workbook.sheets[0].cells.size(), 4U);
}

}  // namespace
}  // namespace guatu::exchange

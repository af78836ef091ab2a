// SPDX-License-Identifier: Apache-2.0
// The example district's workbooks and the faulty set, imported for real into a store on disk.
#include "feature/exchange/import_command.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "base/text.hpp"
#include "feature/exchange/waiting_actions.hpp"
#include "feature/indicator/indicator_actions.hpp"
#include "format/spreadsheet/spreadsheet.hpp"
#include "platform/db/store_test.hpp"

namespace guatu::exchange {
namespace {

std::string example(const std::string& path) { return fmt::format("{}/examples/{}", GUATU_SOURCE_DIR, path); }

class ImportTest : public ::testing::Test {
 protected:
  void SetUp() override { options_.layouts = *built_in_layouts(); }

  db::Database open() { return db::testing::open_store(directory_); }

  std::vector<FileOutcome> import(db::Database& database, const std::vector<std::string>& paths) {
    const auto files = workbook_paths(paths);
    EXPECT_TRUE(files);
    auto outcomes = import_files(
        [&] {
          return database.begin(db::Actor{"测试", {}}, Clock::fixed(date_of(2026, 9, 21)));
        },
        database.directory(), *files, options_);
    EXPECT_TRUE(outcomes);
    return *std::move(outcomes);
  }

  db::testing::TemporaryDirectory folder_;
  std::filesystem::path directory_ = folder_.path() / "store";
  ImportOptions options_;
};

std::string problems_of(const FileOutcome& file) {
  std::string text;
  for (const auto& problem : file.outcome.report.problems)
    if (problem.severity == Severity::wrong) text += problem.problem.place + " " + problem.problem.code + "\n";
  return text;
}

TEST_F(ImportTest, the_district_comes_in_whole_and_a_second_time_changes_nothing) {
  db::Database database = open();
  for (const auto& file : import(database, {example("district/base"), example("district/2026-09-21")}))
    EXPECT_EQ(file.outcome.result, ImportResult::applied) << file.path << "\n" << problems_of(file);
  const db::Position position = database.reader().position();
  for (const auto& file : import(database, {example("district/base"), example("district/2026-09-21")}))
    EXPECT_EQ(file.outcome.result, ImportResult::already_imported) << file.path;
  EXPECT_EQ(database.reader().position(), position);
}

// expected.csv names a class of fault; this is the code each class is refused with.
std::string code_of_class(const std::string& fault) {
  static const std::map<std::string, std::string> kCodes{
      {"bad_number", "import.not_a_number"},
      {"duplicate_key", "import.duplicate_key"},
      {"unknown_unit", "unit.unknown"},
      {"bad_date", "date.no_such_day"},
      {"ambiguous_percent", "import.percent_ambiguous"},
      {"implausible_unit", "import.implausible_amount"},
      {"missing_column", "import.columns_missing"},
      {"merged_over_data", "import.merged_over_data"},
      {"no_header", "import.no_header"},
      {"total_mismatch", "import.total_differs"},
      {"cumulative_mismatch", "import.cumulative_differs"},
      {"formula_without_value", "import.no_cached_value"},
      {"missing_release_date", "import.release_missing"},
      {"verifier_is_actor", "matter.verifier_works_on_it"},
      {"due_without_extension", "matter.due_without_extension"},
      {"secrecy_marking", "import.secrecy_marking"},
      {"unknown_project", "import.unknown_project"},
  };
  const auto found = kCodes.find(fault);
  return found == kCodes.end() ? std::string() : found->second;
}

struct Expectation {
  std::string file, verdict, fault, place;
};

std::vector<Expectation> expectations() {
  std::vector<Expectation> rows;
  std::ifstream file(example("faulty/expected.csv"));
  std::string line;
  std::getline(file, line);
  while (std::getline(file, line)) {
    std::istringstream parts(line);
    Expectation row;
    std::getline(parts, row.file, ',');
    std::getline(parts, row.verdict, ',');
    std::getline(parts, row.fault, ',');
    std::getline(parts, row.place, ',');
    rows.push_back(row);
  }
  return rows;
}

TEST_F(ImportTest, each_faulty_workbook_is_refused_at_its_cell_and_each_odd_one_is_read) {
  db::Database database = open();
  import(database, {example("district/base"), example("district/2026-09-21")});
  const auto rows = expectations();
  ASSERT_GE(rows.size(), 30U);
  for (const auto& row : rows) {
    const db::Position before = database.reader().position();
    const FileOutcome file = std::move(import(database, {example("faulty/" + row.file)}).front());
    const std::string problems = problems_of(file);
    if (row.verdict == "accepted") {
      EXPECT_NE(file.outcome.result, ImportResult::refused) << row.file << "\n" << problems;
      continue;
    }
    EXPECT_EQ(file.outcome.result, ImportResult::refused) << row.file;
    EXPECT_EQ(database.reader().position(), before) << row.file << " left something behind";
    EXPECT_THAT(problems, ::testing::HasSubstr(code_of_class(row.fault))) << row.file;
    const std::string cell = row.place.substr(0, row.place.find(' '));
    const bool names_a_cell = cell.find('!') != std::string::npos && cell.find(':') == std::string::npos &&
                              cell.find("row") == std::string::npos;
    if (names_a_cell) {
      EXPECT_THAT(problems, ::testing::HasSubstr(row.file + "!" + cell)) << row.file;
    }
  }
}

struct WrongTable {
  const char* file;  // its name may bring the year
  const char* csv;
  const char* code;
};

constexpr WrongTable kWrongTables[] = {
    {"a.csv", "", "spreadsheet.empty"},
    {"a.csv", "议题数,填报日期\n3,2026-09-01\n", "import.no_layout"},
    {"a.csv", "项目编号,项目名称\nX,某项目\n", "import.columns_missing"},
    {"a_2026.csv", "项目编号,8月完成（万元）,8月完成投资（万元）,8月完成（万元）\nYT-2026-FD-01,1,1,1\n",
     "import.column_twice"},
    {"a.csv", "单位编码,单位名称,类别\nU99,某局,某类\n", "import.unknown_word"},
    {"a.csv", "单位编码,单位名称,类别\n,某局,部门\n", "import.key_missing"},
    {"a_2026.csv", "指标编码,指标名称,8月累计\nI99,某指标,3\n", "import.unknown_indicator"},
    {"a_2026.csv", "指标编码,指标名称,7月累计（万平方米）\nI03,规上工业总产值,3\n", "import.unit_differs"},
    {"a_2026.csv", "指标编码,指标名称,1—7月累计\nI03,规上工业总产值,3\n", "import.same_vintage_differs"},
    {"a.csv", "指标编码,指标名称,7月累计\nI03,规上工业总产值,3\n", "import.period_missing"},
    {"a_2026.csv", "单位编码,单位,7月累计,7月增速（%）\nU18,听澜街道,3,1\n", "import.indicator_missing"},
    {"a_2026.csv", "指标编码,所属期,累计,发布日期\nI03,去年,3,2026-09-01\n", "import.not_a_period"},
    // The stored figure, 575.96 of 2026-08-18, with another day, with another source, and as it is.
    {"a_2026.csv", "指标编码,所属期,累计,发布日期,来源\nI03,1—7月,575.96,2026-12-31,区统计局\n",
     "import.release_differs"},
    {"a_2026.csv", "指标编码,所属期,累计,发布日期,来源\nI03,1—7月,575.96,2026-08-18,某局\n", "import.figure_kept"},
    {"a_2026.csv", "项目编号,1—3月完成（万元）\nYT-2026-FD-01,1\n", "import.span_not_a_month"},
    {"a.csv", "项目编号,8月完成（万元）\nYT-2026-FD-01,1\n", "import.year_missing"},
    {"a.csv", "督办编号,状态\n无此号,办结\n", "import.unknown_matter"},
    {"a.csv", "周期编号,序号,议题\nW9999-99,1,某议题\n", "import.unknown_cycle"},
    {"a_2026.csv", "项目编号,项目名称,8月完成（万元）\nYT-2026-FD-01,别的名字,1\n", "import.name_differs"},
    {"a.csv", "项目编号,国家项目代码,项目名称,项目阶段\nYT-2026-FD-01,2301-12,听澜里安置房一期,续建\n",
     "import.not_a_project_code"},
    {"a.csv", "统一社会信用代码,企业名称\n91350100M000100Y4Z,某企业\n", "import.credit_check_digit"},
    {"a.csv", "统一社会信用代码,企业名称\n12345,某企业\n", "import.not_a_credit_code"},
    {"a_2026.csv", "单位编码,单位,I11 一般公共预算收入（亿元）\nD00,区本级,3\n", "import.home_level"},
    {"目标分解_2026.csv", "单位编码,单位,I11 一般公共预算收入（亿元）\nD00,区本级,3\n", "import.home_level"},
};

TEST_F(ImportTest, each_wrong_table_is_named_for_its_reason) {
  db::Database database = open();
  options_.now = Instant(date_of(2026, 9, 21));
  import(database, {example("district/base")});
  for (const auto& row : kWrongTables) {
    const auto workbook = spreadsheet::read_spreadsheet(row.csv, row.file);
    std::string codes;
    if (!workbook) {
      codes = workbook.error().problems.front().code;
    } else {
      for (const auto& problem : preview_workbook(database.reader(), *workbook, options_).problems)
        codes += problem.problem.code + " ";
    }
    EXPECT_THAT(codes, ::testing::HasSubstr(row.code)) << row.csv;
  }
}

TEST_F(ImportTest, a_stored_figure_is_filled_in_and_not_replaced) {
  db::Database database = open();
  import(database, {example("district/base")});
  const std::filesystem::path file = directory_ / "补注_2026.csv";
  const auto bring = [&](const char* row) {
    std::ofstream(file) << "指标编码,所属期,累计,发布日期,来源,说明\n" << row << "\n";
    return std::move(import(database, {file.string()}).front().outcome);
  };
  const auto first = bring("I03,1—7月,575.96,2026-08-18,区统计局,快报");
  EXPECT_EQ(first.counts.changed, 1) << "there was no note";
  const auto other = bring("I03,1—7月,575.96,2026-08-18,某局,年报");
  EXPECT_EQ(other.result, ImportResult::nothing_new);
  EXPECT_EQ(other.report.problems.size(), 2U);
  EXPECT_EQ(bring("I03,1—7月,575.96,2026-09-30,区统计局,快报").result, ImportResult::refused);
}

TEST_F(ImportTest, a_correction_of_statistics_waits_for_another_person_where_there_are_people) {
  db::Database database = open();
  import(database, {example("district/base")});
  options_.correcting = Correcting::by_two;
  const std::filesystem::path file = directory_ / "修订_2026.csv";
  std::ofstream(file) << "指标编码,所属期,累计,发布日期,版本\nI03,1—7月,580,2026-09-10,修订\n";
  const auto outcome = std::move(import(database, {file.string()}).front().outcome);
  EXPECT_EQ(outcome.result, ImportResult::waiting);
  EXPECT_EQ(outcome.counts.written(), 0);
  EXPECT_EQ(import(database, {file.string()}).front().outcome.waiting, outcome.waiting) << "sent twice, kept once";
  const auto confirm = [&](const char* who) {
    auto tx = *database.begin(db::Actor{who, {}}, Clock::fixed(date_of(2026, 9, 21)));
    const auto run = confirm_import(tx, database.directory(), outcome.waiting, options_);
    if (run) tx.commit();
    return run ? std::string(code_of(run->state)) : run.error().problems.front().code;
  };
  EXPECT_EQ(confirm("测试"), "exchange.second_person");
  EXPECT_EQ(confirm("谷宁"), "applied");
  EXPECT_EQ(confirm("谷宁"), "exchange.wrong_state");
  const auto figures = indicator::load_observations_of(database.reader(), {"I03"}, {"D00"});
  EXPECT_TRUE(std::ranges::any_of(figures, [](const auto& one) { return one.vintage == "修订"; }));
}

TEST_F(ImportTest, an_empty_store_says_what_must_come_first) {
  db::Database database = open();
  const auto workbook = spreadsheet::read_spreadsheet("指标编码,水平目标\nI03,680\n", "2026年目标.csv");
  const auto report = preview_workbook(database.reader(), *workbook, options_);
  EXPECT_EQ(report.refusal().problems.front().code, "import.no_home_unit");
  std::filesystem::create_directories(directory_ / "nothing-here");
  EXPECT_EQ(workbook_paths({(directory_ / "nothing-here").string()}).error().problems.front().code, "import.no_files");
  sheet::Workbook blank;
  blank.sheets.emplace_back();
  EXPECT_EQ(preview_workbook(database.reader(), blank, options_).refusal().problems.front().code,
            "import.nothing_in_file");
  EXPECT_EQ(parse_layouts("[[").error().problems.front().code, "import.layouts_unreadable");
}

TEST_F(ImportTest, a_name_that_a_person_gave_is_remembered_for_the_form) {
  db::Database database = open();
  import(database, {example("district/base")});
  const std::filesystem::path file = directory_ / "自定表_2026.csv";
  const auto try_with = [&](const char* cost) {
    std::ofstream(file) << "项目编号,项目名称,项目阶段,老板\nYT-2026-FD-01,听澜里安置房一期,续建," << cost << "\n";
    return std::move(import(database, {file.string()}).front().outcome.report.tables.front());
  };
  EXPECT_THAT(try_with("甲").unused, ::testing::Contains("老板"));
  options_.names[std::string()]["老板"] = "owner";
  EXPECT_THAT(try_with("乙").unused, ::testing::IsEmpty());
  options_.names.clear();
  EXPECT_THAT(try_with("丙").unused, ::testing::IsEmpty()) << "the form is known now";
}

TEST_F(ImportTest, undo_puts_back_what_was_and_is_refused_once_something_came_after) {
  db::Database database = open();
  const auto base = import(database, {example("district/base")});
  const auto plan = std::find_if(base.begin(), base.end(), [](const FileOutcome& file) {
    return file.path.ends_with("09_项目月度投资_2026.xlsx");
  });
  ASSERT_NE(plan, base.end());
  const std::string august_path = example("district/2026-09-21/项目月度投资_2026年8月.xlsx");
  const FileOutcome august = std::move(import(database, {august_path}).front());
  ASSERT_EQ(august.outcome.result, ImportResult::applied) << problems_of(august);

  const auto undo = [&](db::Position entry) {
    auto tx = *database.begin(db::Actor{"测试", {}}, Clock::fixed(date_of(2026, 9, 21)));
    auto counts = undo_import(tx, entry, "误导入");
    if (counts) tx.commit();
    return counts;
  };
  const auto too_early = undo(plan->outcome.entry);
  ASSERT_FALSE(too_early);
  EXPECT_EQ(too_early.error().problems.front().code, "store.changed_since");
  const auto counts = undo(august.outcome.entry);
  ASSERT_TRUE(counts);
  EXPECT_EQ(counts->changed, august.outcome.counts.changed);
  EXPECT_EQ(undo(august.outcome.entry).error().problems.front().code, "exchange.already_undone");
  EXPECT_EQ(undo(1'000).error().problems.front().code, "exchange.no_such_import");
  // What was undone may come again.
  EXPECT_EQ(import(database, {august_path}).front().outcome.result, ImportResult::applied);
}

}  // namespace
}  // namespace guatu::exchange

// SPDX-License-Identifier: Apache-2.0
// The example district's workbooks and the faulty set, imported for real into a store on disk.
#include "feature/exchange/import_command.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "base/text.hpp"

namespace guatu::exchange {
namespace {

std::string example(const std::string& path) { return fmt::format("{}/examples/{}", GUATU_SOURCE_DIR, path); }

class ImportTest : public ::testing::Test {
 protected:
  void SetUp() override {
    directory_ = std::filesystem::temp_directory_path() /
                 ("guatu-import-" + std::string(::testing::UnitTest::GetInstance()->current_test_info()->name()));
    std::filesystem::remove_all(directory_);
    options_.layouts = *built_in_layouts();
  }
  void TearDown() override { std::filesystem::remove_all(directory_); }

  db::Database open() { return *db::Database::open(directory_, db::Access::create); }

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

  std::filesystem::path directory_;
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
    if (names_a_cell && row.fault != "due_without_extension") {
      EXPECT_THAT(problems, ::testing::HasSubstr(row.file + "!" + cell)) << row.file;
    }
  }
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

// SPDX-License-Identifier: Apache-2.0
// The program as a person at a terminal meets it: worked cases, the demo from end to end, refusals with their codes.
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>
#include <string>
#include <utility>

#include "tests/support/golden.hpp"

namespace guatu {
namespace {

using ::testing::HasSubstr;

struct Finished {
  int status = 0;
  std::string text;  // standard output and error together
};

Finished run(const std::string& arguments) {
  const std::string command = fmt::format("GUATU_TODAY=2026-09-21 '{}' {} 2>&1", GUATU_PROGRAM, arguments);
  FILE* pipe = popen(command.c_str(), "r");
  Finished result;
  char buffer[4096];
  for (std::size_t count = 0; (count = fread(buffer, 1, sizeof buffer, pipe)) > 0;) result.text.append(buffer, count);
  result.status = pclose(pipe);
  return result;
}

class TemporaryFolder {
 public:
  TemporaryFolder()
      : path_(std::filesystem::temp_directory_path() /
              fmt::format("guatu-program-{}", ::testing::UnitTest::GetInstance()->current_test_info()->name())) {
    std::filesystem::remove_all(path_);
    std::filesystem::create_directories(path_);
  }
  ~TemporaryFolder() { std::filesystem::remove_all(path_); }
  std::string operator/(const std::string& name) const { return (path_ / name).string(); }

 private:
  std::filesystem::path path_;
};

// Figures as they are printed in published rules.
TEST(ProgramTest, worked_cases_come_out_of_the_command_line) {
  const std::pair<const char*, const char*> rows[] = {
      {"workday add 2026-09-21 3", "2026-09-24"},
      {"workday add 2026-02-13 1", "2026-02-14"},
      {"workday add 2026-02-14 1", "2026-02-24"},
      {"indicator completion 629.0 647.4 --month 10", "97.2"},
      {"indicator completion 629.0 647.4 --month 10", "+13.8"},
      {"indicator completion 313.64 1015 --month 3", "30.9"},
      {"indicator completion 313.64 1015 --month 3", "+5.9"},
      {"light explain --rule yinchuan-2025 --expected 8 --done 3", "未规定"},
      {"light explain --rule wuhan --expected 8 --done 3", "37.5%"},
      {"light explain --rule sanya-2022 --expected 8 --done 3", "62.5%"},
      {"light explain --rule yinchuan-2025 --expected 90 --done 62", "落后 28 个百分点，属“10 至 30 个百分点”：黄灯"},
      {"light explain --rule wuhan --expected 90 --done 62", "68.9%"},
      {"light explain --rule sanya-2022 --expected 90 --done 62", "31.1%"},
  };
  for (const auto& [arguments, expected] : rows) {
    const Finished result = run(arguments);
    EXPECT_EQ(result.status, 0) << arguments << "\n" << result.text;
    EXPECT_THAT(result.text, HasSubstr(expected)) << arguments;
  }
}

TEST(ProgramTest, refuses_with_a_code_and_says_what_to_do) {
  const TemporaryFolder folder;
  const std::string store = folder / "store";
  ASSERT_EQ(run(fmt::format("import examples/district/base/01_单位名录.xlsx --data {} --as 测试", store)).status, 0);
  const std::pair<std::string, const char*> rows[] = {
      {fmt::format("import examples/district/base/02_人员名录.xlsx --data {}", store), "store.operator_missing"},
      {fmt::format("import x.csv --map 坏的 --data {} --as 测试", store), "import.bad_map"},
      {fmt::format("import {} --data {} --as 测试", folder / "nothing.xlsx", store), "file.not_readable"},
      {fmt::format("cycle open W1 --data {} --as 测试", store), "cycle.unknown"},
      {fmt::format("pack --cycle W1 --data {}", store), "cycle.unknown"},
      {fmt::format("light board --data {}", store), "light.no_rule_in_force"},
      {fmt::format("demo --data {}", store), "demo.store_not_empty"},
      {fmt::format("undo 99 --reason 无 --data {} --as 测试", store), "exchange.no_such_import"},
      {"template 无此表", "exchange.unknown_layout"},
  };
  for (const auto& [arguments, code] : rows) {
    const Finished result = run("--format json " + arguments);
    EXPECT_NE(result.status, 0) << arguments;
    EXPECT_THAT(result.text, HasSubstr(code)) << arguments;
    EXPECT_THAT(result.text, HasSubstr("\"message\":\"")) << arguments;
  }
}

std::map<std::string, std::string> intended_lights() {
  std::map<std::string, std::string> lights;
  std::ifstream file(testing::source_path("examples/district/expected_lights.csv"));
  std::string line;
  std::getline(file, line);
  while (std::getline(file, line)) {
    std::istringstream parts(line);
    std::string cell;
    std::vector<std::string> cells;
    while (std::getline(parts, cell, ',')) cells.push_back(cell);
    lights[cells.at(0)] = cells.at(6);
  }
  return lights;
}

TEST(ProgramTest, the_demo_lights_every_project_as_intended_and_its_papers_are_the_same_twice) {
  const TemporaryFolder folder;
  for (const char* turn : {"a", "b"}) {
    const Finished demo = run(fmt::format("demo --data {0}/{1} --out {0}/{1}-pack", folder / "", turn));
    ASSERT_EQ(demo.status, 0) << demo.text;
  }
  std::size_t papers = 0;
  for (const auto& entry : std::filesystem::directory_iterator(folder / "a-pack")) {
    ++papers;
    const auto twin = std::filesystem::path(folder / "b-pack") / entry.path().filename();
    EXPECT_TRUE(testing::read_whole(entry.path()) == testing::read_whole(twin)) << entry.path();
  }
  EXPECT_GE(papers, 4U);

  const std::string board = run(fmt::format("--format json light board --data {} --as clerk", folder / "a")).text;
  const auto intended = intended_lights();
  ASSERT_EQ(intended.size(), 81U);
  for (const auto& [project, light] : intended) {
    const auto at = board.find("\"project\":\"" + project + "\"");
    ASSERT_NE(at, std::string::npos) << project;
    EXPECT_EQ(board.find("\"light\":\"" + light + "\"", at), board.find("\"light\":\"", at))
        << project << " is not " << light;
  }
  EXPECT_EQ(run(fmt::format("check --data {}", folder / "a")).status, 0);
  EXPECT_EQ(run(fmt::format("journal verify --data {}", folder / "a")).status, 0);
  const Finished why = run(fmt::format("light explain --project YT-2026-FD-03 --data {} --as clerk", folder / "a"));
  EXPECT_THAT(why.text, HasSubstr("黄灯"));
  EXPECT_THAT(run(fmt::format("--format json light explain --project 无 --data {} --as clerk", folder / "a")).text,
              HasSubstr("light.unknown_project"));
  EXPECT_THAT(run(fmt::format("--format json pack --cycle W2026-37 --data {} --as clerk", folder / "a")).text,
              HasSubstr("cycle.not_frozen"));
  EXPECT_THAT(run(fmt::format("--format json cycle freeze W2026-39 --data {} --as clerk", folder / "a")).text,
              HasSubstr("cycle.step_out_of_order"));
}

TEST(ProgramTest, a_refused_workbook_comes_back_with_its_cells_marked) {
  const TemporaryFolder folder;
  const std::string store = folder / "store";
  ASSERT_EQ(run(fmt::format("import examples/district/base --data {} --as 测试", store)).status, 0);
  // Taking a marked text needs a reason, and the journal keeps it.
  const std::string marked = fmt::format("import examples/faulty/16_含密级标志.xlsx --data {} --as 测试", store);
  EXPECT_NE(run(marked).status, 0);
  EXPECT_EQ(run(marked + " --secrecy-override 误标已核").status, 0);
  EXPECT_THAT(run(fmt::format("journal prove 22 --data {}", store)).text, HasSubstr("误标已核"));
  // A preview says what each column is taken for and writes nothing.
  const Finished preview = run(fmt::format("import examples/district/late --preview --data {}", store));
  EXPECT_THAT(preview.text, HasSubstr("项目编号 → project"));
  EXPECT_THAT(run(fmt::format("--format json import examples/district/late --data {} --as 测试", store)).text,
              HasSubstr("\"applied\""));
  const Finished refused = run(
      fmt::format("import examples/faulty/01_数值无法识别.xlsx --errors {} --data {} --as 测试", folder / "", store));
  EXPECT_NE(refused.status, 0);
  EXPECT_TRUE(std::filesystem::exists(folder / "01_数值无法识别-错误清单.xlsx"));
  const Finished form = run(
      fmt::format("template project_year --unit 区交通局 --month 9 --out {} --data {}", folder / "form.xlsx", store));
  EXPECT_EQ(form.status, 0) << form.text;
  // An untouched form changes nothing: blank means not given.
  EXPECT_THAT(run(fmt::format("import {} --data {} --as 测试", folder / "form.xlsx", store)).text, HasSubstr("无变化"));
}

}  // namespace
}  // namespace guatu

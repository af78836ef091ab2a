// SPDX-License-Identifier: Apache-2.0
// Workbooks edited in LibreOffice itself (soffice without a window): what comes back are the edits, to the cell. It
// takes a package that nothing else needs, so it is among the slow tests.
#include <gmock/gmock.h>

#include <cstdlib>
#include <fstream>
#include <sstream>

#include "tests/scenario/exchange_desk.hpp"

namespace guatu::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::UnorderedElementsAre;

class OfficeTest : public ExchangeTest {
 protected:
  static std::string by_libreoffice(const std::string& bytes, const std::string& edits) {
    const db::testing::TemporaryDirectory folder;
    const std::string from = (folder.path() / "from.xlsx").string();
    const std::string to = (folder.path() / "to.xlsx").string();
    std::ofstream(from, std::ios::binary) << bytes;
    const std::string command =
        fmt::format("/usr/bin/python3 {}/tests/support/office_edit.py {} {} {}", GUATU_SOURCE_DIR, from, to, edits);
    EXPECT_EQ(std::system(command.c_str()), 0) << command;
    std::ostringstream text;
    text << std::ifstream(to, std::ios::binary).rdbuf();
    return text.str();
  }

  static std::string column_of(const std::string& bytes, const std::string& sheet, const std::string& header) {
    std::string cell = cell_with(bytes, sheet, header);
    cell.resize(cell.find_first_of("0123456789"));
    return cell;
  }
};

TEST_F(OfficeTest, a_register_that_was_only_opened_and_saved_brings_nothing) {
  for (const char* layout :
       {"unit", "enterprise", "indicator", "target", "project", "project_year", "milestone", "matter"}) {
    const std::string bytes = download(fmt::format("/api/v1/exports/{}.xlsx?year=2026", layout));
    const Made import = made(upload({{fmt::format("{}_2026.xlsx", layout), by_libreoffice(bytes, "")}}));
    EXPECT_EQ(import.state, "ready") << layout << wrong_cells(import.id);
    EXPECT_EQ(effects(import.id), std::vector<std::string>{}) << layout;
    EXPECT_THAT(ask("GET", "/api/v1/imports/" + import.id + "/cells").body, Not(HasSubstr("import.emptied"))) << layout;
  }
}

TEST_F(OfficeTest, edits_of_an_export_are_what_comes_back) {
  const std::string sheet = "重点项目台账";
  const std::string bytes = download("/api/v1/exports/project.xlsx?year=2026");
  const auto at = [&](const char* header, const char* project) {
    return sheet + "!" + column_of(bytes, sheet, header) + cell_with(bytes, sheet, project).substr(1);
  };
  const Made import = made(upload(
      {{"台账_2026.xlsx",
        by_libreoffice(bytes, at("项目名称", "YT-07-2") + "=三期厂房 " + at("项目阶段", "YT-08-1") + "=竣工 '" +
                                  at("总投资（亿元）", "YT-09-1") + "=2.5' " + at("联系领导", "YT-10-1") + "=")}}));
  EXPECT_EQ(import.state, "ready") << wrong_cells(import.id);
  EXPECT_THAT(effects(import.id),
              UnorderedElementsAre("YT-07-2 name 厂房二期 → 三期厂房", "YT-08-1 stage continuing → completed",
                                   "YT-09-1 total_investment 123456789.10 → 250000000.00"));
  const std::string cells = ask("GET", "/api/v1/imports/" + import.id + "/cells").body;
  EXPECT_THAT(cells, HasSubstr("import.emptied"));
  EXPECT_THAT(cells, HasSubstr("\"total\":1,"));
}

TEST_F(OfficeTest, a_form_comes_back_filled_in_and_its_locked_cells_are_watched) {
  open_form();
  world_.become("zhouheng");
  const Made form =
      made(upload({{"一.xlsx", by_libreoffice(template_of(1), kSheet + "!E5=100.5 " + kSheet + "!D6=基础完成")}}));
  EXPECT_THAT(effects(form.id),
              ElementsAre("YT-01-2 progress_text -主体\n封顶 → 基础完成", "YT-01-1/2026 actual_08  → 1005000.00"));
  world_.become("linyan");
  EXPECT_EQ(refusal(upload({{"二.xlsx", by_libreoffice(template_of(1), kSheet + "!E5=1 表单标识!B3=U02")}})),
            "template.seal_broken 二.xlsx!表单标识");
}

}  // namespace
}  // namespace guatu::testing

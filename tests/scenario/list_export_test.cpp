// SPDX-License-Identifier: Apache-2.0
// Lists as workbooks (清单导出): all that the list shows to whoever asks, nothing that it does not, no telephone
// number, and the mark of who took it out.
#include <gmock/gmock.h>

#include "format/package/package.hpp"
#include "tests/scenario/exchange_desk.hpp"

namespace guatu::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

class ListExportTest : public ExchangeTest {
 protected:
  // Texts of a column, below its title.
  std::vector<std::string> column(const std::string& path, const std::string& title) {
    const auto workbook = read(download(path));
    const auto& sheet = workbook.sheets.at(0);
    std::vector<std::string> texts;
    for (const auto& head : sheet.cells)
      if (head.row == 0 && sheet::shown_text(head) == title)
        for (const auto& cell : sheet.cells)
          if (cell.row > 0 && cell.column == head.column) texts.push_back(sheet::shown_text(cell));
    return texts;
  }
  // Everything that stands in the workbook.
  std::string all_of(const std::string& path) {
    std::string all;
    for (const auto& sheet : read(download(path)).sheets)
      for (const auto& cell : sheet.cells) all += sheet::shown_text(cell) + "\n";
    return all;
  }
};

TEST_F(ListExportTest, holds_what_the_list_shows) {
  EXPECT_EQ(column("/api/v1/units.xlsx", "单位编号").size(),
            json::parse(download("/api/v1/units"))->root().integer("total"));
  EXPECT_THAT(column("/api/v1/units.xlsx?q=第3单位", "单位编号"), ElementsAre("U03"));
  EXPECT_THAT(column("/api/v1/enterprises.xlsx", "统一社会信用代码"), ElementsAre("91350100M000100Y43"));
  EXPECT_THAT(column("/api/v1/enterprises.xlsx?location=U03", "统一社会信用代码"), ElementsAre());
  EXPECT_THAT(column("/api/v1/matters.xlsx?kind=会议交办", "督办编号"),
              ElementsAre("云调督〔2026〕37号", "云调督〔2026〕38号"));
  EXPECT_THAT(column("/api/v1/matters.xlsx?q=没有这件事", "督办编号"), ElementsAre());
  EXPECT_EQ(refusal(ask("GET", "/api/v1/matters.xlsx?weather=rain")), "api.parameter_unknown weather");
}

TEST_F(ListExportTest, shows_no_telephone_number) {
  EXPECT_EQ(
      ask("POST", "/api/v1/people", R"({"unit":"U02","name":"沈亦舟","post":"主任","phone":"13800000001"})").status,
      201);
  EXPECT_THAT(column("/api/v1/people.xlsx?unit=U02", "姓名"), ElementsAre("沈亦舟"));
  EXPECT_THAT(all_of("/api/v1/people.xlsx"), Not(HasSubstr("0001")));
  EXPECT_THAT(all_of("/api/v1/enterprises.xlsx"), Not(HasSubstr("4567")));
}

TEST_F(ListExportTest, is_cut_to_what_one_may_see_and_says_who_took_it) {
  for (const char* list : {"units", "people", "enterprises", "matters"}) {
    const std::string bytes = download(std::string("/api/v1/") + list + ".xlsx");
    EXPECT_THAT(package::Package::open(bytes, "list.xlsx")->read("xl/worksheets/sheet1.xml", 1 << 20).value_or("none"),
                HasSubstr("&amp;R导出：linyan（linyan） 2026-09-"))
        << list;
  }
  world_.become("zhouheng");  // of U01; the enterprise is U02's
  EXPECT_THAT(column("/api/v1/enterprises.xlsx", "统一社会信用代码"), ElementsAre());
  world_.become("hebo");
  EXPECT_THAT(column("/api/v1/enterprises.xlsx", "统一社会信用代码"), ElementsAre("91350100M000100Y43"));
}

}  // namespace
}  // namespace guatu::testing

// SPDX-License-Identifier: Apache-2.0
// Workbooks with statistics before their release: for whoever brought them and the bureau, until the hour has come.
#include <gmock/gmock.h>

#include "base/text.hpp"
#include "tests/scenario/exchange_desk.hpp"

namespace guatu::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

const std::string kTomorrows =
    "指标编码,所属期,累计,发布日期,版本,数据来源\nI03,2026年1—8月,1234.5,2026-09-22,初步,区统计局\n";

class ExchangeHeldTest : public ExchangeTest {
 protected:
  // What each of the ways to look at an import answers: "200" or the code of the refusal.
  std::vector<std::string> ways_in(const std::string& id) {
    std::vector<std::string> answers;
    for (const char* way : {"", "/rows", "/cells"}) {
      const auto reply = ask("GET", "/api/v1/imports/" + id + way);
      EXPECT_TRUE(reply.status == 200 || reply.body.find("1234.5") == std::string::npos);
      answers.push_back(reply.status == 200 ? "200" : refusal(reply));
    }
    return answers;
  }
  std::vector<std::string> as(const char* account, const std::string& id) {
    world_.become(account);
    return ways_in(id);
  }
  static std::vector<std::string> all(const std::string& answer) { return std::vector<std::string>(3, answer); }
};

TEST_F(ExchangeHeldTest, a_clerks_import_is_his_and_the_bureaus_until_the_hour) {
  const Made import = made(upload({{"统计_2026.csv", kTomorrows}}));
  ASSERT_EQ(import.state, "ready") << wrong_cells(import.id);
  EXPECT_EQ(as("linyan", import.id), all("200"));
  EXPECT_EQ(as("tongji", import.id), all("200"));
  EXPECT_EQ(as("guning", import.id), all("exchange.held "));
  EXPECT_EQ(as("caizheng", import.id), all("api.no_right ")) << "a bureau of other figures";
  EXPECT_EQ(as("zhouheng", import.id), all("api.no_right "));
  world_.become("guning");
  EXPECT_THAT(ask("GET", "/api/v1/imports").body, HasSubstr("统计_2026.csv")) << "that it is there is no secret";
  const std::string effect = "{\"effect\":\"" + import.effect + "\"}";
  EXPECT_EQ(refusal(ask("POST", "/api/v1/imports/" + import.id + "/apply", effect, {{"If-Match", "\"1\""}})),
            "exchange.held ");

  world_.become("linyan");
  apply(import);
  EXPECT_EQ(as("guning", import.id), all("exchange.held ")) << "applied, and still not out";
  world_.set_today(date_of(2026, 9, 22));
  EXPECT_EQ(as("guning", import.id), all("200"));
  EXPECT_THAT(ask("GET", "/api/v1/imports/" + import.id + "/rows").body, HasSubstr("1234.5"));
}

TEST_F(ExchangeHeldTest, figures_that_cannot_be_read_or_have_no_day_are_held) {
  const Made faulty = made(upload({{"一_2026.csv", replace_all(kTomorrows, "2026-09-22", "九月底")}}));
  ASSERT_EQ(faulty.state, "faulty");
  EXPECT_EQ(as("guning", faulty.id), all("exchange.held "));
  world_.become("linyan");
  const auto corrected = ask("PUT", "/api/v1/imports/" + faulty.id + "/cells",
                             R"({"cells":[{"sheet":"一_2026","cell":"D2","value":"2026-09-21"}]})",
                             {{"If-Match", fmt::format("\"{}\"", faulty.version)}});
  ASSERT_EQ(corrected.status, 200) << corrected.body;
  EXPECT_EQ(as("guning", faulty.id), all("200")) << "out since midnight";
}

TEST_F(ExchangeHeldTest, what_no_layout_reads_is_the_uploaders) {
  const Made import = made(upload({{"杂_2026.csv", "指标编码,计量单位,说明\n甲,亿元,1234.5\n乙,亿元,1234.5\n"}}));
  EXPECT_THAT(ask("GET", "/api/v1/imports/" + import.id).body, HasSubstr("1234.5"));
  EXPECT_EQ(ask("GET", "/api/v1/imports/" + import.id + "/errors.xlsx").status, 200);
  world_.become("guning");
  const auto shown = ask("GET", "/api/v1/imports/" + import.id);
  EXPECT_EQ(shown.status, 200);
  EXPECT_THAT(shown.body, HasSubstr("计量单位"));
  EXPECT_THAT(shown.body, Not(HasSubstr("1234.5")));
  EXPECT_EQ(refusal(ask("GET", "/api/v1/imports/" + import.id + "/errors.xlsx")), "exchange.not_the_uploader ");
}

}  // namespace
}  // namespace guatu::testing

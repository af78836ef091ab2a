// SPDX-License-Identifier: Apache-2.0
#include "feature/calendar/calendar_command.hpp"

#include <gtest/gtest.h>

#include "feature/calendar/calendar_actions.hpp"
#include "platform/db/store_test.hpp"
#include "tests/support/run_command.hpp"

namespace guatu::calendar {
namespace {

testing::CommandRun run(const std::string& line) { return testing::run_command(add_calendar_command, line); }

TEST(WorkdayCommand, Answers) {
  const struct {
    const char* line;
    const char* out;
  } rows[] = {
      {"workday add 2026-02-09 10", "2026-02-28\n"},
      {"workday add 2026-02-24 -1", "2026-02-14\n"},
      {"workday add 2026-12-31 3", "2027-01-05 暂定\n"},
      {"workday count 2025-12-31 2026-12-31", "248\n"},
      {"workday due 2026-09-21 --days 5", "2026-09-28（2026-09-26 为休息日，顺延）\n"},
      {"workday due 2026-09-21 --days 5 --no-roll", "2026-09-26\n"},
      {"workday due 2026-01-31 --months 1 --no-roll", "2026-02-28\n"},
      {"workday due 2026-12-25 --workdays 10 --internal", "2027-01-08 暂定\n"},
      {"workday month 2026-10", "2026-10  18\n合计     18\n"},
      {"workday check 2026-02-28", "2026-02-28 周六 工作日（调休上班） 春节 国办发明电〔2025〕7号\n"},
      {"workday add 2026-02-09 10 --format json",
       "{\"from\":\"2026-02-09\",\"workdays\":10,\"date\":\"2026-02-28\",\"provisional\":false}\n"},
      {"workday meetings 2026-02-16 2026-02-28", "2026-02-24 周二 2026-W08+2026-W09\n"},
  };
  for (const auto& row : rows) EXPECT_EQ(run(row.line).out, row.out) << row.line;
  EXPECT_NE(run("workday month 2026").out.find("合计     248"), std::string::npos);
}

TEST(WorkdayCommand, KnowsTheNoticesOfAStore) {
  const db::testing::TemporaryDirectory directory;
  {
    auto database = db::testing::make_store(directory.path());
    auto tx = *database.begin(db::testing::kClerk, db::testing::kNow);
    const HolidayNotice notice{2027,
                               {"国办发明电〔2026〕9号", "通知", "https://www.gov.cn/"},
                               {{"元旦", date_of(2027, 1, 1), date_of(2027, 1, 3), {}}}};
    ASSERT_TRUE(load_notice(tx, notice, {}, [](db::Tx&, const Calendar&) { return std::vector<MovedDue>(); }));
    tx.commit();
  }
  const std::string store = " --data " + directory.path().string();
  EXPECT_EQ(run("workday add 2026-12-31 1").out, "2027-01-01 暂定\n");
  EXPECT_EQ(run("workday" + store + " add 2026-12-31 1").out, "2027-01-04\n");
  EXPECT_EQ(run("workday add 2026-12-31 1" + store).out, "2027-01-04\n");
  EXPECT_NE(run("workday check 2027-01-01 --data /nowhere --format json").err.find("store.not_found"),
            std::string::npos);
}

TEST(WorkdayCommand, Refuses) {
  const struct {
    const char* line;
    const char* code;
  } rows[] = {
      {"workday due 2026-12-25 --workdays 10 --format json", "calendar.provisional"},
      {"workday due 2026-12-25 --format json", "calendar.one_term_only"},
      {"workday due 2026-12-25 --days 3 --months 1 --format json", "calendar.one_term_only"},
      {"workday add 2026-02-30 1 --format json", "date.no_such_day"},
      {"workday month 26 --format json", "date.not_a_month"},
  };
  for (const auto& row : rows) {
    const auto refused = run(row.line);
    EXPECT_EQ(refused.status, 1) << row.line;
    EXPECT_NE(refused.err.find(row.code), std::string::npos) << row.line << refused.err;
  }
}

}  // namespace
}  // namespace guatu::calendar

// SPDX-License-Identifier: Apache-2.0
#include "feature/indicator/indicator_command.hpp"

#include <gtest/gtest.h>

#include "tests/support/run_command.hpp"

namespace guatu::indicator {
namespace {

testing::CommandRun run(const std::string& line) { return testing::run_command(add_indicator_command, line); }

TEST(IndicatorCommand, Answers) {
  const struct {
    const char* line;
    const char* out;
  } rows[] = {
      {"indicator completion 629.0 647.4 --month 10", "完成率 97.2%\n序时进度 83.3%\n超序时 +13.8 个百分点\n"},
      {"indicator completion 313.64 1015 --month 3 --format json",
       "{\"completion\":\"30.9\",\"expected\":\"25.0\",\"ahead\":\"+5.9\"}\n"},
      {"indicator month-growth 120 5 200 6", "当月 80\n当月增速 7.5362%（测算）\n"},
      {"indicator average-growth 12.6 -3.1 --scale 2", "两年平均增长 4.46%\n"},
      {"indicator half-year 60 100", "完成率 60.0%\n双过半 是\n"},
      {"indicator half-year --growth 5.4 --target-growth 5.5", "双过半 否\n"},
      {"indicator required --target-growth 6 --share 70 --growth 4", "后期需增长 10.6667%（测算）\n"},
      {"indicator required --target-growth 6 --base-year 1000 --base-cumulative 700 --cumulative 728",
       "后期需增长 10.6667%\n"},
      {"indicator compare-growth 5.3 284997 296299", "增长 5.3%\n公布增速 5.3%\n总量之比 3.97%（不可比）\n"},
      {"indicator expected --month 9 --trajectory quarter-steps --quarters 22,47,73,100", "序时进度 73.0%\n"},
      {"indicator expected --month 1 --trajectory plan --plan -,50,100", "序时进度 —\n"},
      {"indicator rank 5.32 5.28 - 4.0 6", "5.32 2\n5.28 2\n- —\n4.0 4\n6 1\n"},
      {"indicator ceiling 9 12", "已用 75.0%\n余量 3\n未突破 是\n"},
      {"indicator contribution 100:103 300:321 600:624",
       "合计增速 4.8%\n100:103 贡献率 6.25% 拉动 0.3 个百分点\n300:321 贡献率 43.75% 拉动 2.1 个百分点\n"
       "600:624 贡献率 50% 拉动 2.4 个百分点\n"},
  };
  for (const auto& row : rows) EXPECT_EQ(run(row.line).out, row.out) << row.line;
}

TEST(IndicatorCommand, Refuses) {
  const struct {
    const char* line;
    const char* code;
  } rows[] = {
      {"indicator completion x 647.4 --month 10 --format json", "decimal.not_a_number"},
      {"indicator contribution 100 --format json", "indicator.part_malformed"},
      {"indicator target 保持平稳 --format json", "indicator.target_without_number"},
      {"indicator expected --format json", "indicator.month_out_of_range"},
      {"indicator sprint --plan 1 --month 2 --cumulative 1,2,3,4,5,6,7,8,9,10,11,12,13 --format json",
       "indicator.months_malformed"},
  };
  for (const auto& row : rows) {
    const auto refused = run(row.line);
    EXPECT_EQ(refused.status, 1) << row.line;
    EXPECT_NE(refused.err.find(row.code), std::string::npos) << row.line << refused.err;
  }
}

}  // namespace
}  // namespace guatu::indicator

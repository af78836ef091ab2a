// SPDX-License-Identifier: Apache-2.0
#include "feature/light/light_command.hpp"

#include <gtest/gtest.h>

#include "tests/support/run_command.hpp"

namespace guatu::light {
namespace {

testing::CommandRun run(const std::string& line) { return testing::run_command(add_light_command, line); }

TEST(LightCommand, ExplainsAndChecks) {
  const auto explained = run("light explain --rule wuhan --expected 90 --done 62");
  EXPECT_EQ(explained.status, 0);
  EXPECT_NE(explained.out.find("68.9%，属“不低于 60%、低于 80%”：黄灯"), std::string::npos) << explained.out;
  EXPECT_NE(run("light check yinchuan-2025").out.find("(0,10)"), std::string::npos);
  EXPECT_NE(run("light presets --format json").out.find("\"sanya-2022\""), std::string::npos);
}

TEST(LightCommand, Refuses) {
  const struct {
    const char* line;
    const char* code;
  } rows[] = {
      {"light check atlantis --format json", "light.unknown_preset"},
      {"light check no/such.toml --format json", "file.not_readable"},
      {"light explain --rule wuhan --format json", "light.facts_incomplete"},
  };
  for (const auto& row : rows) {
    const auto refused = run(row.line);
    EXPECT_EQ(refused.status, 1) << row.line;
    EXPECT_NE(refused.err.find(row.code), std::string::npos) << refused.err;
  }
}

}  // namespace
}  // namespace guatu::light

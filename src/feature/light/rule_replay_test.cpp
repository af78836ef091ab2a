// SPDX-License-Identifier: Apache-2.0
#include "feature/light/rule_replay.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "engine/light/rule_toml.hpp"

namespace guatu::lights {
namespace {

light::RuleSet preset(const std::string& name) {
  std::ostringstream text;
  text << std::ifstream(GUATU_SOURCE_DIR "/data/rule/" + name + ".toml", std::ios::binary).rdbuf();
  return *light::parse_rule_set(text.str(), name);
}

project::Project project_of(const char* id) {
  project::Project project;
  project.id.value = id;
  project.name = id;
  project.stage = project::Stage::continuing;
  return project;
}

// Of a plan of a hundred million spread evenly, so much done by August.
project::ProjectYear year_of(const char* id, std::int64_t done) {
  project::ProjectYear year;
  year.project.value = id;
  year.year = 2026;
  year.year_plan = Money::of_fen(12'000'000'000);
  for (auto& month : year.plan) month = Money::of_fen(1'000'000'000);
  for (std::size_t i = 0; i < 8; ++i) year.actual[i] = Money::of_fen(done / 8);
  return year;
}

class RuleReplayTest : public testing::Test {
 protected:
  RuleReplayTest() {
    portfolio_.projects = {project_of("P-1"), project_of("P-2")};
    portfolio_.years = {year_of("P-1", 8'000'000'000), year_of("P-2", 7'200'000'000)};
  }

  Replay replayed(const char* before, const char* after, const std::vector<project::ProjectNote>& notes = {}) {
    before_ = preset(before);
    after_ = preset(after);
    const Board board(before_, portfolio_, Month(2026, 8), date_of(2026, 9, 21));
    return compare_lights(board, board.replayed(after_), notes);
  }
  std::string told(const Replay& replay) const {
    std::string text;
    for (const auto& one : replay.changed)
      text += one.project->id.value + " " + before_.lights[one.lights.before].code + "→" +
              after_.lights[one.lights.after].code + "\n";
    return text;
  }
  static std::int64_t counted(const Replay& replay) {
    std::int64_t sum = 0;
    for (const auto& move : replay.moves) sum += move.count;
    return sum;
  }

  Portfolio portfolio_;
  light::RuleSet before_;
  light::RuleSet after_;
};

TEST_F(RuleReplayTest, nothing_changes_under_the_same_rules) {
  const Replay replay = replayed("yinchuan-2025", "yinchuan-2025");
  EXPECT_EQ(told(replay), "");
  EXPECT_EQ(counted(replay), 2);
}

TEST_F(RuleReplayTest, tells_who_changes_and_counts_everybody) {
  const Replay replay = replayed("yinchuan-2025", "wuhan");
  EXPECT_EQ(told(replay), "P-2 unruled→green\n");
  EXPECT_EQ(counted(replay), 2);
}

TEST_F(RuleReplayTest, a_light_set_by_hand_stays) {
  project::ProjectNote note;
  note.project.value = "P-2";
  note.light = "green";
  note.first = date_of(2026, 9, 1);
  note.last = date_of(2026, 9, 30);
  EXPECT_EQ(told(replayed("yinchuan-2025", "wuhan", {note})), "");
}

}  // namespace
}  // namespace guatu::lights

// SPDX-License-Identifier: Apache-2.0
// Every story of tests/scenario, in process and over a socket, and every folder of chapters in process. The program
// runs twice, on SQLite and, as scenario_postgres, on PostgreSQL.
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "engine/score/report.hpp"
#include "feature/score/score_actions.hpp"
#include "platform/json/json.hpp"
#include "tests/scenario/world.hpp"

namespace guatu::testing {
namespace {

const std::filesystem::path kFolder = GUATU_SOURCE_DIR "/tests/scenario";

// Without the ending, in their order.
std::vector<std::string> stories_in(const std::filesystem::path& folder) {
  std::vector<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(folder))
    if (entry.path().extension() == ".scenario") names.push_back(entry.path().stem().string());
  std::ranges::sort(names);
  return names;
}

std::vector<std::string> folders_of_chapters() {
  std::vector<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(kFolder))
    if (entry.is_directory()) names.push_back(entry.path().filename().string());
  std::ranges::sort(names);
  return names;
}

Story story_in(const std::filesystem::path& file) {
  std::ostringstream text;
  text << std::ifstream(file, std::ios::binary).rdbuf();
  return parse_story(text.str());
}

Place place() { return db::testing::on_postgres() ? Place::postgres : Place::sqlite; }

class ScenarioTest : public ::testing::TestWithParam<std::string> {
 protected:
  static void tell(Way way) {
    World world(way, place());
    for (const std::string& difference : play(story_in(kFolder / (GetParam() + ".scenario")), world))
      ADD_FAILURE() << difference;
    for (const std::string& problem : world.unsound()) ADD_FAILURE() << problem;
  }
};

TEST_P(ScenarioTest, is_true_in_process) { tell(Way::in_process); }
TEST_P(ScenarioTest, is_true_over_a_socket) { tell(Way::socket); }

INSTANTIATE_TEST_SUITE_P(Stories, ScenarioTest, ::testing::ValuesIn(stories_in(kFolder)),
                         [](const auto& parameter) { return parameter.param; });

// "place unit score" by the scheme beside the chapters, over what a leader sees of the quarter's figures in the end.
std::vector<std::string> quarter_scores(World& world, const std::filesystem::path& folder) {
  world.become("guanshan");
  const auto reply = world.ask("GET", "/api/v1/indicators/matrix?period=2026-09&indicator=I03", {}, "");
  const auto matrix = json::parse(reply.body);
  const auto cells = matrix->root().find("cells").value();
  std::string sheet = "unit,completion,growth\n";
  for (std::size_t i = 0; i < cells.size(); ++i)
    if (const std::string unit(cells.at(i).text("unit").value()); unit != "D00")
      sheet +=
          fmt::format("{},{},{}\n", unit, cells.at(i).text("completion").value(), cells.at(i).text("growth").value());
  std::ostringstream scheme;
  scheme << std::ifstream(folder / "scheme.toml", std::ios::binary).rdbuf();
  const auto session = score::open_session({{"scheme.toml", scheme.str()}, {"matrix.csv", sheet}, {}, {}});
  std::vector<std::string> scores;
  for (const auto& row : score::ranking_rows((*session)->input(), (*session)->computed))
    scores.push_back(row[0] + " " + row[1] + " " + row[3]);
  return scores;
}

// What one chapter leaves in the store is where the next one begins; the first that is not true ends the tale.
class ChapterTest : public ::testing::TestWithParam<std::string> {};

TEST_P(ChapterTest, follow_each_other_in_one_store) {
  const auto folder = kFolder / GetParam();
  World world(Way::in_process, place());
  for (const std::string& chapter : stories_in(folder)) {
    for (const std::string& difference : play(story_in(folder / (chapter + ".scenario")), world))
      ADD_FAILURE() << chapter << " " << difference;
    if (HasFailure()) return;
  }
  for (const std::string& problem : world.unsound()) ADD_FAILURE() << problem;
  if (GetParam() == "quarter") {
    EXPECT_THAT(quarter_scores(world, folder),
                ::testing::ElementsAre("1 U17 100.00", "2 U19 87.25", "3 U24 81.50", "4 U20 64.23", "5 U22 55.96",
                                       "6 U21 42.86", "7 U18 34.88", "8 U23 28.47"));
  }
}

INSTANTIATE_TEST_SUITE_P(Chapters, ChapterTest, ::testing::ValuesIn(folders_of_chapters()),
                         [](const auto& parameter) { return parameter.param; });

}  // namespace
}  // namespace guatu::testing

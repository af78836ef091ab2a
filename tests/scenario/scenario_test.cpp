// SPDX-License-Identifier: Apache-2.0
// Every story of tests/scenario, in process and over a socket, and every folder of chapters in process. The program
// runs twice, on SQLite and, as scenario_postgres, on PostgreSQL.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

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
}

INSTANTIATE_TEST_SUITE_P(Chapters, ChapterTest, ::testing::ValuesIn(folders_of_chapters()),
                         [](const auto& parameter) { return parameter.param; });

}  // namespace
}  // namespace guatu::testing

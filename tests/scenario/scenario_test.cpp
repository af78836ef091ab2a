// SPDX-License-Identifier: Apache-2.0
// Every story of tests/scenario, in process and over a socket. The program runs twice, on SQLite and, as
// scenario_postgres, on PostgreSQL.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "tests/scenario/world.hpp"

namespace guatu::testing {
namespace {

std::vector<std::string> names_of_stories() {
  std::vector<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(GUATU_SOURCE_DIR "/tests/scenario"))
    if (entry.path().extension() == ".scenario") names.push_back(entry.path().stem().string());
  std::ranges::sort(names);
  return names;
}

class ScenarioTest : public ::testing::TestWithParam<std::string> {
 protected:
  static void tell(Way way) {
    std::ostringstream text;
    text << std::ifstream(GUATU_SOURCE_DIR "/tests/scenario/" + GetParam() + ".scenario", std::ios::binary).rdbuf();
    World world(way, db::testing::on_postgres() ? Place::postgres : Place::sqlite);
    for (const std::string& difference : play(parse_story(text.str()), world)) ADD_FAILURE() << difference;
  }
};

TEST_P(ScenarioTest, is_true_in_process) { tell(Way::in_process); }
TEST_P(ScenarioTest, is_true_over_a_socket) { tell(Way::socket); }

INSTANTIATE_TEST_SUITE_P(Stories, ScenarioTest, ::testing::ValuesIn(names_of_stories()),
                         [](const auto& parameter) { return parameter.param; });

}  // namespace
}  // namespace guatu::testing

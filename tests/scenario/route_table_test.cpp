// SPDX-License-Identifier: Apache-2.0
// The server's route table is the contract: the same methods and paths, with the same words about them; and every
// right that a route names stands in the table of rights.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <set>
#include <sstream>

#include "feature/account/right.hpp"
#include "tests/contract/contract.hpp"
#include "tests/scenario/world.hpp"

namespace guatu::testing {
namespace {

std::vector<std::string> without(const std::set<std::string>& some, const std::set<std::string>& others) {
  std::vector<std::string> left;
  std::ranges::set_difference(some, others, std::back_inserter(left));
  return left;
}

TEST(RouteTableTest, is_the_contract) {
  World world(Way::in_process, Place::sqlite);
  std::set<std::string> routes;
  for (const api::Route& route : world.server().routes())
    routes.insert(std::string(http::method_name(route.method)) + " " + std::string(route.pattern) + " " +
                  std::string(route.summary));
  std::set<std::string> operations;
  for (const Operation& operation : Contract::of_the_api().operations())
    operations.insert(operation.method + " " + operation.path + " " + operation.summary);
  EXPECT_EQ(without(routes, operations), std::vector<std::string>{}) << "routes that api/openapi.yaml does not have";
  EXPECT_EQ(without(operations, routes), std::vector<std::string>{}) << "operations that nothing answers";
  EXPECT_EQ(routes.size(), world.server().routes().size());
}

TEST(RouteTableTest, every_right_stands_in_the_table_of_rights) {
  World world(Way::in_process, Place::sqlite);
  for (const api::Route& route : world.server().routes())
    EXPECT_TRUE(route.right == api::kAnyone || route.right == api::kSelf || account::is_right(route.right))
        << route.pattern << ": " << route.right;
}

TEST(RouteTableTest, a_route_over_records_says_their_relations) {
  World world(Way::in_process, Place::sqlite);
  for (const api::Route& route : world.server().routes())
    EXPECT_EQ(route.reach == api::Reach::record, static_cast<bool>(route.relations)) << route.pattern;
}

// What the language of stories cannot tell, and the test that tells it.
const std::map<std::string, std::string> kToldElsewhere{
    {"add_photo", "ProjectTest.a_photo_loses_its_position_and_is_withdrawn_not_deleted"},
    {"get_photo", "ProjectTest.a_photo_loses_its_position_and_is_withdrawn_not_deleted"},
    {"withdraw_photo", "ProjectTest.a_photo_loses_its_position_and_is_withdrawn_not_deleted"},
    {"follow_events", "EventHubTest.tells_what_the_listener_may_read"},  // it does not end
    {"export_enterprises", "ListExportTest.holds_what_the_list_shows"},
    {"export_matters", "ListExportTest.holds_what_the_list_shows"},
    {"export_people", "ListExportTest.shows_no_telephone_number"},
    {"export_units", "ListExportTest.holds_what_the_list_shows"},
    {"confirm_totp", "SessionActionsTest.the_second_factor_once_set_up_is_asked_for"},
    {"end_totp", "SessionActionsTest.the_second_factor_once_set_up_is_asked_for"},
};

std::set<std::string> told_operations() {
  std::set<std::string> told;
  for (const auto& entry : std::filesystem::directory_iterator(GUATU_SOURCE_DIR "/tests/scenario")) {
    if (entry.path().extension() != ".scenario") continue;
    std::ostringstream text;
    text << std::ifstream(entry.path(), std::ios::binary).rdbuf();
    for (const Step& step : parse_story(text.str()).steps) {
      const Ask* ask = std::get_if<Ask>(&step.what);
      if (ask == nullptr || ask->status >= 300) continue;
      const auto operation = Contract::of_the_api().operation_of(ask->method, ask->path.substr(0, ask->path.find('?')));
      if (operation) told.insert(*operation);
    }
  }
  return told;
}

TEST(StoriesTest, tell_of_every_operation) {
  std::set<std::string> operations;
  for (const Operation& operation : Contract::of_the_api().operations()) operations.insert(operation.id);
  std::set<std::string> told = told_operations();
  for (const auto& [operation, test] : kToldElsewhere)
    EXPECT_TRUE(told.insert(operation).second) << operation << " is told by a story now: strike it from the list";
  EXPECT_EQ(without(operations, told), std::vector<std::string>{}) << "operations that succeed in no story";
}

}  // namespace
}  // namespace guatu::testing

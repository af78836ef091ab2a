// SPDX-License-Identifier: Apache-2.0
#include "platform/db/change_read.hpp"

#include <gtest/gtest.h>

#include "platform/db/store_test.hpp"

namespace guatu::db {
namespace {

using namespace testing;

class ChangeRead : public ::testing::Test {
 protected:
  Position add_bridge(int number) {
    auto tx = *database.begin(kClerk, kNow);
    put(tx, kBridges, make_bridge(number));
    tx.journal({"bridge.imported", "", "{}"});
    return tx.commit();
  }
  Position add_year(int number) {
    auto tx = *database.begin(kClerk, kNow);
    put(tx, kBridgeYears, BridgeYear{{"B-" + std::to_string(number)}, 2026, {}, {}});
    tx.journal({"bridge.planned", "", "{}"});
    return tx.commit();
  }

  TemporaryDirectory directory;
  Database database = make_store(directory.path());
};

TEST_F(ChangeRead, looks_behind_the_one_position_and_up_to_the_other) {
  const std::string bridge = kBridges.shape().entity;
  const std::string year = kBridgeYears.shape().entity;
  const Position first = add_bridge(1);
  const Position second = add_year(1);
  const Position third = add_bridge(2);
  const Reader reader = database.reader();
  EXPECT_TRUE(has_changed(reader, {bridge}, first - 1, first));
  EXPECT_FALSE(has_changed(reader, {bridge}, first, second));
  EXPECT_TRUE(has_changed(reader, {bridge, year}, first, second));
  EXPECT_TRUE(has_changed(reader, {bridge}, first, third));
  EXPECT_FALSE(has_changed(reader, {bridge, year}, third, third));
  EXPECT_FALSE(has_changed(reader, {"bridg", "bridges"}, 0, third));
  EXPECT_EQ(last_change(reader, bridge, third), third);
  EXPECT_EQ(last_change(reader, bridge, second), first);
  EXPECT_EQ(last_change(reader, year, first), 0);
}

TEST_F(ChangeRead, names_every_changed_row) {
  const Position first = add_bridge(1);
  add_bridge(2);
  add_year(2);
  std::vector<std::string> rows;
  each_changed_row(database.reader(), first, [&](std::string_view entity, std::string_view id) {
    rows.push_back(std::string(entity) + " " + std::string(id));
  });
  std::ranges::sort(rows);
  const std::string year = kBridgeYears.shape().entity;
  EXPECT_EQ(rows, (std::vector{kBridges.shape().entity + " B-2", year + " B-2/2026"}));
}

}  // namespace
}  // namespace guatu::db

// SPDX-License-Identifier: Apache-2.0
#include "platform/db/versioned.hpp"

#include <gtest/gtest.h>

#include <tuple>

#include "platform/db/store_test.hpp"

namespace guatu::db {
namespace {

using namespace testing;

class VersionedTest : public ::testing::Test {
 protected:
  TemporaryDirectory directory;
  Database database = make_store(directory.path());

  template <class Work>
  auto written(const Work& work) {
    auto tx = *database.begin(kClerk, kNow);
    auto outcome = work(tx);
    tx.journal({"bridge.written", "", "{}"});
    tx.commit();
    return outcome;
  }
};

Bridge with_lanes(int number, int lanes) {
  Bridge bridge = make_bridge(number);
  bridge.lanes = lanes;
  return bridge;
}

TEST_F(VersionedTest, accepts) {
  EXPECT_EQ(*written([](Tx& tx) { return put_new(tx, kBridges, with_lanes(1, 2)); }), 1);
  EXPECT_EQ(*written([](Tx& tx) { return put_if(tx, kBridges, with_lanes(1, 4), 1); }), 2);
  EXPECT_EQ(*written([](Tx& tx) { return put_if(tx, kBridges, with_lanes(1, 4), 2); }), 2);  // nothing differs
  EXPECT_EQ(*written([](Tx& tx) { return put_new(tx, kBridges, with_lanes(2, 6)); }), 1);
  const Reader reader = database.reader();
  EXPECT_EQ(find_versioned(reader, kBridges, Id<Bridge>{"B-1"}), (Versioned<Bridge>{with_lanes(1, 4), 2}));
  EXPECT_EQ(find_versioned(reader, kBridges, Id<Bridge>{"B-3"}), std::nullopt);
  EXPECT_EQ(load_versioned(reader, kBridges, "WHERE lanes > :lanes ORDER BY id", {{"lanes", 3}}),
            (std::vector<Versioned<Bridge>>{{with_lanes(1, 4), 2}, {with_lanes(2, 6), 1}}));
}

TEST_F(VersionedTest, a_withdrawn_row_comes_back_with_its_versions_counted_on) {
  std::ignore = written([](Tx& tx) { return put_new(tx, kBridges, with_lanes(1, 2)); });
  written([](Tx& tx) { return withdraw(tx, kBridges, std::vector<Bridge>{with_lanes(1, 2)}); });
  EXPECT_EQ(written([](Tx& tx) { return put_if(tx, kBridges, with_lanes(1, 2), 1); }).error().problems.front().code,
            "store.not_found_row");
  EXPECT_EQ(*written([](Tx& tx) { return put_new(tx, kBridges, with_lanes(1, 2)); }), 3);
}

TEST_F(VersionedTest, refuses) {
  std::ignore = written([](Tx& tx) { return put_new(tx, kBridges, with_lanes(1, 2)); });
  std::ignore = written([](Tx& tx) { return put_if(tx, kBridges, with_lanes(1, 3), 1); });
  const auto stale = written([](Tx& tx) { return put_if(tx, kBridges, with_lanes(1, 5), 1); });
  ASSERT_FALSE(stale);
  EXPECT_EQ(stale.error(), (Error{ErrorKind::conflict,
                                  {{"bridge/B-1", "store.version_conflict", {{"expected", "1"}, {"version", "2"}}}}}));
  const auto absent = written([](Tx& tx) { return put_if(tx, kBridges, with_lanes(9, 5), 1); });
  ASSERT_FALSE(absent);
  EXPECT_EQ(absent.error(), (Error{ErrorKind::not_found, {{"bridge/B-9", "store.not_found_row", {}}}}));
  const auto again = written([](Tx& tx) { return put_new(tx, kBridges, with_lanes(1, 5)); });
  ASSERT_FALSE(again);
  EXPECT_EQ(again.error(), (Error{ErrorKind::conflict, {{"bridge/B-1", "store.row_exists", {{"version", "2"}}}}}));
  EXPECT_EQ(find(database.reader(), kBridges, Id<Bridge>{"B-1"}), with_lanes(1, 3));
}

class UpkeepTest : public VersionedTest {
 protected:
  UpkeepTest() {
    written([](Tx& tx) {
      tx.exec("CREATE TABLE lease (name TEXT NOT NULL PRIMARY KEY, holder TEXT NOT NULL, until BIGINT NOT NULL)");
      return 0;
    });
  }
};

TEST_F(UpkeepTest, one_statement_without_an_entry) {
  const Position before = database.reader().position();
  const std::string take =
      "INSERT INTO lease (name, holder, until) VALUES ('clock', :holder, :until) ON CONFLICT (name) "
      "DO UPDATE SET holder = excluded.holder, until = excluded.until WHERE lease.until < :now";
  EXPECT_EQ(*database.upkeep(take, {{"holder", "a"}, {"until", 10}, {"now", 0}}), 1);
  EXPECT_EQ(*database.upkeep(take, {{"holder", "b"}, {"until", 20}, {"now", 5}}), 0);
  EXPECT_EQ(*database.upkeep(take, {{"holder", "b"}, {"until", 20}, {"now", 11}}), 1);
  EXPECT_EQ(database.reader().position(), before);
  EXPECT_EQ(database.reader().query_value<std::string>("SELECT holder FROM lease"), "b");
}

TEST_F(UpkeepTest, refuses) {
  EXPECT_THROW(static_cast<void>(database.upkeep("DELETE FROM nowhere")), Failure);
  EXPECT_EQ(*database.upkeep("DELETE FROM lease"), 0);  // and the next one works
  auto reading = *Database::open(directory.path(), Access::read);
  EXPECT_EQ(reading.upkeep("DELETE FROM lease").error().problems.front().code, "store.read_only");
}

TEST_F(UpkeepTest, rows_with_a_history_are_out_of_its_reach) {
  if (on_postgres()) GTEST_SKIP() << "the child that dies would share its parent's line to the server";
  std::ignore = written([](Tx& tx) { return put_new(tx, kBridges, with_lanes(1, 2)); });
  for (const char* sql : {"UPDATE bridge SET lanes = 9", "DELETE FROM bridge", "DELETE FROM journal",
                          "update row_version set content = ''", "UPDATE Bridge SET lanes = 9",
                          "INSERT INTO bridge(id) VALUES ('x')", "SELECT 1"})
    EXPECT_DEATH(static_cast<void>(database.upkeep(sql)), "Assertion") << sql;
}

}  // namespace
}  // namespace guatu::db

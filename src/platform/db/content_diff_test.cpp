// SPDX-License-Identifier: Apache-2.0
#include "platform/db/content_diff.hpp"

#include <gtest/gtest.h>

#include "platform/db/store_test.hpp"

namespace guatu::db {
namespace {

using Diffs = std::vector<ColumnDiff>;

TEST(ContentDiffTest, tells_the_columns_that_differ) {
  EXPECT_EQ(diff_contents(R"({"id":"A","lanes":2,"name":"桥"})", R"({"id":"A","lanes":4,"name":"桥","note":""})"),
            (Diffs{{"lanes", "2", "4"}, {"note", std::nullopt, ""}}));
  EXPECT_EQ(diff_contents("", R"({"id":"A","lanes":4})"),
            (Diffs{{"id", std::nullopt, "A"}, {"lanes", std::nullopt, "4"}}));
  EXPECT_EQ(diff_contents(R"({"id":"A","note":"x"})", R"({"id":"A"})"), (Diffs{{"note", "x", std::nullopt}}));
  EXPECT_EQ(diff_contents(R"({"id":"A"})", "null"), (Diffs{{"id", "A", std::nullopt}}));
  EXPECT_EQ(diff_contents("", "null"), Diffs{});
  EXPECT_EQ(column_in_content(R"({"id":"A","lanes":4})", "lanes"), "4");
  EXPECT_EQ(column_in_content(R"({"id":"A"})", "name"), std::nullopt);
  EXPECT_EQ(column_in_content("", "name"), std::nullopt);
  EXPECT_THROW(diff_contents("[", ""), Failure);
}

TEST(ContentDiffTest, an_entry_tells_each_row_once) {
  const testing::TemporaryDirectory folder;
  auto database = testing::make_store(folder.path() / "store");
  auto tx = *database.begin(testing::kClerk, testing::kNow);
  testing::Bridge bridge = testing::make_bridge(1);
  put(tx, testing::kBridges, bridge);
  bridge.lanes = 4;
  put(tx, testing::kBridges, bridge);
  put(tx, testing::kBridges, testing::make_bridge(2));
  tx.journal({"test.written", "", "{}"});
  const Position first = tx.commit();
  auto later = *database.begin(testing::kClerk, testing::kNow);
  withdraw(later, testing::kBridges, std::vector{bridge});
  later.journal({"test.written", "", "{}"});
  const Position second = later.commit();
  const auto made = load_entry_changes(database.reader(), first);
  ASSERT_EQ(made.size(), 2U);
  EXPECT_EQ(made[0].id, "B-1");
  EXPECT_EQ(made[0].before, "");
  EXPECT_EQ(made[0].version, 2);
  EXPECT_EQ(made[0].overtaken_by, 3);
  EXPECT_EQ(made[1].overtaken_by, std::nullopt);
  EXPECT_EQ(column_in_content(made[0].after, "lanes"), "4");
  const auto gone = load_entry_changes(database.reader(), second);
  ASSERT_EQ(gone.size(), 1U);
  EXPECT_EQ(gone[0].after, "");
  EXPECT_EQ(column_in_content(gone[0].before, "lanes"), "4");
}

}  // namespace
}  // namespace guatu::db

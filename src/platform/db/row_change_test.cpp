// SPDX-License-Identifier: Apache-2.0
#include "platform/db/row_change.hpp"

#include <gtest/gtest.h>

#include "platform/db/store_test.hpp"

namespace guatu::db {
namespace {

using testing::Bridge;
using testing::kBridges;

TEST(RowChangeTest, tells_what_differs_and_nothing_personal) {
  Bridge before = testing::make_bridge(1);
  Bridge after = before;
  after.opened = date_of(2026, 9, 21);
  after.lanes = 4;
  after.name = "新桥";
  EXPECT_EQ(change_content(kBridges, &before, after, {"name"}),
            R"({"before":{"opened":null,"lanes":0},"after":{"opened":"2026-09-21","lanes":4}})");
  EXPECT_EQ(change_content(kBridges, &before, before), R"({"before":{},"after":{}})");
  const std::string created = change_content<Bridge>(kBridges, nullptr, before, {"name"});
  EXPECT_EQ(created.find("before"), std::string::npos);
  EXPECT_EQ(created.find("桥"), std::string::npos);
  EXPECT_NE(created.find(R"("id":"B-1")"), std::string::npos);
}

TEST(RowChangeTest, history_names_its_authors) {
  const testing::TemporaryDirectory directory;
  auto store = testing::make_store(directory.path());
  Bridge bridge = testing::make_bridge(1);
  for (const Actor& actor : {Actor{"clerk", ""}, Actor{"linyan", "leader"}}) {
    auto tx = *store.begin(actor, testing::kNow);
    bridge.lanes += 2;
    put(tx, kBridges, bridge);
    tx.journal({"bridge.widened", "B-1", "{}"});
    tx.commit();
  }
  const auto told = load_told_history(store.reader(), kBridges, "B-1");
  ASSERT_EQ(told.size(), 2U);
  EXPECT_EQ(told[0].author.actor, "clerk");
  EXPECT_EQ(told[1].author.actor, "linyan");
  EXPECT_EQ(told[1].author.on_behalf_of, "leader");
  EXPECT_EQ(told[1].author.kind, "bridge.widened");
  EXPECT_EQ(told[1].version.row->lanes, 4);
  EXPECT_TRUE(load_told_history(store.reader(), kBridges, "B-99").empty());
}

}  // namespace
}  // namespace guatu::db

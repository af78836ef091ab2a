// SPDX-License-Identifier: Apache-2.0
#include "feature/cycle/snapshot_actions.hpp"

#include <gtest/gtest.h>

namespace guatu::cycle {
namespace {

// As the program wrote it before it froze lights that were set by hand.
constexpr std::string_view kOld =
    R"({"format":"guatu-snapshot-1","position":7,"frozen_at":"2026-09-21T00:00:00.000000Z","day":"2026-09-21",)"
    R"("month":"2026-08","program":"0.1","rule":"yinchuan-2025","rule_title":"银川","rule_version":"1","rule_text":"",)"
    R"("styles":[],"lights":[{"project":"P-1","light":"red","metric":"progress","clause":"1","rule":"r","source":"s",)"
    R"("sentences":["落后 40 个百分点"],"turns_good":"","progress":2000,"expected":6000}],)"
    R"("previous":{"cycle":"","snapshot":"","lights":{},"matters":{}},)"
    R"("cycle":[{"id":"W2026-39","kind":"weekly","number":"","chair":"","place":"","state":"frozen","snapshot":"",)"
    R"("note":""}],"agenda_item":[],"last":{"agenda_item":[]},)"
    R"("unit":[],"indicator":[],"target":[],"month_share":[],"observation":[],"project":[],"project_year":[],)"
    R"("milestone":[],"adjustment":[],"matter":[]})";

TEST(SnapshotTest, an_older_one_opens_and_its_lights_are_computed) {
  const auto snapshot = snapshot_from_json(kOld);
  ASSERT_TRUE(snapshot) << snapshot.error().problems.front().code << " " << snapshot.error().problems.front().place;
  ASSERT_EQ(snapshot->lights.size(), 1U);
  EXPECT_EQ(snapshot->lights[0].light, "red");
  EXPECT_EQ(snapshot->lights[0].computed(), "red");
  EXPECT_FALSE(snapshot->lights[0].by_hand);
  EXPECT_EQ(snapshot->figures_due_day, 15);
  EXPECT_FALSE(snapshot->checkpoint);
  EXPECT_EQ(to_json(*snapshot).find("checkpoint"), std::string::npos);
}

TEST(SnapshotTest, a_checkpoint_comes_back_as_it_was_frozen) {
  Snapshot snapshot = *snapshot_from_json(kOld);
  snapshot.checkpoint = FrozenCheckpoint{1842, std::string(64, 'a'), "guatu/0123456789abcdef"};
  const std::string text = to_json(snapshot);
  const Snapshot again = *snapshot_from_json(text);
  EXPECT_EQ(to_json(again), text);
  ASSERT_TRUE(again.checkpoint);
  EXPECT_EQ(again.checkpoint->size, 1842);
  EXPECT_EQ(again.checkpoint->root, std::string(64, 'a'));
  EXPECT_EQ(again.checkpoint->key, "guatu/0123456789abcdef");
}

TEST(SnapshotTest, a_light_set_by_hand_comes_back_as_it_was_frozen) {
  Snapshot snapshot = *snapshot_from_json(kOld);
  snapshot.lights[0].light = "green";
  snapshot.lights[0].by_hand = HandSet{"red", 3, "陆林", "专项资金到账", date_of(2026, 9, 15), date_of(2026, 9, 25)};
  const std::string text = to_json(snapshot);
  const Snapshot again = *snapshot_from_json(text);
  EXPECT_EQ(to_json(again), text);
  ASSERT_TRUE(again.lights[0].by_hand);
  EXPECT_EQ(again.lights[0].computed(), "red");
  EXPECT_EQ(again.lights[0].by_hand->set_by, "陆林");
  EXPECT_EQ(again.lights[0].by_hand->note, 3);
  EXPECT_EQ(again.lights[0].by_hand->last, date_of(2026, 9, 25));
  EXPECT_EQ(remember(again, "").lights.at("P-1"), "green");  // the next cycle compares with what was shown
  snapshot.lights[0].by_hand->last.reset();
  EXPECT_FALSE(snapshot_from_json(to_json(snapshot))->lights[0].by_hand->last);
}

}  // namespace
}  // namespace guatu::cycle

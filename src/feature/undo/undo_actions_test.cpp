// SPDX-License-Identifier: Apache-2.0
#include "feature/undo/undo_actions.hpp"

#include <gtest/gtest.h>

#include "feature/cycle/cycle_actions.hpp"
#include "feature/enterprise/enterprise_actions.hpp"
#include "feature/indicator/indicator_actions.hpp"
#include "feature/project/project_actions.hpp"
#include "feature/unit/unit_actions.hpp"
#include "platform/db/store_test.hpp"

namespace guatu::undo {
namespace {

project::Project project_of(const char* id, const char* name) {
  project::Project project;
  project.id.value = id;
  project.name = name;
  return project;
}

class UndoActionsTest : public ::testing::Test {
 protected:
  // One entry; the answer is its position.
  db::Position entry(const std::function<void(db::Tx&)>& write) {
    auto tx = *database_.begin({"linyan", ""}, Instant(date_of(2026, 9, 21)));
    write(tx);
    tx.journal({"test.written", "", "{}"});
    return tx.commit();
  }
  db::Position save_project(const char* name) {
    return entry([&](db::Tx& tx) { project::save(tx, std::vector{project_of("A", name)}); });
  }
  // What speaks against it, or how many rows went back.
  std::string undo(db::Position position) {
    auto tx = *database_.begin({"guning", ""}, Instant(date_of(2026, 9, 22)));
    const auto counts = undo_entry(tx, position, "误操作");
    if (counts) {
      tx.commit();
      return std::to_string(counts->changed + counts->inserted) + " put back, " + std::to_string(counts->withdrawn) +
             " withdrawn";
    }
    std::string text;
    for (const Problem& problem : counts.error().problems) text += problem.place + " " + problem.code + ";";
    return text;
  }
  std::string name() {
    const auto projects = project::load_projects(database_.reader());
    return projects.empty() ? "" : projects.front().name;
  }

  db::testing::TemporaryDirectory folder_;
  db::Database database_ = db::testing::open_store(folder_.path() / "store");
};

TEST_F(UndoActionsTest, rows_go_back_and_forth_and_the_history_keeps_all) {
  const db::Position made = save_project("一");
  const db::Position renamed = save_project("二");
  EXPECT_EQ(undo(made), "project/A store.changed_since;");
  EXPECT_EQ(undo(renamed), "1 put back, 0 withdrawn");
  EXPECT_EQ(name(), "一");
  EXPECT_EQ(undo(renamed), "project/A store.changed_since;") << "it has been taken back";
  EXPECT_EQ(undo(renamed + 1), "1 put back, 0 withdrawn") << "and that can be taken back";
  EXPECT_EQ(name(), "二");
  EXPECT_EQ(undo(99), " undo.no_such_entry;");
}

TEST_F(UndoActionsTest, one_change_after_the_other_goes_back) {
  const db::Position made = save_project("一");
  const db::Position second = save_project("二");
  const db::Position third = save_project("三");
  EXPECT_EQ(undo(second), "project/A store.changed_since;");
  EXPECT_EQ(undo(third), "1 put back, 0 withdrawn");
  EXPECT_EQ(undo(third), "project/A store.changed_since;") << "it has been taken back";
  EXPECT_EQ(undo(second), "1 put back, 0 withdrawn");
  EXPECT_EQ(name(), "一");
  EXPECT_EQ(undo(made), "0 put back, 1 withdrawn");
  EXPECT_EQ(name(), "");
  // And forth again, by taking the takings back from the last to the first.
  EXPECT_EQ(undo(third + 3), "1 put back, 0 withdrawn");
  EXPECT_EQ(undo(third + 2), "1 put back, 0 withdrawn");
  EXPECT_EQ(undo(third + 1), "1 put back, 0 withdrawn");
  EXPECT_EQ(name(), "三");
  EXPECT_EQ(undo(second), "project/A store.changed_since;");
  EXPECT_EQ(undo(third), "1 put back, 0 withdrawn") << "once more";
  EXPECT_EQ(name(), "二");
}

TEST_F(UndoActionsTest, what_counts_is_what_a_row_says_now) {
  save_project("一");
  const db::Position second = save_project("二");
  const db::Position again = save_project("二");
  EXPECT_EQ(undo(again), " undo.nothing;");
  save_project("三");
  EXPECT_EQ(undo(second), "project/A store.changed_since;");
  save_project("二");  // whoever set it so, it says what the entry said
  EXPECT_EQ(undo(second), "1 put back, 0 withdrawn");
  EXPECT_EQ(name(), "一");
}

TEST_F(UndoActionsTest, of_several_rows_all_must_stand_as_they_were_left) {
  const db::Position made = entry([](db::Tx& tx) {
    project::save(tx, std::vector{project_of("A", "一"), project_of("B", "一")});
  });
  const db::Position first = save_project("二");
  const db::Position second = entry([](db::Tx& tx) { project::save(tx, std::vector{project_of("B", "二")}); });
  EXPECT_EQ(undo(made), "project/A store.changed_since;project/B store.changed_since;");
  EXPECT_EQ(undo(first), "1 put back, 0 withdrawn");
  EXPECT_EQ(undo(made), "project/B store.changed_since;");
  EXPECT_EQ(undo(second), "1 put back, 0 withdrawn");
  EXPECT_EQ(undo(made), "0 put back, 2 withdrawn");
}

TEST_F(UndoActionsTest, a_frozen_cycle_holds_also_what_was_changed_and_taken_back) {
  const db::Position before = save_project("一");
  entry([](db::Tx& tx) {
    cycle::Cycle cycle;
    cycle.id.value = "W2026-39";
    cycle.state = cycle::CycleState::frozen;
    cycle::save(tx, std::vector{cycle});
  });
  EXPECT_EQ(undo(save_project("二")), "1 put back, 0 withdrawn");
  EXPECT_EQ(undo(before), "project/A undo.held_by_cycle;");
}

TEST_F(UndoActionsTest, a_new_row_is_withdrawn_with_all_that_came_with_it) {
  const db::Position made = entry([](db::Tx& tx) {
    enterprise::Enterprise enterprise;
    enterprise.id.value = "E";
    enterprise::save(tx, std::vector{enterprise});
    project::save(tx, std::vector{project_of("A", "一"), project_of("B", "二")});
  });
  EXPECT_EQ(undo(made), "0 put back, 3 withdrawn");
  EXPECT_EQ(name(), "");
}

TEST_F(UndoActionsTest, a_frozen_cycle_holds_what_it_has_shown) {
  const db::Position before = save_project("一");
  const db::Position person = entry([](db::Tx& tx) {
    unit::Person row;
    row.id.value = "U01/沈亦舟";
    unit::save(tx, std::vector{row});
  });
  const db::Position frozen = entry([](db::Tx& tx) {
    cycle::Cycle cycle;
    cycle.id.value = "W2026-39";
    cycle.state = cycle::CycleState::frozen;
    cycle::save(tx, std::vector{cycle});
  });
  EXPECT_EQ(undo(before), "project/A undo.held_by_cycle;");
  EXPECT_EQ(undo(person), "0 put back, 1 withdrawn") << "no snapshot has people";
  EXPECT_EQ(undo(frozen), "cycle/W2026-39 undo.cycle;");
  EXPECT_EQ(undo(save_project("二")), "1 put back, 0 withdrawn") << "made after the freeze, in no snapshot yet";
}

TEST_F(UndoActionsTest, statistics_stay) {
  const db::Position made = entry([](db::Tx& tx) {
    unit::Unit unit;
    unit.id.value = "D00";
    unit::save(tx, std::vector{unit});
    indicator::Indicator indicator;
    indicator.id.value = "I03";
    indicator::save(tx, std::vector{indicator});
    indicator::Observation observation;
    observation.indicator.value = "I03";
    observation.unit.value = "D00";
    observation.first = observation.last = Month(2026, 8);
    observation.vintage = "初步";
    indicator::save(tx, std::vector{observation});
  });
  const std::string told = undo(made);
  EXPECT_TRUE(told.starts_with("observation/") && told.ends_with("undo.statistics;")) << told;
}

}  // namespace
}  // namespace guatu::undo

// SPDX-License-Identifier: Apache-2.0
#include "feature/matter/course_actions.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "feature/matter/course_store.hpp"
#include "feature/matter/kinds_test.hpp"
#include "feature/matter/matter_actions.hpp"
#include "platform/db/store_test.hpp"

namespace guatu::matter {
namespace {

using loop::Act;
using ::testing::IsEmpty;

const db::Actor kOffice{"office", ""};

class CourseActionsTest : public ::testing::Test {
 protected:
  CourseActionsTest() : database_(db::testing::open_store(directory_.path())) {}

  static Matter row_of(const char* id, State state) {
    Matter row;
    row.id.value = id;
    row.kind = "会议交办";
    row.text = "征拆方案";
    row.state = state;
    row.lead = Id<unit::Unit>{"U01"};
    row.registered_on = row.assigned_on = date_of(2026, 9, 1);
    row.original_due = row.due = date_of(2026, 9, 18);
    return row;
  }
  db::Tx begin() { return *database_.begin(kOffice, Instant(date_of(2026, 9, 21))); }
  void commit(db::Tx& tx) {
    tx.journal({"test.saved", "", "{}"});
    tx.commit();
  }
  std::vector<std::string> duties() {
    std::vector<std::string> lines;
    for (const auto& duty :
         db::load(database_.reader(), duty_table(), "WHERE audience <> '' ORDER BY matter, audience"))
      lines.push_back(duty.matter.value + " " + duty.audience + " " + std::string(code_of(*duty.act)));
    return lines;
  }

  db::testing::TemporaryDirectory directory_;
  db::Database database_;
  Rulebook rules_{kinds(), calendar_of_2026()};
};

TEST_F(CourseActionsTest, what_comes_in_a_workbook_waits_for_somebody_at_once) {
  auto tx = begin();
  save(tx, std::vector<Matter>{row_of("M-1", State::working), row_of("M-2", State::closed)});
  commit(tx);
  EXPECT_THAT(duties(), ::testing::ElementsAre("M-1 unit:U01 request_completion"));
  EXPECT_THAT(find_disagreements(database_.reader(), rules_, date_of(2026, 9, 21)), IsEmpty());
  auto again = begin();
  save(again, std::vector<Matter>{row_of("M-1", State::completion_requested), row_of("M-2", State::closed)});
  commit(again);
  EXPECT_THAT(duties(), ::testing::ElementsAre("M-1 verifier verify"));
  auto same = begin();
  save(same, std::vector<Matter>{row_of("M-1", State::completion_requested)});
  EXPECT_FALSE(same.has_change());
}

TEST_F(CourseActionsTest, a_workbook_does_not_move_what_was_acted_on_here) {
  Party office;
  office.account = "office";
  office.is_office = true;
  auto tx = begin();
  save(tx, std::vector<Matter>{row_of("M-1", State::working)});
  commit(tx);
  auto acting = begin();
  Wish remind;
  remind.request.act = Act::remind;
  remind.request.text = "电话";
  ASSERT_TRUE(act_on(acting, rules_, office, {"M-1"}, remind, 1));
  acting.commit();
  Matter changed = row_of("M-1", State::closed);
  changed.due = date_of(2026, 12, 31);
  changed.text = "征拆方案（改）";
  auto importing = begin();
  save(importing, std::vector<Matter>{changed});
  commit(importing);
  const auto now = find_matter(database_.reader(), {"M-1"});
  EXPECT_EQ(now->row.text, "征拆方案（改）");
  EXPECT_EQ(now->row.state, State::working);
  EXPECT_EQ(now->row.due, date_of(2026, 9, 18));
  EXPECT_THAT(find_disagreements(database_.reader(), rules_, date_of(2026, 9, 21)), IsEmpty());
}

TEST_F(CourseActionsTest, an_act_that_is_undone_leaves_everything_as_it_was) {
  Party office;
  office.account = "office";
  office.is_office = true;
  auto tx = begin();
  save(tx, std::vector<Matter>{row_of("M-1", State::working)});
  commit(tx);
  const auto before = duties();
  auto acting = begin();
  Wish suspend;
  suspend.request.act = Act::suspend;
  suspend.request.reason = "台风";
  ASSERT_TRUE(act_on(acting, rules_, office, {"M-1"}, suspend, 1));
  const db::Position position = acting.commit();
  EXPECT_NE(duties(), before);
  auto undoing = begin();
  const auto undone = undo_entry(undoing, position);
  ASSERT_TRUE(undone);
  EXPECT_GE(undone->written(), 4);  // the row, its course, the act, the line on a list
  commit(undoing);
  EXPECT_EQ(duties(), before);
  EXPECT_FALSE(db::find(database_.reader(), course_table(), std::string_view("M-1")));
  EXPECT_THAT(find_disagreements(database_.reader(), rules_, date_of(2026, 9, 21)), IsEmpty());
}

TEST_F(CourseActionsTest, refuses) {
  Party office;
  office.account = "office";
  office.is_office = true;
  office.works_for = {"U01"};
  Matter without_due = row_of("M-1", State::working);
  without_due.original_due.reset();
  without_due.due.reset();
  Matter strange = row_of("M-2", State::working);
  strange.kind = "天外";
  auto tx = begin();
  save(tx, std::vector<Matter>{without_due, strange});
  commit(tx);
  const auto code = [&](const char* id, const loop::Request& request, std::int64_t version) {
    auto acting = begin();
    const auto done = act_on(acting, rules_, office, {id}, Wish{request, {}, {}}, version);
    return done ? std::string() : done.error().problems.front().code;
  };
  loop::Request ask;
  ask.act = Act::ask_extension;
  ask.reason = "r";
  ask.date = date_of(2026, 10, 1);
  EXPECT_EQ(code("M-1", ask, 1), "matter.no_due");
  EXPECT_EQ(code("M-1", ask, 2), "store.version_conflict");
  EXPECT_EQ(code("M-2", ask, 1), "matter.unknown_kind");
  EXPECT_EQ(code("M-3", ask, 1), "api.no_such_record");
  ask.lead = loop::UnitId{"U99"};
  EXPECT_EQ(code("M-1", ask, 1), "matter.unknown_unit");
  auto editing = begin();
  MatterText text;
  text.indicator = Id<indicator::Indicator>{"I99"};
  EXPECT_EQ(edit_matter(editing, rules_, {"M-1"}, text, 1).error().problems.front().code, "matter.unknown_indicator");
}

}  // namespace
}  // namespace guatu::matter

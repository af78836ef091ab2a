// SPDX-License-Identifier: Apache-2.0
#include "feature/matter/course_actions.hpp"
#include "feature/matter/check_actions.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "feature/matter/course_store.hpp"
#include "feature/matter/kinds_test.hpp"
#include "feature/matter/matter_actions.hpp"
#include "feature/matter/recount_actions.hpp"
#include "feature/unit/unit_actions.hpp"
#include "feature/unit/unit_edit_actions.hpp"
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

  std::vector<std::string> disagreements() {
    std::vector<std::string> found;
    for (const Problem& problem : find_disagreements(database_.reader(), rules_, date_of(2026, 9, 21))) {
      found.push_back(problem.place + " " + problem.code);
      for (const auto& [name, value] : problem.args) found.back() += " " + name + "=" + value;
    }
    return found;
  }
  // A matter that the office gave out and its unit accepted.
  void give_out(const char* id) {
    Party office;
    office.account = "office";
    office.is_office = true;
    Matter row;
    row.id.value = id;
    row.kind = "meeting";
    row.text = "征拆方案";
    Wish enter;
    enter.request.act = Act::enter;
    Wish assign;
    assign.request.act = Act::assign;
    assign.request.lead = loop::UnitId{"U01"};
    auto tx = begin();
    if (!unit::find_unit(tx, {"U01"})) {
      unit::Unit unit;
      unit.id.value = unit.name = "U01";
      unit::save(tx, std::vector<unit::Unit>{unit});
    }
    ASSERT_TRUE(create_matter(tx, rules_, office, row, {enter, assign}));
    tx.commit();
    Party contact;
    contact.account = "zhouheng";
    contact.works_for = {"U01"};
    Wish accept;
    accept.request.act = Act::accept;
    auto accepting = begin();
    ASSERT_TRUE(act_on(accepting, rules_, contact, {id}, accept, 1));
    accepting.commit();
  }
  void behind_its_back(const std::string& sql) { db::testing::run_raw(directory_.path(), sql); }

  db::testing::TemporaryDirectory directory_;
  db::Database database_;
  Rulebook rules_{kinds(), calendar_of_2026()};
};

TEST_F(CourseActionsTest, what_comes_in_a_workbook_waits_for_somebody_at_once) {
  auto tx = begin();
  save(tx, std::vector<Matter>{row_of("M-1", State::working), row_of("M-2", State::closed)});
  commit(tx);
  EXPECT_THAT(duties(), ::testing::ElementsAre("M-1 unit:U01 request_completion"));
  EXPECT_THAT(disagreements(), IsEmpty());
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
  EXPECT_THAT(disagreements(), IsEmpty());
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
  EXPECT_THAT(disagreements(), IsEmpty());
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

TEST_F(CourseActionsTest, a_matter_is_merged_only_into_one_that_goes_on) {
  Party office;
  office.account = "office";
  office.is_office = true;
  Matter part = row_of("M-2", State::working);
  part.parent = Id<Matter>{"M-1"};
  Matter suspended = row_of("M-5", State::working);
  suspended.side_state = "中止";
  auto tx = begin();
  save(tx, std::vector<Matter>{row_of("M-1", State::working), part, row_of("M-3", State::working),
                               row_of("M-4", State::closed), suspended});
  commit(tx);
  const auto merge = [&](const char* id, const char* target) {
    Wish wish;
    wish.request.act = Act::merge;
    wish.request.reason = "重复";
    wish.request.target = loop::MatterId{target};
    auto acting = begin();
    const auto done = act_on(acting, rules_, office, {id}, wish, 1);
    if (!done) return done.error().problems.front().code;
    acting.commit();
    return std::string();
  };
  EXPECT_EQ(merge("M-1", "M-2"), "matter.target_is_part");
  EXPECT_EQ(merge("M-1", "M-4"), "matter.target_over");
  EXPECT_EQ(merge("M-1", "M-5"), "matter.target_over");
  EXPECT_EQ(merge("M-1", "M-9"), "matter.unknown_target");
  EXPECT_EQ(merge("M-1", "M-1"), "loop.merged_into_itself");
  EXPECT_EQ(merge("M-1", "M-3"), "");
  EXPECT_EQ(merge("M-3", "M-1"), "matter.target_over");  // each into the other would leave nobody at work
  EXPECT_THAT(disagreements(), IsEmpty());
}

TEST_F(CourseActionsTest, what_was_altered_behind_its_back_is_found_and_named) {
  give_out("M-1");
  give_out("M-2");
  ASSERT_THAT(disagreements(), IsEmpty());
  struct Row {
    const char* fault;
    const char* repair;
    const char* found;
  };
  const Row kRows[] = {
      {"UPDATE matter SET state = 'done', due = '2026-12-31' WHERE id = 'M-1'",
       "UPDATE matter SET state = 'accepted', due = '2026-10-11' WHERE id = 'M-1'",
       "matter/M-1 check.matter_course columns=due, state"},
      {"UPDATE matter SET kind = '无此类别' WHERE id = 'M-1'", "UPDATE matter SET kind = '会议交办' WHERE id = 'M-1'",
       "matter/M-1 check.matter_kind kind=无此类别"},
      {"UPDATE matter_duty SET audience = 'unit:U02' WHERE matter = 'M-1' AND audience = 'unit:U01'",
       "UPDATE matter_duty SET audience = 'unit:U01' WHERE matter = 'M-1' AND audience = 'unit:U02'",
       "matter_duty/M-1 check.matter_duties audiences=unit:U01, unit:U02"},
      {"UPDATE matter_course SET verified_by = 'zhouheng' WHERE id = 'M-1'",
       "UPDATE matter_course SET verified_by = NULL WHERE id = 'M-1'",
       "matter_course/M-1 check.matter_verified_by_hand person=zhouheng"},
      {"UPDATE matter_act SET matter = 'M-9' WHERE matter = 'M-1' AND sequence = 2",
       "UPDATE matter_act SET matter = 'M-1' WHERE matter = 'M-9'",
       "matter_act/M-1 check.matter_acts acts=2 counted=3"},
      {"UPDATE row_version SET content = replace(content, '\"original_due\":\"2026-10-11\"', "
       "'\"original_due\":\"2026-10-01\"') WHERE entity = 'matter' AND id = 'M-1' AND version = 1",
       "UPDATE row_version SET content = replace(content, '\"original_due\":\"2026-10-01\"', "
       "'\"original_due\":\"2026-10-11\"') WHERE entity = 'matter' AND id = 'M-1' AND version = 1",
       "matter/M-1 check.matter_original_due before=2026-10-01 version=2"}};
  for (const Row& row : kRows) {
    behind_its_back(row.fault);
    EXPECT_THAT(disagreements(), ::testing::Contains(row.found)) << row.fault;
    for (const auto& found : disagreements()) EXPECT_EQ(found.find("M-2"), std::string::npos) << found;
    behind_its_back(row.repair);
    ASSERT_THAT(disagreements(), IsEmpty()) << row.repair;
  }
}

// By the notice of 2027 the 1st of January is off: three months after the 1st of October roll to the 4th.
TEST_F(CourseActionsTest, a_provisional_due_date_moves_with_the_notice_and_the_original_one_stays) {
  Party office;
  office.account = "office";
  office.is_office = true;
  Matter row;
  row.id.value = "P-1";
  row.kind = "proposal";
  row.text = "公交线路优化";
  Wish enter;
  enter.request.act = Act::enter;
  Wish assign;
  assign.request.act = Act::assign;
  assign.request.lead = loop::UnitId{"U01"};
  give_out("M-1");
  auto tx = *database_.begin(kOffice, Instant(date_of(2026, 10, 1)));
  ASSERT_TRUE(create_matter(tx, rules_, office, row, {enter, assign}));
  tx.commit();
  ASSERT_EQ(find_matter(database_.reader(), {"P-1"})->row.due, date_of(2027, 1, 1));
  auto years = rules_.calendar.years();
  calendar::PublishedYear next{2027, {{"国办发明电〔2026〕9号", "", ""}}, {}};
  for (int day = 1; day <= 3; ++day)
    next.days.push_back({date_of(2027, 1, day), calendar::DayKind::holiday, "元旦", "国办发明电〔2026〕9号"});
  years.push_back(next);
  const Rulebook with_notice{rules_.kinds, *calendar::Calendar::from(years)};
  auto recounting = begin();
  const auto moved = recount_dues(recounting, with_notice);
  ASSERT_TRUE(moved);
  ASSERT_EQ(moved->size(), 1U);
  EXPECT_EQ(moved->front().matter, "P-1");
  EXPECT_EQ(moved->front().after, date_of(2027, 1, 4));
  commit(recounting);
  const auto now = find_matter(database_.reader(), {"P-1"});
  EXPECT_EQ(now->row.due, date_of(2027, 1, 4));
  EXPECT_EQ(now->row.original_due, date_of(2027, 1, 1));
  EXPECT_EQ(now->version, 2);
  rules_ = with_notice;
  EXPECT_THAT(disagreements(), IsEmpty());
  auto again = begin();
  EXPECT_TRUE(recount_dues(again, with_notice)->empty());
  EXPECT_FALSE(again.has_change());
}

}  // namespace
}  // namespace guatu::matter

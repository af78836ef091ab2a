// SPDX-License-Identifier: Apache-2.0
// A Monday over a small store: planned, opened, collected, reminded of, frozen, published; what came late, what was
// embargoed, who pressed twice, and what cannot be undone any more.
#include "feature/cycle/cycle_edit_actions.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <thread>

#include "feature/cadence/cycle_plan_actions.hpp"
#include "feature/cycle/cycle_actions.hpp"
#include "feature/cycle/missing_actions.hpp"
#include "feature/cycle/snapshot_actions.hpp"
#include "feature/indicator/indicator_actions.hpp"
#include "feature/light/light_actions.hpp"
#include "feature/matter/matter_actions.hpp"
#include "feature/project/project_actions.hpp"
#include "feature/unit/unit_actions.hpp"
#include "platform/db/store_test.hpp"
#include "platform/journal/checkpoint.hpp"
#include "tests/support/golden.hpp"

namespace guatu::cycle {
namespace {

using std::chrono::days;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

const Date kMonday = date_of(2026, 9, 21);
const Id<Cycle> kId{"W2026-39"};

project::ProjectYear year_of(const char* project, int reported_until) {
  project::ProjectYear year;
  year.project.value = project;
  year.year = 2026;
  year.plan.fill(Money::of_fen(10'000));
  for (int month = 0; month < reported_until; ++month)
    year.actual[static_cast<std::size_t>(month)] = Money::of_fen(10'000);
  return year;
}

matter::Matter matter_of(const char* id, Date due) {
  matter::Matter matter;
  matter.id.value = id;
  matter.kind = "会议交办";
  matter.text = std::string("事项") + id;
  matter.lead = Id<unit::Unit>{"U01"};
  matter.state = matter::State::working;
  matter.registered_on = matter.assigned_on = date_of(2026, 9, 1);
  matter.original_due = matter.due = due;
  return matter;
}

indicator::Observation figure_of(Month month, std::optional<Date> released) {
  indicator::Observation figure;
  figure.indicator.value = "I1";
  figure.unit.value = "D00";
  figure.first = Month(2026, 1);
  figure.last = month;
  figure.vintage = "初步";
  figure.value = Decimal(1000 + month.number(), 1);
  figure.source = "统计局";
  figure.released_on = released;
  return figure;
}

class MondayTest : public ::testing::Test {
 protected:
  MondayTest()
      : year_text_(testing::read_whole(testing::source_path("data/calendar/2026.toml"))),
        presets_{{"2026.toml", year_text_}},
        database_(db::testing::open_store(directory_.path() / "store")) {
    write(date_of(2026, 9, 1), [](db::Tx& tx) {
      unit::Unit district;
      district.id.value = "D00";
      district.name = "云汀区";
      district.kind = unit::UnitKind::district;
      unit::Unit bureau;
      bureau.id.value = "U01";
      bureau.name = "住建局";
      bureau.parent = district.id;
      bureau.group = "部门";
      bureau.sequence = 1;
      unit::save(tx, std::vector<unit::Unit>{district, bureau});
      project::Project project;
      project.id.value = "P1";
      project.name = "滨河路";
      project.responsible = bureau.id;
      project.stage = project::Stage::continuing;
      project::save(tx, std::vector<project::Project>{project});
      project::save(tx, std::vector<project::ProjectYear>{year_of("P1", 7)});
      matter::save(
          tx, std::vector<matter::Matter>{matter_of("1", date_of(2026, 9, 10)), matter_of("2", date_of(2026, 10, 30))});
      indicator::Indicator indicator;
      indicator.id.value = "I1";
      indicator.name = "规上工业增加值";
      indicator::save(tx, std::vector<indicator::Indicator>{indicator});
      indicator::save(tx, std::vector<indicator::Observation>{figure_of(Month(2026, 7), date_of(2026, 8, 20)),
                                                              figure_of(Month(2026, 8), kMonday + days(1)),
                                                              figure_of(Month(2026, 6), std::nullopt)});
      const std::string rule = testing::read_whole(testing::source_path("examples/district/rule.toml"));
      ASSERT_TRUE(lights::adopt_rule_set(tx, rule, "rule.toml", date_of(2026, 1, 1)));
    });
  }

  void write(Date day, const std::function<void(db::Tx&)>& work) {
    auto tx = *database_.begin({"linyan", ""}, Clock::fixed(day));
    work(tx);
    tx.commit();
  }
  // For what does not journal by itself.
  void fill(Date day, const std::function<void(db::Tx&)>& work) {
    write(day, [&](db::Tx& tx) {
      work(tx);
      tx.journal({"test.filled", "", "{}"});
    });
  }
  Result<db::Versioned<Cycle>> step(Date day, const Id<Cycle>& id, Step step, std::int64_t version) {
    StepParts parts{database_.directory(), "test", {}};
    if (step == Step::publish) parts.papers = *papers_to_publish(database_.reader(), parts.store, id, render_);
    auto tx = *database_.begin({"linyan", ""}, Clock::fixed(day));
    auto after = take_step_of(tx, id, step, version, parts);
    if (after) tx.commit();
    return after;
  }
  void create(const Id<Cycle>& id, Date day) {
    write(day - days(5), [&](db::Tx& tx) {
      Cycle cycle;
      cycle.planned_on = day;
      const auto created = create_cycle(tx, cycle, presets_);
      ASSERT_TRUE(created);
      EXPECT_EQ(created->row.id, id);
    });
  }
  void freeze_on(Date day, const Id<Cycle>& id) {
    create(id, day);
    ASSERT_TRUE(step(day, id, Step::open, 1));
    ASSERT_TRUE(step(day, id, Step::collect, 2));
    ASSERT_TRUE(step(day, id, Step::freeze, 3));
  }
  std::string bytes_of(const Id<Cycle>& id) {
    return *load_snapshot_bytes(database_.reader(), database_.directory(), id);
  }

  std::string year_text_;
  std::vector<calendar::YearText> presets_;
  RenderPapers render_ = [](const Snapshot& snapshot, const std::string& digest) -> Result<std::vector<Paper>> {
    return std::vector<Paper>{{"notice.txt", snapshot.cycle.id.value + "-通报.txt", "text/plain", "快照 " + digest}};
  };
  db::testing::TemporaryDirectory directory_;
  db::Database database_;
};

TEST_F(MondayTest, opens_collects_freezes_and_publishes) {
  create(kId, kMonday);
  ASSERT_TRUE(step(kMonday - days(3), kId, Step::open, 1));
  auto detail = *load_cycle_detail(database_.reader(), kId, presets_, kMonday);
  EXPECT_EQ(detail.cycle.row.number, "2026年第39周调度会");
  EXPECT_EQ(detail.cycle.row.cut_off, date_of(2026, 9, 20));  // a Sunday that is worked
  EXPECT_EQ(detail.remind_on, date_of(2026, 9, 17));
  EXPECT_EQ(detail.month, Month(2026, 8));
  ASSERT_EQ(detail.agenda.size(), 1U);
  EXPECT_EQ(detail.agenda.front().text, "事项1");  // it is due
  EXPECT_EQ(detail.matters.at("1").due, date_of(2026, 9, 10));
  ASSERT_TRUE(step(kMonday, kId, Step::collect, 2));
  ASSERT_TRUE(step(kMonday, kId, Step::freeze, 3));
  const auto frozen = *load_snapshot(database_.reader(), blob::BlobStore(database_.directory()), kId);
  EXPECT_EQ(frozen.month, Month(2026, 8));
  EXPECT_EQ(frozen.lights.size(), 1U);
  EXPECT_EQ(frozen.cycle.held_on, kMonday);
  const auto published = step(kMonday, kId, Step::publish, 4);
  ASSERT_TRUE(published);
  EXPECT_EQ(published->row.state, CycleState::published);
  const auto papers = load_stored_papers(database_.reader(), kId);
  ASSERT_EQ(papers.size(), 1U);
  EXPECT_EQ(*blob::BlobStore(database_.directory()).read(papers.front().digest), "快照 " + published->row.snapshot);
}

TEST_F(MondayTest, what_is_late_goes_to_the_next_one_and_the_old_one_stays) {
  freeze_on(kMonday, kId);
  const std::string before = bytes_of(kId);
  EXPECT_EQ(load_missing(database_.reader(), kId, kMonday)->reports.units.front().items.size(), 3U);
  fill(kMonday + days(1), [](db::Tx& tx) { project::save(tx, std::vector<project::ProjectYear>{year_of("P1", 8)}); });
  const Id<Cycle> next{"W2026-40"};
  freeze_on(kMonday + days(7), next);
  EXPECT_EQ(bytes_of(kId), before);
  const blob::BlobStore blobs(database_.directory());
  EXPECT_FALSE(load_snapshot(database_.reader(), blobs, kId)->portfolio.years.front().actual[7]);
  const auto later = *load_snapshot(database_.reader(), blobs, next);
  EXPECT_TRUE(later.portfolio.years.front().actual[7]);
  EXPECT_EQ(later.previous.id, kId.value);
  EXPECT_EQ(later.previous.snapshot, find_cycle(database_.reader(), kId)->snapshot);
}

TEST_F(MondayTest, keeps_the_last_checkpoint_before_it) {
  freeze_on(kMonday, kId);
  const blob::BlobStore blobs(database_.directory());
  EXPECT_FALSE(load_snapshot(database_.reader(), blobs, kId)->checkpoint);  // nobody signed one yet
  const auto signed_before = journal::read_checkpoint(*database_.issue_checkpoint());
  ASSERT_TRUE(signed_before);
  const Id<Cycle> next{"W2026-40"};
  freeze_on(kMonday + days(7), next);
  ASSERT_TRUE(database_.issue_checkpoint());
  const auto kept = load_snapshot(database_.reader(), blobs, next)->checkpoint;
  ASSERT_TRUE(kept);
  EXPECT_EQ(kept->size, static_cast<std::int64_t>(signed_before->size));
  EXPECT_EQ(kept->root, crypto::to_hex(signed_before->root));
  EXPECT_EQ(kept->key, signed_before->origin);
}

TEST_F(MondayTest, a_statistic_under_embargo_is_not_in_it) {
  freeze_on(kMonday, kId);
  const auto frozen = *load_snapshot(database_.reader(), blob::BlobStore(database_.directory()), kId);
  ASSERT_EQ(frozen.indicators.observations.size(), 1U);
  EXPECT_EQ(frozen.indicators.observations.front().last, Month(2026, 7));
  EXPECT_THAT(bytes_of(kId), Not(HasSubstr("100.8")));
}

TEST_F(MondayTest, two_who_press_at_once_freeze_once) {
  create(kId, kMonday);
  ASSERT_TRUE(step(kMonday, kId, Step::open, 1));
  ASSERT_TRUE(step(kMonday, kId, Step::collect, 2));
  std::vector<std::string> outcomes(2);
  std::vector<std::thread> clerks;
  for (std::string& outcome : outcomes)
    clerks.emplace_back([&] {
      const auto after = step(kMonday, kId, Step::freeze, 3);
      outcome = after ? after->row.snapshot : after.error().problems.front().code;
    });
  for (auto& clerk : clerks) clerk.join();
  std::ranges::sort(outcomes, {}, &std::string::size);
  EXPECT_EQ(outcomes[0], "store.version_conflict");
  EXPECT_EQ(outcomes[1].size(), 64U);
  EXPECT_EQ(find_cycle(database_.reader(), kId)->snapshot, outcomes[1]);
  std::size_t snapshots = 0;
  blob::BlobStore(database_.directory()).each([&](const auto&, const auto&) { ++snapshots; });
  EXPECT_EQ(snapshots, 1U);
}

TEST_F(MondayTest, what_is_frozen_is_not_edited) {
  freeze_on(kMonday, kId);
  auto tx = *database_.begin({"linyan", ""}, Clock::fixed(kMonday));
  Cycle cycle;
  cycle.id = kId;
  cycle.planned_on = kMonday;
  EXPECT_EQ(edit_cycle(tx, cycle, 4).error().problems.front().code, "cycle.is_frozen");
  EXPECT_EQ(edit_cycle(tx, cycle, 3).error().problems.front().code, "store.version_conflict");
  const auto version = load_cycle_detail(tx, kId, presets_, kMonday)->agenda_version;
  EXPECT_EQ(set_agenda(tx, kId, {}, version).error().problems.front().code, "cycle.is_frozen");
}

TEST_F(MondayTest, an_agenda_is_replaced_over_the_one_that_was_seen) {
  create(kId, kMonday);
  const auto set = [&](std::vector<AgendaItem> items, std::int64_t version) {
    auto tx = *database_.begin({"linyan", ""}, Clock::fixed(kMonday));
    const auto done = set_agenda(tx, kId, std::move(items), version);
    if (done) tx.commit();
    return done ? std::string() : done.error().problems.front().place + " " + done.error().problems.front().code;
  };
  const auto agenda = [&] { return *load_cycle_detail(database_.reader(), kId, presets_, kMonday); };
  AgendaItem item;
  item.kind = kNewItem;
  item.text = "听取汇报";
  AgendaItem wrong = item;
  wrong.matter = Id<matter::Matter>{"nobody's"};
  EXPECT_EQ(set({item, wrong}, 0), "items[1].matter cycle.no_such_matter");
  EXPECT_EQ(set({item, item, item}, 0), "");
  const auto version = agenda().agenda_version;
  EXPECT_GT(version, 0);
  EXPECT_EQ(set({item}, 0), "agenda/W2026-39 store.version_conflict");
  item.matter = Id<matter::Matter>{"2"};
  EXPECT_EQ(set({item}, version), "");
  EXPECT_EQ(agenda().agenda.size(), 1U);
  EXPECT_EQ(agenda().matters.size(), 1U);
  EXPECT_GT(agenda().agenda_version, version);
}

TEST_F(MondayTest, the_plan_makes_each_cycle_once) {
  write(kMonday, [&](db::Tx& tx) {
    EXPECT_EQ(*plan_ahead(tx, presets_), 0);  // nobody has asked for it
    cadence::CyclePlan plan;
    plan.monthly_on = 25;
    plan.planned_weeks = 1;
    plan.chair = "区长";
    EXPECT_EQ(cadence::edit_plan(tx, plan, 1).error().problems.front().code, "store.version_conflict");
    ASSERT_TRUE(cadence::edit_plan(tx, plan, 0));
  });
  create(kId, kMonday);
  write(kMonday, [&](db::Tx& tx) { EXPECT_EQ(*plan_ahead(tx, presets_), 2); });
  std::vector<std::string> ids;
  for (const auto& cycle : load_cycles(database_.reader())) ids.push_back(cycle.id.value + " " + cycle.chair);
  EXPECT_THAT(ids, ElementsAre("W2026-39 区长", "M2026-09 区长", "W2026-40 区长"));
  write(kMonday, [&](db::Tx& tx) { EXPECT_THAT(*plan_cycles(tx, kMonday + days(7), presets_), IsEmpty()); });
}

TEST_F(MondayTest, units_are_reminded_once_before_the_cut_off_and_once_after) {
  create(kId, kMonday);
  ASSERT_TRUE(step(date_of(2026, 9, 16), kId, Step::open, 1));
  const auto reminded = [&](Date day) {
    std::int64_t made = 0;
    write(day, [&](db::Tx& tx) { made = *remind(tx, presets_); });
    return made;
  };
  EXPECT_EQ(reminded(date_of(2026, 9, 16)), 0);
  EXPECT_THAT(*load_open_reminders(database_.reader(), kMonday), IsEmpty());
  EXPECT_EQ(reminded(date_of(2026, 9, 17)), 1);
  EXPECT_EQ(reminded(date_of(2026, 9, 18)), 0);
  EXPECT_EQ(reminded(kMonday), 1);
  const auto reminders = load_reminders(database_.reader(), kId);
  ASSERT_EQ(reminders.size(), 2U);
  EXPECT_EQ(reminders[0].kind, ReminderKind::before_cut_off);
  EXPECT_THAT(reminders[0].units, ElementsAre("U01"));
  EXPECT_EQ(reminders[0].items, 3);
  const auto open = *load_open_reminders(database_.reader(), kMonday);
  ASSERT_EQ(open.size(), 1U);
  EXPECT_EQ(open.front().reminder.kind, ReminderKind::after_cut_off);
  EXPECT_EQ(open.front().missing.reports.units.size(), 1U);
}

}  // namespace
}  // namespace guatu::cycle

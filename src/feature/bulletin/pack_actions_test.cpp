// SPDX-License-Identifier: Apache-2.0
// The pack of a small frozen cycle: what it says, and that the same snapshot gives the same bytes.
#include "feature/bulletin/pack_actions.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/light/rule_toml.hpp"
#include "feature/bulletin/comparison.hpp"
#include "feature/bulletin/pack_page.hpp"
#include "feature/bulletin/pack_sheets.hpp"
#include "feature/bulletin/view_json.hpp"
#include "feature/cycle/snapshot_actions.hpp"
#include "feature/light/light_board.hpp"
#include "tests/support/golden.hpp"
#include "tests/support/pack_page.hpp"

namespace guatu::bulletin {
namespace {

Money ten_thousand(std::int64_t amount) { return Money::of_fen(amount * 1'000'000); }

unit::Unit unit_of(const char* id, const char* name, unit::UnitKind kind, std::int64_t sequence, const char* group,
                   const char* parent) {
  unit::Unit unit;
  unit.id.value = id;
  unit.name = name;
  unit.kind = kind;
  unit.sequence = sequence;
  unit.group = group;
  if (*parent != '\0') unit.parent = Id<unit::Unit>{parent};
  return unit;
}

// Plan 100 万元 a month; what each project reported says which light it gets.
void add_project(cycle::Snapshot& snapshot, const char* id, const char* unit,
                 std::optional<std::int64_t> reported_a_month) {
  project::Project project;
  project.id.value = id;
  project.name = std::string("项目") + id;
  project.sector = "交通";
  project.responsible = Id<unit::Unit>{unit};
  project.stage = project::Stage::continuing;
  project::ProjectYear year;
  year.project = project.id;
  year.year = 2026;
  year.year_plan = ten_thousand(1200);
  for (std::size_t month = 0; month < 12; ++month) {
    year.plan[month] = ten_thousand(100);
    if (month < 8 && reported_a_month) year.actual[month] = ten_thousand(*reported_a_month);
  }
  snapshot.portfolio.projects.push_back(project);
  snapshot.portfolio.years.push_back(year);
}

matter::Matter matter_of(const char* id, const char* lead, Date due) {
  matter::Matter matter;
  matter.id.value = id;
  matter.text = std::string("事项") + id;
  matter.kind = "会议交办";
  matter.lead = Id<unit::Unit>{lead};
  matter.state = matter::State::working;
  matter.assigned_on = date_of(2026, 9, 1);
  matter.due = due;
  return matter;
}

project::ProjectNote set_by_hand(const char* project, const char* light) {
  project::ProjectNote note;
  note.project.value = project;
  note.sequence = 1;
  note.written_by = "陆林";
  note.light = light;
  note.reason = "专项资金到账";
  note.first = date_of(2026, 9, 15);
  note.last = date_of(2026, 9, 25);
  return note;
}

cycle::Snapshot sample(const std::vector<project::ProjectNote>& notes = {}) {
  cycle::Snapshot snapshot;
  snapshot.cycle.id.value = "W2026-39";
  snapshot.cycle.number = "2026年第39周调度会";
  snapshot.cycle.held_on = date_of(2026, 9, 21);
  snapshot.day = date_of(2026, 9, 21);
  snapshot.month = Month(2026, 8);
  snapshot.frozen_at = *parse_instant("2026-09-21T00:00:00.000000Z");
  snapshot.program_version = "test";
  snapshot.units = {unit_of("D00", "云汀区", unit::UnitKind::district, 0, "", "C00"),
                    unit_of("U02", "交通局", unit::UnitKind::department, 2, "部门", "D00"),
                    unit_of("U01", "住建局", unit::UnitKind::department, 1, "部门", "D00")};
  add_project(snapshot, "A", "U01", 110);
  add_project(snapshot, "B", "U02", 80);
  add_project(snapshot, "C", "U02", 20);
  add_project(snapshot, "D", "U01", std::nullopt);
  snapshot.matters = {matter_of("1", "U02", date_of(2026, 9, 10)), matter_of("2", "U01", date_of(2026, 9, 18)),
                      matter_of("3", "U01", date_of(2026, 9, 21))};
  snapshot.last_agenda = {{{"W2026-38"}, 1, "新增事项", "事项2", Id<matter::Matter>{"2"}, "住建局"}};
  snapshot.agenda = {{{"W2026-39"}, 1, "上次事项", "事项2", Id<matter::Matter>{"2"}, "住建局"},
                     {{"W2026-39"}, 2, "新增事项", "事项3", Id<matter::Matter>{"3"}, "住建局"}};
  const auto rules =
      *light::parse_rule_set(testing::read_whole(testing::source_path("examples/district/rule.toml")), "rule.toml");
  const lights::Board board(rules, snapshot.portfolio, snapshot.month, snapshot.day);
  snapshot.lights = cycle::freeze_lights(board, lights::ShownLights(board, notes));
  snapshot.styles = cycle::freeze_styles(rules);
  snapshot.rule_title = rules.title;
  snapshot.rule_version = rules.version;
  snapshot.previous = {"W2026-38", "", {{"A", "green"}, {"B", "yellow"}, {"C", "green"}, {"D", "green"}}, {}, {}};
  return snapshot;
}

PaperSources sources() {
  return {testing::read_whole(testing::source_path("data/template/notice.md")), testing::page_of_sources()};
}

TEST(PackFactsTest, begins_with_last_times_items_and_names_them_once) {
  const PackFacts facts = pack_facts(sample());
  ASSERT_EQ(facts.agenda.size(), 2U);
  EXPECT_EQ(facts.agenda[0].kind, "上次事项");
  EXPECT_EQ(facts.agenda[0].text, "事项2");
  EXPECT_EQ(facts.agenda[1].text, "事项3");
}

TEST(PackFactsTest, says_what_changed_who_is_missing_and_what_is_overdue_in_official_order) {
  const cycle::Snapshot snapshot = sample();
  const PackFacts facts = pack_facts(snapshot);
  ASSERT_EQ(facts.changes.size(), 2U);
  EXPECT_EQ(facts.changes[0].project->id.value, "C");  // the worst first
  EXPECT_EQ(facts.changes[0].after, "red");
  EXPECT_EQ(facts.changes[1].after, "white");
  ASSERT_EQ(facts.missing.size(), 1U);
  EXPECT_EQ(facts.missing[0].unit.value, "U01");
  ASSERT_EQ(facts.overdue.size(), 2U);
  EXPECT_EQ(facts.overdue[0].unit.value, "U01");  // first in official order, though overdue by less
  EXPECT_EQ(facts.overdue[0].matters[0].overdue_days, 3);
  EXPECT_EQ(facts.overdue[1].matters[0].overdue_days, 11);
  ASSERT_EQ(facts.red.size(), 1U);
}

TEST(HandSetTest, is_what_counts_and_is_told_with_who_and_why) {
  const cycle::Snapshot snapshot = sample({set_by_hand("C", "green")});
  const auto* light = snapshot.find_light("C");
  EXPECT_EQ(light->light, "green");
  EXPECT_EQ(light->computed(), "red");
  const PackFacts facts = pack_facts(snapshot);
  EXPECT_TRUE(facts.red.empty());
  ASSERT_EQ(facts.changes.size(), 1U);  // C was green before, and is shown so
  EXPECT_EQ(facts.changes[0].project->id.value, "D");
  const std::string told = hand_sentence(snapshot, *light);
  for (const char* part : {"人工定灯为绿灯", "陆林", "9月25日", "专项资金到账", "按规则为红灯"})
    EXPECT_NE(told.find(part), std::string::npos) << told;
  EXPECT_EQ(reason_of(snapshot, *light), told + light->sentences.front());
  const auto page = make_page(snapshot, facts, {"digest", "test"});
  EXPECT_EQ(page.chart.rows[2].light_mark, "人工定灯");
  EXPECT_EQ(page.chart.rows[2].explanation.front(), told);
  EXPECT_EQ(page.chart.rows[1].light_mark, "");
}

TEST(HandSetTest, stands_on_every_paper) {
  const cycle::Snapshot by_hand = sample({set_by_hand("A", "red")});
  const auto papers_of = [](const cycle::Snapshot& snapshot) { return *render_pack(snapshot, "digest", sources()); };
  const auto marked = papers_of(by_hand);
  const auto plain = papers_of(sample());
  ASSERT_EQ(marked.size(), plain.size());
  for (std::size_t i = 0; i < marked.size(); ++i) EXPECT_NE(marked[i].bytes, plain[i].bytes) << marked[i].file;
  const auto notice = make_notice(by_hand, pack_facts(by_hand), {"digest", "test"}, sources().notice_template);
  ASSERT_TRUE(notice);
  EXPECT_NE(notice->text.text.find("专项资金到账"), std::string::npos);
  const PackFacts facts = pack_facts(by_hand);
  int told = 0;
  for (const auto& sheet : make_sheets(by_hand, make_page(by_hand, facts, {"digest", "test"})).sheets)
    for (const auto& row : sheet.rows)
      for (const auto& cell : row)
        if (const auto* text = std::get_if<std::string>(&cell.value)) told += *text == "红灯（人工定灯）" ? 1 : 0;
  EXPECT_EQ(told, 1);
  for (const auto& paper : marked)
    if (paper.file.ends_with(".svg")) {
      EXPECT_NE(paper.bytes.find("红灯※"), std::string::npos);
      EXPECT_NE(paper.bytes.find("※人工定灯"), std::string::npos);
    }
}

TEST(HandSetTest, a_comparison_says_it_of_both_sides) {
  const cycle::Snapshot now = sample();
  const cycle::Snapshot before = sample({set_by_hand("C", "green")});
  const Comparison comparison = compare(now, &before);
  ASSERT_EQ(comparison.lights.size(), 1U);  // red again, as soon as nobody says otherwise
  JsonWriter json;
  write_light_move(json, now, comparison.lights[0]);
  const std::string told = json.take();
  EXPECT_NE(told.find(R"("before_by_hand":{"note":1,"set_by":"陆林","reason":"专项资金到账")"), std::string::npos)
      << told;
  EXPECT_NE(told.find(R"("by_hand":null)"), std::string::npos) << told;
}

TEST(PackFactsTest, an_adjusted_target_stands_on_the_papers_with_its_number) {
  cycle::Snapshot snapshot = sample();
  indicator::Indicator indicator;
  indicator.id.value = "I01";
  indicator.name = "规模以上工业总产值";
  indicator.unit_of_measure = "亿元";
  snapshot.indicators.indicators = {indicator};
  indicator::Target target;
  target.indicator = indicator.id;
  target.unit.value = "U01";
  target.year = 2026;
  target.level = "680";
  target.growth = "≥6%";
  snapshot.indicators.targets = {target};
  EXPECT_TRUE(pack_facts(snapshot).adjusted.empty()) << "the snapshot before remembers no targets";
  snapshot.previous.targets = cycle::remember(snapshot, "").targets;
  EXPECT_TRUE(pack_facts(snapshot).adjusted.empty());
  const auto plain = make_notice(snapshot, pack_facts(snapshot), {"digest", "test"}, sources().notice_template);
  ASSERT_TRUE(plain);
  EXPECT_THAT(plain->text.text, ::testing::Not(::testing::HasSubstr("目标调整")));
  snapshot.indicators.targets[0].level = "700";
  snapshot.indicators.targets[0].adjustment_number = "云政办〔2026〕31号";
  PackFacts facts = pack_facts(snapshot);
  ASSERT_EQ(facts.adjusted.size(), 1U);
  const auto notice = make_notice(snapshot, facts, {"digest", "test"}, sources().notice_template);
  ASSERT_TRUE(notice) << notice.error().problems.front().code << notice.error().problems.front().place;
  EXPECT_THAT(
      notice->text.text,
      ::testing::HasSubstr("住建局规模以上工业总产值由680亿元，增长≥6%调整为700亿元，增长≥6%（云政办〔2026〕31号）"));
  const auto page = make_page(snapshot, facts, {"digest", "test"});
  ASSERT_EQ(page.sections[1].blocks.size(), 2U);
  EXPECT_EQ(std::get<wallchart::DataTable>(page.sections[1].blocks[1]).rows[0].cells[4].text, "云政办〔2026〕31号");
  ASSERT_TRUE(render_pack(snapshot, "digest", sources()));
  snapshot.indicators.targets[0].adjustment_number.clear();  // a workbook brought it
  EXPECT_EQ(adjustment_text(pack_facts(snapshot).adjusted.at(0)), "未附文号");
  const std::string json = cycle::to_json(snapshot);
  EXPECT_EQ(cycle::to_json(*cycle::snapshot_from_json(json)), json);
}

TEST(PackFactsTest, adds_sectors_up) {
  const PackFacts facts = pack_facts(sample());
  const SectorSum& all = facts.sectors.back();
  EXPECT_EQ(all.projects, 4);
  EXPECT_EQ(all.year_plan, ten_thousand(4800));
  EXPECT_EQ(all.plan, ten_thousand(3200));
  EXPECT_EQ(all.actual, ten_thousand(8 * (110 + 80 + 20)));
}

TEST(PackTest, the_same_snapshot_gives_the_same_bytes) {
  const auto first = render_pack(sample(), "digest", sources());
  const auto second = render_pack(sample(), "digest", sources());
  ASSERT_TRUE(first) << first.error().problems.front().code << first.error().problems.front().place;
  ASSERT_TRUE(second);
  ASSERT_EQ(first->size(), second->size());
  ASSERT_GE(first->size(), 4U);
  for (std::size_t i = 0; i < first->size(); ++i)
    EXPECT_TRUE((*first)[i].bytes == (*second)[i].bytes) << (*first)[i].name;
}

TEST(PackTest, the_notice_says_what_the_figures_say) {
  const cycle::Snapshot snapshot = sample();
  const auto notice = make_notice(snapshot, pack_facts(snapshot), {"digest", "test"}, sources().notice_template);
  ASSERT_TRUE(notice) << notice.error().problems.front().code << notice.error().problems.front().place;
  EXPECT_THAT(notice->text.text,
              ::testing::HasSubstr("全区4个重点项目完成投资0.17亿元，占年度计划的35.0%，落后序时进度31.7个百分点"));
  EXPECT_THAT(notice->text.text, ::testing::HasSubstr("在办事项3件，其中超期2件，涉及2家单位"));
  // Every number in the text knows the fact it came from.
  for (const auto& use : notice->text.uses) EXPECT_FALSE(use.fact.empty());
}

TEST(SnapshotTest, reads_back_as_it_was_written) {
  const std::string json = cycle::to_json(sample());
  const auto again = cycle::snapshot_from_json(json);
  ASSERT_TRUE(again);
  EXPECT_EQ(cycle::to_json(*again), json);
  EXPECT_EQ(cycle::snapshot_from_json("{}").error().problems.front().code, "cycle.not_a_snapshot");
}

}  // namespace
}  // namespace guatu::bulletin

// SPDX-License-Identifier: Apache-2.0
#include "feature/wallchart/portfolio.hpp"

#include <gtest/gtest.h>

#include "engine/light/rule_toml.hpp"
#include "feature/light/shown_light.hpp"

namespace guatu::wallchart {
namespace {

constexpr const char* kRule = R"toml(
name = "plain"
version = "1"
title = "试"
place = "试"
year = 2026
scope = "project"
source = "invented"
severity = ["red", "white", "green", "blue", "grey"]
[[light]]
code = "green"
word = "绿灯"
shape = "circle"
colour = "#1b7f3b"
[[light]]
code = "red"
word = "红灯"
shape = "square"
colour = "#b3261e"
[[light]]
code = "white"
word = "白灯"
shape = "ring"
colour = "#6b7785"
[[light]]
code = "blue"
word = "蓝灯"
shape = "check"
colour = "#1f5fa8"
[[light]]
code = "grey"
word = "灰灯"
shape = "dash"
colour = "#8a8a8a"
[states]
good = "green"
unruled = "grey"
not_applicable = "grey"
not_reported = "white"
done = "blue"
[[metric]]
name = "progress"
word = "投资进度"
kind = "progress_behind"
trajectory = "plan"
unit = "points"
[[metric.clause]]
interval = "(-inf,0]"
light = "green"
source = "x"
[[metric.clause]]
interval = "(0,inf)"
light = "red"
source = "x"
)toml";

Money yuan(std::int64_t amount) { return Money::of_fen(amount * 100); }

project::Project project_of(const char* id, const char* unit) {
  project::Project project;
  project.id.value = project.name = id;
  project.stage = project::Stage::continuing;
  project.responsible = Id<unit::Unit>{unit};
  return project;
}

project::ProjectYear year_of_project(const char* id, std::int64_t plan, std::optional<std::int64_t> actual) {
  project::ProjectYear year;
  year.project.value = id;
  year.year = 2026;
  year.year_plan = yuan(plan);
  year.plan[7] = yuan(plan / 2);
  year.plan[10] = yuan(plan - plan / 2);
  if (actual) year.actual[7] = yuan(*actual);
  return year;
}

class PortfolioTest : public ::testing::Test {
 protected:
  PortfolioTest() : rules_(*light::parse_rule_set(kRule, "plain")) {
    portfolio_.projects = {project_of("A", "U2"), project_of("B", "U1"), project_of("C", "U1"), project_of("D", "U3")};
    portfolio_.projects[0].started_on_site = kDay;
    portfolio_.projects[0].planned_start = kDay;
    portfolio_.projects[1].planned_start = kDay;
    portfolio_.projects[1].planned_finish = kDay;
    portfolio_.projects[2].planned_start = kDay + std::chrono::days(1);
    portfolio_.projects[3].stage = project::Stage::completed;
    portfolio_.projects[3].planned_finish = kDay;
    portfolio_.years = {year_of_project("A", 100, 50), year_of_project("B", 300, 100), year_of_project("C", 100, {})};
    portfolio_.milestones.resize(3);
    for (auto& milestone : portfolio_.milestones) milestone.project.value = "A";
    portfolio_.milestones[0].name = "封顶";
    portfolio_.milestones[0].baseline = kDay - std::chrono::days(9);
    portfolio_.milestones[0].entered = kDay;
    portfolio_.milestones[1].baseline = kDay;
    portfolio_.milestones[1].actual = kDay;
    portfolio_.milestones[2].baseline = kDay + std::chrono::days(1);
    for (const char* id : {"U1", "U2", "U3", "U4"}) {
      units_.emplace_back();
      units_.back().id.value = units_.back().name = id;
    }
  }
  lights::Board board() const { return {rules_, portfolio_, Month(2026, 8), kDay}; }

  const Date kDay = date_of(2026, 9, 21);
  light::RuleSet rules_;
  lights::Portfolio portfolio_;
  std::vector<unit::Unit> units_;
};

TEST_F(PortfolioTest, what_is_not_reported_is_counted_and_is_no_zero) {
  const auto shown = board();
  const Standing first = standing_of(shown, shown.rows()[0]);
  EXPECT_EQ(first.done, Ratio(1, 2));
  EXPECT_EQ(first.expected, Ratio(1, 2));
  const Standing third = standing_of(shown, shown.rows()[2]);
  EXPECT_EQ(third.invested, std::nullopt);
  EXPECT_EQ(third.done, std::nullopt);
  EXPECT_EQ(standing_of(shown, shown.rows()[3]).plan, std::nullopt);
  const Sums sums = sums_of(shown);
  EXPECT_EQ(sums.projects, 4);
  EXPECT_EQ(sums.plan, yuan(500));
  EXPECT_EQ(sums.expected, yuan(250));
  EXPECT_EQ(sums.invested, yuan(150));
  EXPECT_EQ(sums.not_reported, 1);
  EXPECT_EQ(sums.started, 1);
  EXPECT_EQ(sums.due_to_start, 2);
}

TEST_F(PortfolioTest, tells_what_is_due_on_the_day_and_not_reached) {
  const auto shown = board();
  std::string dues;
  for (const Due& due : due_on_day(shown, portfolio_.milestones)) dues += due.project->id.value + ":" + due.what + " ";
  EXPECT_EQ(dues, "B:开工 B:竣工 A:封顶 ");
}

TEST_F(PortfolioTest, leaders_stand_in_their_official_order) {
  const char* names[] = {"未登记", "副区长", "区长", "副区长"};
  for (std::size_t i = 0; i < 4; ++i) portfolio_.projects[i].contact_leader = names[i];
  const auto person = [](const char* unit, const char* name, std::int64_t sequence) {
    unit::Person one;
    one.unit.value = unit;
    one.name = name;
    one.id = unit::person_id(one.unit, name);
    one.sequence = sequence;
    return one;
  };
  std::swap(units_[0], units_[1]);  // U2 stands before U1
  // People come by the code of their unit. The chief has a namesake further down, who moves him nowhere.
  const std::vector<unit::Person> people = {person("U1", "区长", 9), person("U1", "副区长", 1),
                                            person("U2", "区长", 5)};
  EXPECT_EQ(leaders_in_order(board(), units_, people), (std::vector<std::string_view>{"区长", "副区长", "未登记"}));
  portfolio_.projects[0].contact_leader = "";
  EXPECT_EQ(leaders_in_order(board(), units_, {}), (std::vector<std::string_view>{"副区长", "区长"}));
}

TEST_F(PortfolioTest, ranks_units_by_their_figures) {
  for (const UnitSum& sum : unit_sums(board(), units_)) EXPECT_EQ(sum.rank, std::nullopt);
  const auto in_ranks = [&] {
    std::string text;
    for (const UnitSum& sum : ranked(unit_sums(board(), units_)))
      text +=
          (sum.rank ? std::to_string(*sum.rank) : "-") + sum.unit.id.value + "/" + std::to_string(sum.projects) + " ";
    return text;
  };
  EXPECT_EQ(in_ranks(), "1U2/1 2U1/2 -U3/1 ");
  portfolio_.years[1].actual[7] = yuan(200);  // 200 of 400 as 50 of 100
  EXPECT_EQ(in_ranks(), "1U1/2 1U2/1 -U3/1 ");
}

TEST_F(PortfolioTest, the_curve_ends_with_the_month_that_is_compared) {
  const auto curve = curve_of(board());
  ASSERT_EQ(curve.size(), 12U);
  EXPECT_EQ(curve[6].actual, yuan(0));
  EXPECT_EQ(curve[7].plan, yuan(250));
  EXPECT_EQ(curve[7].actual, yuan(150));
  EXPECT_EQ(curve[8].actual, std::nullopt);
  EXPECT_EQ(curve[11].plan, yuan(500));
}

TEST_F(PortfolioTest, a_light_set_by_hand_is_shown_until_its_last_day) {
  project::ProjectNote note;
  note.project.value = "B";
  note.light = "green";
  note.first = kDay;
  note.last = kDay;
  std::vector<project::ProjectNote> notes{note};
  const auto shown_on = [&](Date day) {
    const lights::Board on_day(rules_, portfolio_, Month(2026, 8), day);
    const lights::ShownLights shown(on_day, notes);
    return rules_.lights[shown.of(on_day.rows()[1]).light].code;
  };
  EXPECT_EQ(shown_on(kDay - std::chrono::days(1)), "red");
  EXPECT_EQ(shown_on(kDay), "green");
  EXPECT_EQ(shown_on(kDay + std::chrono::days(1)), "red");
  notes[0].ended_on = kDay;
  EXPECT_EQ(shown_on(kDay), "red");
  notes[0].ended_on.reset();
  notes[0].light = "purple";  // of another rule set
  EXPECT_EQ(shown_on(kDay), "red");
  notes[0].light = "green";
  notes.push_back(notes[0]);
  notes[1].light = "blue";
  EXPECT_EQ(shown_on(kDay), "blue");  // the last one counts
}

}  // namespace
}  // namespace guatu::wallchart

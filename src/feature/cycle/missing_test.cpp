// SPDX-License-Identifier: Apache-2.0
#include "feature/cycle/missing.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace guatu::cycle {
namespace {

using std::chrono::days;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

const Date kToday = date_of(2026, 9, 21);
const Date kSince = date_of(2026, 9, 14);

struct World {
  std::vector<unit::Unit> units;
  std::vector<unit::Person> people;
  lights::Portfolio portfolio;
  std::vector<matter::Matter> matters;
  std::vector<EstimateAsked> estimates;

  World() {
    for (const char* id : {"U02", "U01"}) {  // the official order
      unit::Unit unit;
      unit.id.value = unit.name = id;
      units.push_back(unit);
    }
  }
  project::ProjectYear& add_project(const char* id, const char* unit) {
    project::Project project;
    project.id.value = id;
    project.name = std::string("项目") + id;
    if (*unit != '\0') project.responsible = Id<unit::Unit>{unit};
    portfolio.projects.push_back(project);
    project::ProjectYear year;
    year.project = project.id;
    year.year = 2026;
    year.plan.fill(Money::of_fen(100));
    portfolio.years.push_back(year);
    return portfolio.years.back();
  }
  matter::Matter& add_matter(const char* id, Date assigned, std::optional<Date> reported) {
    matter::Matter matter;
    matter.id.value = id;
    matter.text = std::string("事项") + id;
    matter.lead = Id<unit::Unit>{"U01"};
    matter.state = matter::State::working;
    matter.assigned_on = assigned;
    matter.reported_on = reported;
    matters.push_back(matter);
    return matters.back();
  }
  MissingReports missing() const {
    return find_missing_reports({units, people, portfolio, matters, estimates}, {Month(2026, 8), kSince, kToday});
  }
  std::vector<std::string> told() const {
    std::vector<std::string> lines;
    for (const auto& unit : missing().units)
      for (const auto& owed : unit.items)
        lines.push_back(unit.unit.value + " " + std::string(code_of(owed.kind)) + " " + owed.id);
    return lines;
  }
};

TEST(MissingTest, a_month_that_was_planned_and_not_reported_is_owed) {
  World world;
  world.add_project("A", "U01");
  world.add_project("B", "U02").actual[7] = Money();           // zero is a report
  world.add_project("C", "U02").plan.fill(std::nullopt);       // nothing was planned
  world.add_project("D", "U02").actual[6] = Money::of_fen(1);  // July is not August
  world.add_project("E", "");
  EXPECT_THAT(world.told(), ElementsAre("U02 project_month D", "U01 project_month A", " project_month E"));
  const auto missing = world.missing();
  EXPECT_THAT(missing.asked, ElementsAre("", "U01", "U02"));
  EXPECT_EQ(missing.units.back().name, "未明确责任单位");
}

TEST(MissingTest, parts_and_projects_that_were_moved_out_owe_nothing) {
  World world;
  world.add_project("A", "U01");
  world.add_project("B", "U01");
  world.portfolio.projects[1].parent = Id<project::Project>{"A"};
  world.add_project("C", "U01");
  project::Adjustment out;
  out.project.value = "C";
  out.kind = project::AdjustmentKind::moved_out;
  out.approved_on = kToday;
  world.portfolio.adjustments.push_back(out);
  EXPECT_THAT(world.told(), ElementsAre("U01 project_month A"));
}

TEST(MissingTest, nobody_is_chased_for_a_project_that_is_finished_or_stopped) {
  World world;
  for (const auto& stage : project::kStages) {
    world.add_project(std::string(stage.code).c_str(), "U01");
    world.portfolio.projects.back().stage = stage.value;
  }
  EXPECT_THAT(world.told(),
              ElementsAre("U01 project_month idea", "U01 project_month reserve", "U01 project_month preparation",
                          "U01 project_month starting", "U01 project_month continuing"));
  World stopped;
  stopped.add_project("A", "U01");
  stopped.portfolio.projects.back().stage = project::Stage::stopped;
  EXPECT_TRUE(stopped.missing().asked.empty()) << "nobody was asked, so nobody is counted as having answered";
}

TEST(MissingTest, a_matter_that_was_not_heard_of_since_the_last_meeting_owes_feedback) {
  World world;
  world.add_matter("silent", kSince - days(1), std::nullopt);
  world.add_matter("told", kSince - days(30), kSince);
  world.add_matter("told long ago", kSince - days(30), kSince - days(1)).due = kToday - days(4);
  world.add_matter("new", kSince, std::nullopt);
  world.add_matter("being verified", kSince - days(9), std::nullopt).state = matter::State::verifying;
  world.add_matter("not assigned", kSince - days(9), std::nullopt).state = matter::State::registered;
  world.add_matter("suspended", kSince - days(9), std::nullopt).side_state = "中止";
  EXPECT_THAT(world.told(), ElementsAre("U01 matter_feedback silent", "U01 matter_feedback told long ago"));
  EXPECT_EQ(world.missing().units.front().items[1].overdue_days, 4);
}

TEST(MissingTest, an_estimate_is_owed_until_it_is_given) {
  World world;
  world.estimates = {{{"U01"}, "I1", "规上工业", Month(2026, 9), false},
                     {{"U02"}, "I1", "规上工业", Month(2026, 9), true}};
  EXPECT_THAT(world.told(), ElementsAre("U01 indicator_estimate I1"));
  EXPECT_EQ(world.missing().asked.size(), 2U);
}

TEST(MissingTest, units_with_a_target_are_asked_for_estimates) {
  World world;
  world.units[0].group = "部门";  // U02; U01 is compared with nobody
  std::vector<indicator::Indicator> indicators(2);
  indicators[0].id.value = "I1";
  indicators[1].id.value = "I2";
  indicators[1].frequency = indicator::Frequency::quarterly;
  std::vector<indicator::Target> targets;
  for (const char* one : {"I1", "I2", "I3"})
    for (const char* unit : {"U01", "U02"}) {
      indicator::Target target;
      target.indicator.value = one;
      target.unit.value = unit;
      target.year = 2026;
      targets.push_back(target);
    }
  indicator::Estimate estimate;
  estimate.indicator.value = "I1";
  estimate.unit.value = "U02";
  estimate.month = Month(2026, 8);
  estimate.growth = Decimal(51, 1);
  const auto asked = [&](Month month) {
    std::vector<std::string> told;
    for (const auto& one : estimates_asked({world.units, indicators, targets, {estimate}}, month))
      told.push_back(one.unit.value + " " + one.indicator + (one.is_given ? " given" : ""));
    return told;
  };
  EXPECT_THAT(asked(Month(2026, 8)), ElementsAre("U02 I1 given"));
  EXPECT_THAT(asked(Month(2026, 9)), ElementsAre("U02 I1", "U02 I2"));
  EXPECT_THAT(asked(Month(2027, 9)), ElementsAre());
}

TEST(MissingTest, the_contact_is_the_first_one_in_office) {
  World world;
  world.add_project("A", "U01");
  const auto add = [&](const char* name, const char* role, std::int64_t sequence, std::optional<Date> until) {
    unit::Person person;
    person.unit.value = "U01";
    person.name = name;
    person.role = role;
    person.sequence = sequence;
    person.valid_until = until;
    world.people.push_back(person);
  };
  add("局长", "主要负责人", 1, std::nullopt);
  add("前任", "联络员", 2, kToday - days(1));
  add("副手", "联络员", 4, std::nullopt);
  add("联络员", "联络员", 3, kToday);
  EXPECT_EQ(world.missing().units.front().contact->name, "联络员");
}

TEST(MissingTest, a_reminder_says_what_until_when_and_names_all_of_it) {
  World world;
  world.add_project("A", "U01");
  world.add_matter("7", kSince - days(9), std::nullopt).due = kToday - days(2);
  Cycle cycle;
  cycle.number = "2026年第39周调度会";
  cycle.planned_on = kToday;
  cycle.cut_off = kToday - days(1);
  const auto missing = world.missing();
  EXPECT_EQ(reminder_to(cycle, missing.units.front()),
            "U01：2026年第39周调度会定于9月21日召开，请9月20日前报送以下 2 项：\n"
            "1. 项目“项目A”8月完成投资额和形象进度\n"
            "2. 事项“事项7”（7）办理进展，已超期 2 天\n"
            "未报不等于零，逾期报送的计入下一期。");
  EXPECT_EQ(reminder_to_all(cycle, missing.units),
            "2026年第39周调度会定于9月21日召开，请9月20日前报送。尚未报齐的单位 1 个：\n"
            "1. U01，项目月报 1 项，事项反馈 1 项");
  EXPECT_EQ(reminder_to_all(cycle, {}), "");
}

TEST(MissingTest, a_long_reminder_counts_the_rest) {
  World world;
  const std::vector<std::string> ids(31, "A");
  for (const auto& id : ids) world.add_project(id.c_str(), "U01");
  EXPECT_THAT(reminder_to(Cycle{}, world.missing().units.front()), HasSubstr("……其余 1 项见系统。"));
}

TEST(MissingTest, each_reminder_is_made_once_while_the_cycle_is_open) {
  Cycle cycle;
  cycle.state = CycleState::collecting;
  cycle.cut_off = kToday;
  const Date from = kToday - days(2);
  using Kind = ReminderKind;
  EXPECT_EQ(reminder_due(cycle, from, {}, from - days(1)), std::nullopt);
  EXPECT_EQ(reminder_due(cycle, from, {}, from), Kind::before_cut_off);
  EXPECT_EQ(reminder_due(cycle, from, {}, kToday), Kind::before_cut_off);
  EXPECT_EQ(reminder_due(cycle, from, {Kind::before_cut_off}, kToday), std::nullopt);
  EXPECT_EQ(reminder_due(cycle, from, {Kind::before_cut_off}, kToday + days(1)), Kind::after_cut_off);
  EXPECT_EQ(reminder_due(cycle, from, {Kind::after_cut_off}, kToday + days(1)), std::nullopt);
  EXPECT_EQ(reminder_due(cycle, std::nullopt, {}, kToday), std::nullopt);
  cycle.state = CycleState::planned;
  EXPECT_EQ(reminder_due(cycle, from, {}, kToday), std::nullopt);
  cycle.state = CycleState::frozen;
  EXPECT_EQ(reminder_due(cycle, from, {}, kToday + days(1)), std::nullopt);
}

}  // namespace
}  // namespace guatu::cycle

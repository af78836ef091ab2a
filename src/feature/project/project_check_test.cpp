// SPDX-License-Identifier: Apache-2.0
#include "feature/project/project_check.hpp"

#include <gtest/gtest.h>

#include "feature/project/project_cell.hpp"

namespace guatu::project {
namespace {

Money yuan(std::int64_t amount) { return Money::of_fen(amount * 100); }

Project sound_project() {
  Project project;
  project.id.value = "P-001";
  project.name = "机床二期";
  project.national_code = "2301-640102-04-01-123456";
  project.responsible = Id<unit::Unit>{"U18"};
  project.total_investment = yuan(1);
  project.planned_start = date_of(2026, 1, 1);
  project.planned_finish = date_of(2026, 1, 1);
  project.started_on_site = date_of(2026, 9, 21);
  return project;
}

Surroundings surroundings() {
  Surroundings around;
  around.units.resize(1);
  around.units[0].id.value = "U18";
  around.today = date_of(2026, 9, 21);
  return around;
}

std::string codes(const Result<void>& result) {
  std::string codes;
  if (!result)
    for (const auto& problem : result.error().problems) codes += problem.place + ":" + problem.code + " ";
  return codes;
}

TEST(ProjectCheckTest, accepts) {
  EXPECT_EQ(codes(check_project(sound_project(), surroundings())), "");
  Project part = sound_project();
  part.parent = Id<Project>{"P-000"};
  Surroundings around = surroundings();
  around.parent = Project{};
  EXPECT_EQ(codes(check_project(part, around)), "");
}

TEST(ProjectCheckTest, refuses) {
  struct Row {
    const char* codes;
    void (*change)(Project&, Surroundings&);
  };
  const Row rows[] = {
      {"id:project.bad_id ", [](Project& project, Surroundings&) { project.id.value = ""; }},
      {"id:project.bad_id ", [](Project& project, Surroundings&) { project.id.value = "P/1"; }},
      {"id:project.bad_id ", [](Project& project, Surroundings&) { project.id.value = std::string(41, 'P'); }},
      {"national_code:project.bad_national_code ",
       [](Project& project, Surroundings&) { project.national_code = "1"; }},
      {"total_investment:project.negative_money ",
       [](Project& project, Surroundings&) { project.total_investment = yuan(-1); }},
      {"invested_before:project.negative_money ",
       [](Project& project, Surroundings&) { project.invested_before = yuan(-1); }},
      {"responsible:project.no_such_unit ", [](Project&, Surroundings& around) { around.units.clear(); }},
      {"department:project.no_such_unit ",
       [](Project& project, Surroundings&) { project.department = Id<unit::Unit>{"U99"}; }},
      {"planned_finish:project.dates_reversed ",
       [](Project& project, Surroundings&) { project.planned_finish = date_of(2025, 12, 31); }},
      {"started_on_site:project.date_ahead ",
       [](Project& project, Surroundings&) { project.started_on_site = date_of(2026, 9, 22); }},
      {"started_statistically:project.date_ahead ",
       [](Project& project, Surroundings&) { project.started_statistically = date_of(2026, 9, 22); }},
      {"parent:project.no_such_parent ", [](Project& project, Surroundings&) { project.parent = Id<Project>{"P-0"}; }},
      {"parent:project.parent_circle ",
       [](Project& project, Surroundings& around) { project.parent = project.id, around.parent = project; }},
      {"parent:project.parent_circle ",
       [](Project& project, Surroundings& around) {
         project.parent = Id<Project>{"P-0"};
         around.parent = Project{};
         around.parent->parent = Id<Project>{"P-00"};
       }},
      {"parent:project.parent_circle ",
       [](Project& project, Surroundings& around) {
         project.parent = Id<Project>{"P-0"};
         around.parent = Project{};
         around.parts = 1;
       }},
  };
  for (const Row& row : rows) {
    Project project = sound_project();
    Surroundings around = surroundings();
    row.change(project, around);
    EXPECT_EQ(codes(check_project(project, around)), row.codes);
  }
}

TEST(StageMoveTest, refuses_the_same_stage_and_a_day_to_come) {
  Project project;
  project.stage = Stage::starting;
  const Date today = date_of(2026, 9, 21);
  EXPECT_EQ(codes(check_stage_move(project, Stage::continuing, today, today)), "");
  EXPECT_EQ(codes(check_stage_move(project, Stage::starting, today, today)), "stage:project.same_stage ");
  EXPECT_EQ(codes(check_stage_move(project, Stage::continuing, today + std::chrono::days(1), today)),
            "on:project.date_ahead ");
}

TEST(YearPlanTest, a_plan_that_was_given_out_changes_with_a_reason_only) {
  ProjectYear year;
  year.year = 2026;
  year.actual[0] = yuan(7);
  YearPlan plan;
  plan.plan.resize(12);
  plan.plan[1] = yuan(3);
  const auto first = planned(year, plan);
  ASSERT_TRUE(first);
  EXPECT_EQ(first->actual[0], yuan(7));
  EXPECT_EQ(first->plan[1], yuan(3));
  EXPECT_TRUE(planned(*first, plan));  // the same again
  plan.plan[1] = yuan(4);
  EXPECT_EQ(planned(*first, plan).error().problems.front().code, "project.plan_change_without_reason");
  plan.reason = "区委常委会调整";
  EXPECT_TRUE(planned(*first, plan));
  plan.plan[2] = yuan(-1);
  EXPECT_EQ(planned(*first, plan).error().problems.front().place, "plan[2]");
  plan.plan.resize(11);
  EXPECT_EQ(planned(*first, plan).error().problems.front().code, "project.twelve_months");
}

TEST(CellTest, accepts) {
  Project project;
  ProjectYear year;
  const CellPlace where{"rows[0]", "P-001"};
  const auto set = [&](const char* field, const char* text) {
    return set_cell(project, year, field, text, where).has_value();
  };
  EXPECT_TRUE(set("name", " 机床二期 "));
  EXPECT_TRUE(set("total_investment", "36,000,000.50"));
  EXPECT_TRUE(set("planned_start", "2026/3/1"));
  EXPECT_TRUE(set("planned_finish", "2026-12-31"));
  EXPECT_TRUE(set("responsible", "U18"));
  EXPECT_TRUE(set("plan_12", "5"));
  EXPECT_TRUE(set("year_plan", "9"));
  EXPECT_EQ(project.name, "机床二期");
  EXPECT_EQ(project.total_investment, Money::of_fen(3'600'000'050));
  EXPECT_EQ(project.planned_start, date_of(2026, 3, 1));
  EXPECT_EQ(year.plan[11], yuan(5));
  EXPECT_EQ(year.year_plan, yuan(9));
  EXPECT_TRUE(set("planned_start", ""));
  EXPECT_EQ(project.planned_start, std::nullopt);
  EXPECT_TRUE(set("responsible", " "));
  EXPECT_EQ(project.responsible, std::nullopt);
}

TEST(CellTest, refuses) {
  struct Row {
    const char* field;
    const char* text;
    const char* code;
  };
  const Row rows[] = {
      {"name", " ", "project.bad_cell"},
      {"planned_start", "三月", "project.bad_cell"},
      {"planned_start", "2026/2/30", "project.bad_cell"},
      {"planned_start", "3/1/2026", "project.bad_cell"},
      {"total_investment", "1.2亿", "project.bad_cell"},
      {"total_investment", "-1", "project.bad_cell"},
      {"total_investment", "0.001", "project.bad_cell"},
      {"plan_01", "x", "project.bad_cell"},
      {"plan_13", "1", "project.unknown_cell"},
      {"plan_1", "1", "project.unknown_cell"},
      {"stage", "completed", "project.unknown_cell"},
      {"id", "P-2", "project.unknown_cell"},
  };
  for (const Row& row : rows) {
    Project project;
    ProjectYear year;
    const auto set = set_cell(project, year, row.field, row.text, {"rows[3].values", "P-001"});
    ASSERT_FALSE(set) << row.field << " " << row.text;
    const Problem& problem = set.error().problems.front();
    EXPECT_EQ(problem.code, row.code);
    EXPECT_EQ(problem.place, "rows[3].values");
    EXPECT_EQ(problem.args.at("row"), "P-001");
    EXPECT_EQ(problem.args.at("field"), row.field);
    EXPECT_FALSE(problem.args.at("accepted").empty());
  }
}

}  // namespace
}  // namespace guatu::project

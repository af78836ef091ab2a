// SPDX-License-Identifier: Apache-2.0
// What a project must be (项目校验) before it is stored, and what a move between stages and a year's plan must say.
// Packages are one level deep: a part of a package has no parts. Refuses project.bad_id, .bad_national_code,
// .negative_money, .dates_reversed, .date_ahead, .no_such_unit, .no_such_parent, .parent_circle, .same_stage,
// .twelve_months, .plan_change_without_reason.
#pragma once

#include <vector>

#include "base/result.hpp"
#include "feature/project/project.hpp"

namespace guatu::project {

struct Surroundings {
  std::vector<unit::Unit> units;
  std::optional<Project> parent;  // the one it names, where it exists
  std::int64_t parts = 0;         // how many it has itself
  Date today{};
};

Result<void> check_project(const Project& project, const Surroundings& around);

// `on` is the day it happened.
Result<void> check_stage_move(const Project& project, Stage to, Date on, Date today);

struct YearPlan {
  std::optional<Money> year_plan;
  std::vector<std::optional<Money>> plan;  // by month
  std::string reason;
};
// The year with its plan replaced; what was reported stays.
Result<ProjectYear> planned(const ProjectYear& before, const YearPlan& plan);

}  // namespace guatu::project

// SPDX-License-Identifier: Apache-2.0
#include "feature/project/project_check.hpp"

#include <algorithm>

#include "base/code.hpp"
#include "base/text.hpp"

namespace guatu::project {
namespace {

constexpr std::size_t kIdCharactersMax = 40;

bool is_good_id(std::string_view id) {
  if (id.empty() || character_count(id) > kIdCharactersMax || trim(id) != id) return false;
  return id.find_first_of("/%?#\\ \t\r\n") == std::string_view::npos;
}

void check_money(std::string_view field, const std::optional<Money>& money, std::vector<Problem>& problems) {
  if (money && money->is_negative())
    problems.push_back({std::string(field), "project.negative_money", {{"value", format_yuan(*money)}}});
}

void check_unit(std::string_view field, const std::optional<Id<unit::Unit>>& id, const std::vector<unit::Unit>& units,
                std::vector<Problem>& problems) {
  if (id && std::ranges::find(units, *id, &unit::Unit::id) == units.end())
    problems.push_back({std::string(field), "project.no_such_unit", {{"value", id->value}}});
}

void check_not_ahead(std::string_view field, const std::optional<Date>& date, Date today,
                     std::vector<Problem>& problems) {
  if (date && *date > today)
    problems.push_back(
        {std::string(field), "project.date_ahead", {{"value", format_date(*date)}, {"today", format_date(today)}}});
}

void check_parent(const Project& project, const Surroundings& around, std::vector<Problem>& problems) {
  if (!project.parent) return;
  const std::string& value = project.parent->value;
  if (!around.parent)
    problems.push_back({"parent", "project.no_such_parent", {{"value", value}}});
  else if (*project.parent == project.id || around.parent->parent || around.parts > 0)
    problems.push_back({"parent", "project.parent_circle", {{"value", value}, {"project", project.id.value}}});
}

}  // namespace

Result<void> check_project(const Project& project, const Surroundings& around) {
  std::vector<Problem> problems;
  if (!is_good_id(project.id.value)) problems.push_back({"id", "project.bad_id", {{"value", project.id.value}}});
  if (!project.national_code.empty() && check_project_code(project.national_code) != CodeCheck::right)
    problems.push_back({"national_code", "project.bad_national_code", {{"value", project.national_code}}});
  check_parent(project, around, problems);
  check_money("total_investment", project.total_investment, problems);
  check_money("invested_before", project.invested_before, problems);
  check_unit("responsible", project.responsible, around.units, problems);
  check_unit("department", project.department, around.units, problems);
  if (project.planned_start && project.planned_finish && *project.planned_finish < *project.planned_start)
    problems.push_back(
        {"planned_finish",
         "project.dates_reversed",
         {{"start", format_date(*project.planned_start)}, {"finish", format_date(*project.planned_finish)}}});
  check_not_ahead("started_on_site", project.started_on_site, around.today, problems);
  check_not_ahead("started_statistically", project.started_statistically, around.today, problems);
  if (problems.empty()) return {};
  return refuse(Error{ErrorKind::invalid, std::move(problems)});
}

Result<void> check_stage_move(const Project& project, Stage to, Date on, Date today) {
  if (to == project.stage)
    return refuse(ErrorKind::conflict, "stage", "project.same_stage", {{"stage", std::string(chinese_of(to))}});
  if (on > today)
    return refuse(ErrorKind::invalid, "on", "project.date_ahead",
                  {{"value", format_date(on)}, {"today", format_date(today)}});
  return {};
}

Result<ProjectYear> planned(const ProjectYear& before, const YearPlan& plan) {
  std::vector<Problem> problems;
  if (plan.plan.size() != 12)
    problems.push_back({"plan", "project.twelve_months", {{"value", std::to_string(plan.plan.size())}}});
  check_money("year_plan", plan.year_plan, problems);
  for (std::size_t i = 0; i < plan.plan.size(); ++i)
    check_money("plan[" + std::to_string(i) + "]", plan.plan[i], problems);
  if (!problems.empty()) return refuse(Error{ErrorKind::invalid, std::move(problems)});
  ProjectYear year = before;
  year.year_plan = plan.year_plan;
  std::ranges::copy(plan.plan, year.plan.begin());
  const auto had_plan = [](const std::optional<Money>& month) { return month.has_value(); };
  const bool was_planned = before.year_plan || std::ranges::any_of(before.plan, had_plan);
  const bool differs = before.year_plan != year.year_plan || before.plan != year.plan;
  if (was_planned && differs && plan.reason.empty())
    return refuse(ErrorKind::invalid, "reason", "project.plan_change_without_reason",
                  {{"year", std::to_string(before.year)}});
  return year;
}

}  // namespace guatu::project

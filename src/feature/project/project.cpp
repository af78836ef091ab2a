// SPDX-License-Identifier: Apache-2.0
#include "feature/project/project.hpp"

#include <algorithm>
#include <set>

namespace guatu::project {

std::vector<Tie> ties_of(const Project& project) {
  std::vector<Tie> ties{
      {"contact", project.contact_leader}, {"project_lead", project.project_lead}, {"owner", project.owner}};
  if (project.responsible) ties.push_back({"responsible", project.responsible->value});
  if (project.department) ties.push_back({"assisting", project.department->value});
  return ties;
}

Money cumulative(const MonthlyMoney& months, int month) {
  Money sum;
  for (int i = 0; i < month; ++i) sum += months[static_cast<std::size_t>(i)].value_or(Money());
  return sum;
}

int last_reported_month(const MonthlyMoney& months, int until) {
  for (int month = until; month >= 1; --month)
    if (months[static_cast<std::size_t>(month - 1)]) return month;
  return 0;
}

bool is_reported(const ProjectYear& year, int month) {
  // The month itself must be there; an earlier gap is a joint figure (1—2月) or a project that began later.
  if (year.actual[static_cast<std::size_t>(month - 1)]) return true;
  // A month for which nothing is planned, before anything was ever reported, is not owed.
  return cumulative(year.plan, month).is_zero() && last_reported_month(year.actual, month) == 0;
}

ProjectCounts count_projects(const std::vector<Project>& projects) {
  std::set<std::string> packages;
  ProjectCounts counts;
  for (const auto& project : projects) {
    if (project.parent)
      ++counts.sub_projects, packages.insert(project.parent->value);
    else
      ++counts.entries;
  }
  counts.split = counts.entries - static_cast<std::int64_t>(packages.size()) + counts.sub_projects;
  return counts;
}

}  // namespace guatu::project

// SPDX-License-Identifier: Apache-2.0
#include "feature/wallchart/portfolio.hpp"

#include <algorithm>
#include <unordered_map>

#include "feature/project/month_report.hpp"

namespace guatu::wallchart {

using lights::Board;
using lights::ProjectLight;

Standing standing_of(const Board& board, const ProjectLight& row) {
  Standing standing;
  if (row.year == nullptr) return standing;
  const int month = board.month().number();
  if (project::last_reported_month(row.year->actual, month) > 0)
    standing.invested = project::cumulative(row.year->actual, month);
  standing.plan = row.year->year_plan.value_or(project::cumulative(row.year->plan, 12));
  const light::ProgressFacts progress = light::progress_of(board.facts(row), light::Trajectory::plan);
  standing.expected_money = Money::of_fen(progress.expected / progress.parts);
  if (standing.plan->is_zero()) return standing;
  if (standing.invested) standing.done = ratio_of(*standing.invested, *standing.plan);
  standing.expected = Ratio(progress.expected, int128{progress.parts} * standing.plan->fen());
  return standing;
}

std::vector<Due> due_on_day(const Board& board, const std::vector<project::Milestone>& milestones) {
  std::vector<Due> dues;
  for (const auto& row : board.rows()) {
    const project::Project& project = *row.project;
    if (project.planned_start == board.day() && !project.started_on_site)
      dues.push_back({&project, DueKind::start, std::string(chinese_of(DueKind::start))});
    if (project.planned_finish == board.day() && !project::is_finished(project.stage))
      dues.push_back({&project, DueKind::finish, std::string(chinese_of(DueKind::finish))});
  }
  for (const auto& milestone : milestones) {
    if (milestone.actual || milestone.due() != board.day()) continue;
    if (const ProjectLight* row = board.find(milestone.project))
      dues.push_back({row->project, DueKind::milestone, milestone.name});
  }
  return dues;
}

Sums sums_of(const Board& board) {
  Sums sums;
  const project::Reporting reporting;  // what was moved out is not on the board
  for (const auto& row : board.rows()) {
    const Standing standing = standing_of(board, row);
    ++sums.projects;
    sums.plan += standing.plan.value_or(Money());
    sums.expected += standing.expected_money;
    sums.invested += standing.invested.value_or(Money());
    if (row.year != nullptr && reporting.owes_month(*row.project, *row.year, board.month())) ++sums.not_reported;
    if (row.project->started_on_site && *row.project->started_on_site <= board.day()) ++sums.started;
    if (row.project->planned_start && *row.project->planned_start <= board.day()) ++sums.due_to_start;
  }
  return sums;
}

std::vector<UnitSum> unit_sums(const Board& board, const std::vector<unit::Unit>& units) {
  std::unordered_map<std::string_view, std::size_t> index;
  std::vector<UnitSum> all;
  for (const auto& one : units) {
    index[one.id.value] = all.size();
    all.push_back({std::nullopt, one, 0, {}, {}, std::nullopt});
  }
  for (const auto& row : board.rows()) {
    if (!row.project->responsible) continue;
    const auto found = index.find(row.project->responsible->value);
    if (found == index.end()) continue;
    const Standing standing = standing_of(board, row);
    UnitSum& sum = all[found->second];
    ++sum.projects;
    sum.plan += standing.plan.value_or(Money());
    sum.invested += standing.invested.value_or(Money());
  }
  std::erase_if(all, [](const UnitSum& sum) { return sum.projects == 0; });
  for (UnitSum& sum : all)
    if (!sum.plan.is_zero()) sum.completion = ratio_of(sum.invested, sum.plan);
  return all;
}

std::vector<UnitSum> ranked(std::vector<UnitSum> all) {
  std::ranges::stable_sort(all, [](const UnitSum& a, const UnitSum& b) {
    if (a.completion && b.completion) return *a.completion > *b.completion;
    return a.completion.has_value() && !b.completion.has_value();
  });
  for (std::size_t i = 0; i < all.size() && all[i].completion; ++i) {
    const bool is_tie = i > 0 && all[i].completion->percent(1) == all[i - 1].completion->percent(1);
    all[i].rank = is_tie ? all[i - 1].rank : static_cast<std::int64_t>(i) + 1;
  }
  return all;
}

std::vector<CurvePoint> curve_of(const Board& board) {
  std::vector<CurvePoint> curve;
  Money plan;
  Money actual;
  for (int number = 1; number <= 12; ++number) {
    const auto at = static_cast<std::size_t>(number - 1);
    for (const auto& row : board.rows()) {
      if (row.year == nullptr) continue;
      plan += row.year->plan[at].value_or(Money());
      actual += row.year->actual[at].value_or(Money());
    }
    const bool is_compared = number <= board.month().number();
    curve.push_back({Month(board.month().year(), number), plan, is_compared ? std::optional(actual) : std::nullopt});
  }
  return curve;
}

}  // namespace guatu::wallchart

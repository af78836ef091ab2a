// SPDX-License-Identifier: Apache-2.0
#include "feature/exchange/project_course_rows.hpp"

#include <algorithm>

#include "feature/project/milestone_change.hpp"

namespace guatu::exchange {
namespace {

std::string shown(const std::optional<Date>& date) { return date ? format_date(*date) : "—"; }

std::string title_of(const RowReader& row, std::string_view field) {
  const Field* found = row.context().mapping->layout->find(field);
  return found == nullptr || found->synonyms.empty() ? std::string(field) : found->synonyms.front();
}

project::CourseDays days_of(const Draft& draft, const std::string& project) {
  const auto found = draft.course_days.find(project);
  return found == draft.course_days.end() ? project::CourseDays{} : found->second;
}

project::ReportFacts facts_of(const RowReader& row, const Draft& draft, const project::ProjectYear& year) {
  project::ReportFacts facts;
  facts.today = local_date(row.context().now);
  facts.year.project = year.project;
  facts.year.year = year.year;
  if (const auto* stored = draft.project_years.find_stored(key_of(year))) facts.year = *stored;
  if (const auto* stored = draft.projects.find_stored(year.project.value)) {
    facts.project = *stored;
    facts.finished_on = days_of(draft, year.project.value).found_finished_on();
  } else {
    facts.project = *draft.projects.find(year.project.value);
    facts.finished_on = facts.today;  // it comes finished: what it did until then may be told
  }
  return facts;
}

}  // namespace

std::optional<std::size_t> slot_of(const Column& column) {
  if (!column.span) return std::nullopt;
  const bool is_joint = column.span->first == 1 && column.span->last == 2;
  if (column.span->first != column.span->last && !is_joint) return std::nullopt;
  return static_cast<std::size_t>(column.span->last - 1);
}

void check_months(const RowReader& row, const Draft& draft, project::ProjectYear& year) {
  const auto facts = facts_of(row, draft, year);
  const auto months = project::brought_months(draft.project_years.find_stored(key_of(year)), year);
  if (months.empty()) return;
  for (const auto& mapped : row.columns("actual")) {
    const auto slot = slot_of(*mapped.column);
    if (!slot) continue;
    for (const auto& month : months) {
      if (month.month.number() != static_cast<int>(*slot) + 1) continue;
      const auto checked = project::check_brought(facts, month);
      if (checked) continue;
      const bool says_nothing = month.after->is_zero() && checked.error().problems.front().code == "project.finished";
      if (says_nothing) year.actual[*slot] = month.before;
      row.report(*mapped.column, checked.error(), says_nothing ? Severity::doubtful : Severity::wrong);
    }
  }
}

void note_stage(const RowReader& row, const std::string& project) {
  if (const auto at = row.cell_of("stage"); at && row.has("stage") && row.context().stage_cells != nullptr)
    row.context().stage_cells->insert_or_assign(project, *at);
}

void check_milestone(const RowReader& row, Draft& draft, const project::Milestone& milestone) {
  const Date today = local_date(row.context().now);
  if (const auto checked = project::check_new_milestone(milestone, today); !checked)
    row.report("actual", checked.error());
  const auto* stored = draft.milestones.find_stored(key_of(milestone));
  if (stored == nullptr || stored->baseline == milestone.baseline) return;
  project::BaselineApproval approval{row.text("approval_number"), row.text("reason")};
  if (approval.number.empty())
    return row.report("baseline",
                      wrong_cell("import.baseline_without_approval", {{"before", shown(stored->baseline)},
                                                                      {"value", shown(milestone.baseline)},
                                                                      {"column", title_of(row, "approval_number")}}));
  draft.baseline_approvals[milestone.project.value + "/" + std::to_string(milestone.sequence)] = std::move(approval);
}

void check_approval(const RowReader& row, const project::Adjustment& adjustment, const ApprovalFields& fields) {
  if (!adjustment.approval_number.empty() && adjustment.approved_on) return;
  row.report(fields.kind, wrong_cell("import.adjustment_without_approval",
                                     {{"kind", std::string(chinese_of(adjustment.kind))},
                                      {"columns", title_of(row, fields.number) + "、" + title_of(row, fields.day)}}));
}

void settle_stages(const Draft& draft, const sheet::Workbook& workbook, const std::map<std::string, CellAt>& cells,
                   std::vector<CellProblem>& problems) {
  std::vector<project::Adjustment> adjustments;
  for (const auto& project : draft.projects.touched()) {
    const auto* before = draft.projects.find_stored(key_of(project));
    if (before == nullptr || before->stage == project.stage || project.stage != project::Stage::stopped) continue;
    if (adjustments.empty()) adjustments = draft.adjustments.all();
    std::vector<project::Adjustment> own;
    std::ranges::copy_if(adjustments, std::back_inserter(own),
                         [&](const project::Adjustment& one) { return one.project == project.id; });
    const auto checked = project::check_stop(project, own, days_of(draft, project.id.value));
    if (checked) continue;
    CellProblem problem{Severity::wrong, "", {}, checked.error().problems.front()};
    problem.problem.place = workbook.file_name;
    if (const auto cell = cells.find(project.id.value); cell != cells.end()) {
      problem.sheet = cell->second.sheet;
      problem.at = cell->second.at;
      problem.problem.place = workbook.place(*workbook.find_sheet(problem.sheet), problem.at);
    }
    problems.push_back(std::move(problem));
  }
}

}  // namespace guatu::exchange

// SPDX-License-Identifier: Apache-2.0
#include "feature/project/brought_actions.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <utility>

#include "feature/cadence/cycle_plan_actions.hpp"
#include "feature/project/milestone_change.hpp"
#include "feature/project/project_course_store.hpp"
#include "feature/project/project_store.hpp"

namespace guatu::project {
namespace {

using ReportsByMonth = std::map<Month, std::vector<MonthReport>>;

ReportsByMonth reports_of(const db::Reader& reader, const Id<Project>& project, Month first, Month last) {
  ReportsByMonth found;
  for (auto& report :
       db::load(reader, month_report_table(),
                "WHERE project = :project AND month >= :first AND month <= :last ORDER BY month, sequence",
                {{"project", project}, {"first", first}, {"last", last}}))
    found[report.month].push_back(std::move(report));
  return found;
}

class Keeping {
 public:
  Keeping(db::Tx& tx, const Brought& brought, const Bringing& bringing)
      : tx_(tx), brought_(brought), bringing_(bringing), due_(cadence::load_figures_due(tx)) {
    for (const Project& project : brought.projects) brought_projects_[project.id.value] = &project;
  }

  Result<void> run() {
    for (const Project& project : brought_.projects) keep_stage(project);
    for (const ProjectYear& year : brought_.years) GUATU_CHECK(keep_year(year));
    for (const Milestone& milestone : brought_.milestones) GUATU_CHECK(keep_baseline(milestone));
    // All at once: a register that begins brings a hundred thousand of them.
    db::withdraw(tx_, month_report_table(), gone_);
    db::put(tx_, month_report_table(), reports_);
    return {};
  }

 private:
  std::string reason_or_source() const {
    return bringing_.reason.empty() ? "据导入的工作簿：" + bringing_.source : bringing_.reason;
  }

  void keep_stage(const Project& project) {
    const auto stored = db::find(tx_, project_table(), project.id);
    if (!stored || stored->stage == project.stage) return;
    StageMove move;
    move.project = project.id;
    move.sequence = next_sequence(tx_, stage_move_table().shape(), project.id);
    move.before = stored->stage;
    move.after = project.stage;
    move.moved_on = tx_.today();
    move.reason = reason_or_source();
    move.moved_by = tx_.actor().name;
    db::put(tx_, stage_move_table(), move);
  }

  Result<void> keep_year(const ProjectYear& year) {
    const auto stored = db::find(tx_, project_year_table(), year.project, year.year);
    const auto months = brought_months(stored ? &*stored : nullptr, year);
    if (months.empty()) return {};
    ReportFacts facts;
    facts.today = tx_.today();
    facts.year.project = year.project;
    facts.year.year = year.year;
    if (stored) facts.year = *stored;
    const auto project = db::find(tx_, project_table(), year.project);
    const auto brought = brought_projects_.find(year.project.value);
    CourseDays days;
    days.known_on = tx_.today();
    if (project) {
      facts.project = *project;
      days = course_days(db::load(tx_, stage_move_table(), std::string(kOfProject) + " ORDER BY sequence",
                                  {{"project", year.project}}));
      days.known_on = first_known_on(tx_, year.project).value_or(tx_.today());
    } else if (brought != brought_projects_.end()) {
      facts.project = *brought->second;
    }
    facts.finished_on = days.found_finished_on();
    const Date registered_on = *days.known_on;
    ReportsByMonth earlier = reports_of(tx_, year.project, months.front().month, months.back().month);
    for (const BroughtMonth& month : months) {
      std::string words;
      // The words beside the figures are about the latest month of the sheet.
      if (&month == &months.back() && project && brought != brought_projects_.end() &&
          brought->second->progress_text != project->progress_text)
        words = brought->second->progress_text;
      facts.earlier = std::move(earlier[month.month]);
      GUATU_CHECK(keep_month(facts, month, registered_on, std::move(words)));
    }
    return {};
  }

  Result<void> keep_month(ReportFacts& facts, const BroughtMonth& month, Date registered_on, std::string words) {
    if (!month.after) {  // as if it had never been reported; what was, and why it went, stays in the history
      std::ranges::move(facts.earlier, std::back_inserter(gone_));
      return {};
    }
    MonthReport report;
    report.month = month.month;
    report.actual = *month.after;
    report.progress_text = std::move(words);
    report.reason = month.is_correction() ? bringing_.reason : std::string();
    report.reported_by = tx_.actor().name;
    GUATU_TRY(Reported reported, decide_report(facts, std::move(report)));
    for (MonthReport& one : reported.reports) {
      one.project = facts.year.project;
      const bool is_past = !month.is_correction() && due_.due(month.month) < registered_on;
      if (is_past) one.reported_on.reset();
      reports_.push_back(std::move(one));
    }
    return {};
  }

  Result<void> keep_baseline(const Milestone& milestone) {
    const auto stored = db::find(tx_, milestone_table(), milestone.project, milestone.sequence);
    if (!stored || stored->baseline == milestone.baseline) return {};
    MilestoneEdit edit{milestone, {}, {}};
    if (const auto approval = brought_.approvals.find(approval_key(milestone)); approval != brought_.approvals.end()) {
      edit.approval_number = approval->second.number;
      edit.reason = approval->second.reason;
    }
    if (edit.reason.empty()) edit.reason = bringing_.reason;
    GUATU_TRY(auto changed, decide_milestone(*stored, edit, Editor::office, tx_.today()));
    BaselineChange& baseline = *changed.baseline;
    const auto earlier = db::load(tx_, baseline_change_table(), std::string(kOfProject) + " AND milestone = :milestone",
                                  {{"project", milestone.project}, {"milestone", milestone.sequence}});
    baseline.sequence = static_cast<std::int64_t>(earlier.size()) + 1;
    baseline.changed_on = tx_.today();
    baseline.changed_by = tx_.actor().name;
    db::put(tx_, baseline_change_table(), baseline);
    return {};
  }

  db::Tx& tx_;
  const Brought& brought_;
  const Bringing& bringing_;
  cadence::FiguresDue due_;
  std::map<std::string_view, const Project*> brought_projects_;
  std::vector<MonthReport> reports_;
  std::vector<MonthReport> gone_;
};

}  // namespace

CourseDaysOf load_course_days(const db::Reader& reader) {
  std::map<std::string, std::vector<StageMove>> moves;
  for (auto& move : db::load(reader, stage_move_table(), "ORDER BY project, sequence"))
    moves[move.project.value].push_back(std::move(move));
  CourseDaysOf days;
  for (const auto& [project, own] : moves) days[project] = course_days(own);
  for (const auto& [project, day] : load_first_known(reader)) days[project].known_on = day;
  return days;
}

std::string approval_key(const Milestone& milestone) {
  return milestone.project.value + "/" + std::to_string(milestone.sequence);
}

Result<void> keep_course(db::Tx& tx, const Brought& brought, const Bringing& bringing) {
  return Keeping(tx, brought, bringing).run();
}

}  // namespace guatu::project

// SPDX-License-Identifier: Apache-2.0
#include "feature/project/report_actions.hpp"

#include <algorithm>

#include "feature/cadence/cycle_plan_actions.hpp"
#include "feature/project/brought.hpp"
#include "feature/project/project_course_store.hpp"
#include "feature/project/project_list_actions.hpp"
#include "feature/project/project_store.hpp"
#include "platform/db/row_change.hpp"

namespace guatu::project {
namespace {

std::optional<Date> finished_on(const db::Reader& reader, const Id<Project>& id) {
  return course_days(
             db::load(reader, stage_move_table(), std::string(kOfProject) + " ORDER BY sequence", {{"project", id}}))
      .finished_on;
}

ProjectYear year_or_new(const db::Reader& reader, const Id<Project>& id, std::int64_t year) {
  if (auto found = db::find(reader, project_year_table(), id, year)) return std::move(*found);
  ProjectYear none;
  none.project = id;
  none.year = year;
  return none;
}

std::unexpected<Error> no_such_milestone(const Id<Project>& id, std::int64_t sequence) {
  return refuse(ErrorKind::not_found, "", "api.no_such_record", {{"id", id.value + "/" + std::to_string(sequence)}});
}

}  // namespace

Month figures_month(const db::Reader& reader, Date day) { return cadence::load_figures_due(reader).month_at(day); }

Result<TimedReport> report_month(db::Tx& tx, const Id<Project>& id, MonthReport report) {
  GUATU_TRY(const auto project, find_project(tx, id));
  ReportFacts facts{project.row, year_or_new(tx, id, report.month.year()), finished_on(tx, id), {}, tx.today()};
  facts.earlier = db::load(tx, month_report_table(), "WHERE project = :project AND month = :month ORDER BY sequence",
                           {{"project", id}, {"month", report.month}});
  report.reported_by = tx.actor().name;
  const bool is_correction = facts.year.actual[static_cast<std::size_t>(report.month.number() - 1)].has_value();
  GUATU_TRY(const Reported reported, decide_report(facts, std::move(report)));
  db::put(tx, month_report_table(), reported.reports);
  db::put(tx, project_year_table(), reported.year);
  db::put(tx, project_table(), reported.project);
  const MonthReport& kept = reported.reports.back();
  const MonthReport* before = is_correction && reported.reports.size() > 1 ? &reported.reports.front()
                              : is_correction                              ? &facts.earlier.back()
                                                                           : nullptr;
  tx.journal({is_correction ? "project.report_corrected" : "project.reported", id.value,
              db::change_content(month_report_table(), before, kept)});
  return TimedReport{kept, is_late(kept, cadence::load_figures_due(tx))};
}

Result<ReportList> load_reports(const db::Reader& reader, const Id<Project>& id, Date today) {
  GUATU_TRY(const auto project, find_project(reader, id));
  ReportList list;
  const auto due = cadence::load_figures_due(reader);
  for (auto& report : db::load(reader, month_report_table(), std::string(kOfProject) + " ORDER BY month, sequence",
                               {{"project", id}})) {
    const bool late = is_late(report, due);
    list.reports.push_back({std::move(report), late});
  }
  const Reporting reporting(db::load(reader, adjustment_table(), std::string(kOfProject), {{"project", id}}), today);
  list.missing = missing_months(project.row, year_or_new(reader, id, year_of(today)), reporting, due, today);
  return list;
}

std::vector<MilestoneRow> load_milestone_rows(const db::Reader& reader, const Id<Project>& id) {
  std::vector<MilestoneRow> rows;
  for (auto& milestone :
       db::load_versioned(reader, milestone_table(), std::string(kOfProject) + " ORDER BY sequence", {{"project", id}}))
    rows.push_back({std::move(milestone), {}});
  for (auto& change :
       db::load(reader, baseline_change_table(), std::string(kOfProject) + " ORDER BY sequence", {{"project", id}})) {
    const auto row =
        std::ranges::find(rows, change.milestone, [](const auto& one) { return one.milestone.row.sequence; });
    if (row != rows.end()) row->baselines.push_back(std::move(change));
  }
  return rows;
}

namespace {

Result<MilestoneRow> find_milestone_row(const db::Reader& reader, const Id<Project>& id, std::int64_t sequence) {
  for (auto& row : load_milestone_rows(reader, id))
    if (row.milestone.row.sequence == sequence) return std::move(row);
  return no_such_milestone(id, sequence);
}

}  // namespace

Result<MilestoneRow> add_milestone(db::Tx& tx, Milestone milestone) {
  GUATU_CHECK(find_project(tx, milestone.project));
  GUATU_CHECK(check_new_milestone(milestone, tx.today()));
  milestone.sequence = next_sequence(tx, milestone_table().shape(), milestone.project);
  GUATU_TRY(const std::int64_t version, db::put_new(tx, milestone_table(), milestone));
  tx.journal({"project.milestone_added", milestone.project.value,
              db::change_content<Milestone>(milestone_table(), nullptr, milestone)});
  return MilestoneRow{{std::move(milestone), version}, {}};
}

Result<MilestoneRow> edit_milestone(db::Tx& tx, const MilestoneEdit& edit, Editor editor,
                                    std::int64_t expected_version) {
  const Id<Project>& project = edit.milestone.project;
  GUATU_TRY(MilestoneRow row, find_milestone_row(tx, project, edit.milestone.sequence));
  GUATU_TRY(auto changed, decide_milestone(row.milestone.row, edit, editor, tx.today()));
  GUATU_TRY(const std::int64_t version, db::put_if(tx, milestone_table(), changed.milestone, expected_version));
  if (version == row.milestone.version) return row;
  JsonWriter json;
  json.begin_object().member("milestone", edit.milestone.sequence).key("change");
  json.raw(db::change_content(milestone_table(), &row.milestone.row, changed.milestone));
  if (changed.baseline) {
    BaselineChange& baseline = *changed.baseline;
    baseline.sequence = row.baselines.empty() ? 1 : row.baselines.back().sequence + 1;
    baseline.changed_on = tx.today();
    baseline.changed_by = tx.actor().name;
    db::put(tx, baseline_change_table(), baseline);
    json.member("approval_number", baseline.approval_number).member("reason", baseline.reason);
    row.baselines.push_back(baseline);
  }
  tx.journal({"project.milestone_edited", project.value, json.end_object().take()});
  row.milestone = {std::move(changed.milestone), version};
  return row;
}

Result<std::vector<MilestoneRow>> withdraw_milestone(db::Tx& tx, const Id<Project>& id, std::int64_t sequence,
                                                     const std::string& reason, std::int64_t expected_version) {
  GUATU_TRY(const MilestoneRow row, find_milestone_row(tx, id, sequence));
  // The version check of a save that changes nothing.
  GUATU_CHECK(db::put_if(tx, milestone_table(), row.milestone.row, expected_version));
  db::withdraw(tx, milestone_table(), std::vector{row.milestone.row});
  JsonWriter json;
  json.begin_object().member("milestone", sequence).member("name", row.milestone.row.name);
  tx.journal({"project.milestone_withdrawn", id.value, json.member("reason", reason).end_object().take()});
  return load_milestone_rows(tx, id);
}

}  // namespace guatu::project

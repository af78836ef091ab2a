// SPDX-License-Identifier: Apache-2.0
#include "feature/project/month_report.hpp"

#include <algorithm>

namespace guatu::project {
namespace {

std::size_t index_of(Month month) { return static_cast<std::size_t>(month.number() - 1); }

Result<void> check_month(const ReportFacts& facts, Month month) {
  if (month > Month::of(facts.today))
    return refuse(ErrorKind::invalid, "month", "project.month_ahead",
                  {{"month", format_month(month)}, {"today", format_date(facts.today)}});
  const bool was_reported = facts.year.actual[index_of(month)].has_value();
  const bool was_over =
      is_finished(facts.project.stage) && (!facts.finished_on || *facts.finished_on < month.first_day());
  if (was_over && !was_reported)
    return refuse(ErrorKind::conflict, "month", "project.finished",
                  {{"month", format_month(month)}, {"stage", std::string(chinese_of(facts.project.stage))}});
  return {};
}

Result<void> check_correction(const ReportFacts& facts, const MonthReport& report, Money before) {
  if (report.reason.empty())
    return refuse(ErrorKind::invalid, "reason", "project.correction_without_reason",
                  {{"month", format_month(report.month)}, {"before", format_yuan(before)}});
  const std::string& words = facts.earlier.empty() ? facts.project.progress_text : facts.earlier.back().progress_text;
  if (before == report.actual && (report.progress_text.empty() || report.progress_text == words))
    return refuse(ErrorKind::invalid, "actual", "project.nothing_corrected",
                  {{"month", format_month(report.month)}, {"value", format_yuan(before)}});
  return {};
}

}  // namespace

bool is_late(const MonthReport& report, const cadence::FiguresDue& due) {
  return report.reported_on && *report.reported_on > due.due(report.month);
}

Result<Reported> decide_report(const ReportFacts& facts, MonthReport report) {
  GUATU_CHECK(check_month(facts, report.month));
  if (report.actual.is_negative())
    return refuse(ErrorKind::invalid, "actual", "project.negative_actual", {{"value", format_yuan(report.actual)}});
  Reported reported{{}, facts.year, facts.project};
  std::int64_t sequence = facts.earlier.empty() ? 1 : facts.earlier.back().sequence + 1;
  if (const auto before = facts.year.actual[index_of(report.month)]) {
    GUATU_CHECK(check_correction(facts, report, *before));
    // A value that somebody's import brought stays visible beside the first correction, or after a later import.
    if (facts.earlier.empty() || facts.earlier.back().actual != *before)
      reported.reports.push_back({facts.project.id, report.month, sequence++, *before, {}, {}, std::nullopt, {}});
  } else if (facts.earlier.empty()) {
    report.reason.clear();
  }
  report.project = facts.project.id;
  report.sequence = sequence;
  report.reported_on = facts.today;
  reported.year.project = facts.project.id;
  reported.year.year = report.month.year();
  reported.year.actual[index_of(report.month)] = report.actual;
  const bool is_latest = last_reported_month(facts.year.actual, 12) <= report.month.number();
  if (is_latest && !report.progress_text.empty()) {
    reported.project.progress_text = report.progress_text;
    reported.project.progress_on = facts.today;
  }
  reported.reports.push_back(std::move(report));
  return reported;
}

Reporting::Reporting(const std::vector<Adjustment>& adjustments, Date day) {
  for (const Adjustment& one : adjustments)
    if (one.kind == AdjustmentKind::moved_out && (!one.approved_on || *one.approved_on <= day))
      moved_out_.insert(one.project.value);
}

bool Reporting::owes_months(const Project& project) const {
  return !project.parent && !is_finished(project.stage) && project.stage != Stage::stopped &&
         !moved_out_.contains(project.id.value);
}

bool Reporting::owes_month(const Project& project, const ProjectYear& year, Month month) const {
  return owes_months(project) && year.year == month.year() && !is_reported(year, month.number());
}

std::vector<Month> missing_months(const Project& project, const ProjectYear& year, const Reporting& reporting,
                                  const cadence::FiguresDue& due, Date today) {
  std::vector<Month> missing;
  for (int number = 1; number <= 12; ++number) {
    const Month month(static_cast<int>(year.year), number);
    if (due.due(month) < today && reporting.owes_month(project, year, month)) missing.push_back(month);
  }
  return missing;
}

}  // namespace guatu::project

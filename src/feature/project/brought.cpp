// SPDX-License-Identifier: Apache-2.0
#include "feature/project/brought.hpp"

#include <algorithm>

namespace guatu::project {
namespace {

constexpr const char* kAnyReason = "—";  // whether there is one is asked once for the whole import

}  // namespace

std::vector<BroughtMonth> brought_months(const ProjectYear* stored, const ProjectYear& brought) {
  std::vector<BroughtMonth> months;
  for (std::size_t i = 0; i < brought.actual.size(); ++i) {
    const auto before = stored == nullptr ? std::nullopt : stored->actual[i];
    if (before != brought.actual[i])
      months.push_back({Month(static_cast<int>(brought.year), static_cast<int>(i) + 1), before, brought.actual[i]});
  }
  return months;
}

Result<void> check_brought(const ReportFacts& facts, const BroughtMonth& brought) {
  if (!brought.after) return {};
  MonthReport report;
  report.month = brought.month;
  report.actual = *brought.after;
  report.reason = kAnyReason;
  GUATU_CHECK(decide_report(facts, std::move(report)));
  return {};
}

CourseDays course_days(const std::vector<StageMove>& moves) {
  CourseDays days;
  for (const StageMove& move : moves) {
    if (!is_finished(move.after))
      days.finished_on.reset();
    else if (!days.finished_on)
      days.finished_on = move.moved_on;
    if (move.before == Stage::stopped) days.resumed_on = move.moved_on;
  }
  return days;
}

Result<void> check_stop(const Project& project, const std::vector<Adjustment>& own, const CourseDays& days) {
  const bool is_approved = std::ranges::any_of(own, [&](const Adjustment& one) {
    return one.kind == AdjustmentKind::stopped && !one.approval_number.empty() && one.approved_on &&
           (!days.resumed_on || *days.resumed_on <= *one.approved_on);
  });
  if (is_approved) return {};
  return refuse(ErrorKind::conflict, "stage", "project.stop_without_approval", {{"project", project.id.value}});
}

}  // namespace guatu::project

// SPDX-License-Identifier: Apache-2.0
#include "feature/project/milestone_change.hpp"

namespace guatu::project {
namespace {

std::string shown(const std::optional<Date>& date) { return date ? format_date(*date) : "—"; }

}  // namespace

Result<void> check_new_milestone(const Milestone& milestone, Date today) {
  if (milestone.actual && *milestone.actual > today)
    return refuse(ErrorKind::invalid, "actual", "project.reached_ahead",
                  {{"value", format_date(*milestone.actual)}, {"today", format_date(today)}});
  return {};
}

Result<MilestoneChanged> decide_milestone(const Milestone& before, const MilestoneEdit& edit, Editor editor,
                                          Date today) {
  GUATU_CHECK(check_new_milestone(edit.milestone, today));
  MilestoneChanged changed{edit.milestone, std::nullopt};
  if (editor == Editor::unit && before.name != edit.milestone.name)
    return refuse(ErrorKind::forbidden, "name", "project.milestone_renamed", {{"name", before.name}});
  if (before.baseline == edit.milestone.baseline) return changed;
  const ProblemArgs dates{{"before", shown(before.baseline)}, {"value", shown(edit.milestone.baseline)}};
  if (editor == Editor::unit) return refuse(ErrorKind::forbidden, "baseline", "project.baseline_kept", dates);
  if (edit.approval_number.empty() || edit.reason.empty())
    return refuse(ErrorKind::invalid, edit.approval_number.empty() ? "approval_number" : "reason",
                  "project.baseline_without_approval", dates);
  BaselineChange baseline;
  baseline.project = before.project;
  baseline.milestone = before.sequence;
  baseline.before = before.baseline;
  baseline.after = edit.milestone.baseline;
  baseline.approval_number = edit.approval_number;
  baseline.reason = edit.reason;
  changed.baseline = std::move(baseline);
  return changed;
}

}  // namespace guatu::project

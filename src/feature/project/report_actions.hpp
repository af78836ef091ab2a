// SPDX-License-Identifier: Apache-2.0
// Reporting a month of a project (月报) and looking at what was reported; milestones of a project (节点). One journal
// entry each. Refuses what month_report.hpp and milestone_change.hpp refuse, and what is not there
// (api.no_such_record).
#pragma once

#include <vector>

#include "feature/project/milestone_change.hpp"
#include "feature/project/month_report.hpp"
#include "platform/db/versioned.hpp"

namespace guatu::project {

// The month whose figures are looked at on a day, by the plan of cycles.
Month figures_month(const db::Reader& reader, Date day);

// `report` has month, actual, progress_text and reason.
struct TimedReport {
  MonthReport report;
  bool is_late = false;  // after the day figures of its month were due
};
Result<TimedReport> report_month(db::Tx& tx, const Id<Project>& id, MonthReport report);

struct ReportList {
  std::vector<TimedReport> reports;  // by month, the first one first
  std::vector<Month> missing;        // of the year of `today`
};
Result<ReportList> load_reports(const db::Reader& reader, const Id<Project>& id, Date today);

struct MilestoneRow {
  db::Versioned<Milestone> milestone;
  std::vector<BaselineChange> baselines;  // the first one first
};
std::vector<MilestoneRow> load_milestone_rows(const db::Reader& reader, const Id<Project>& id);

Result<MilestoneRow> add_milestone(db::Tx& tx, Milestone milestone);
Result<MilestoneRow> edit_milestone(db::Tx& tx, const MilestoneEdit& edit, Editor editor,
                                    std::int64_t expected_version);
Result<std::vector<MilestoneRow>> withdraw_milestone(db::Tx& tx, const Id<Project>& id, std::int64_t sequence,
                                                     const std::string& reason, std::int64_t expected_version);

}  // namespace guatu::project

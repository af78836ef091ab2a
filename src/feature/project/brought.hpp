// SPDX-License-Identifier: Apache-2.0
// What a workbook brings of projects (导入的项目) beside what is stored: the same rules as for what is typed on a page,
// asked cell by cell while it is read. A month that had a figure is corrected by another one; months that were due
// before the project stood in this register are its past, and nobody was late with them here.
//
// Refuses what month_report.hpp refuses but a missing reason, and project.stop_without_approval.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "feature/project/month_report.hpp"

namespace guatu::project {

struct BroughtMonth {
  Month month;
  std::optional<Money> before;
  std::optional<Money> after;  // none: it was emptied, and meant so

  bool is_correction() const { return before.has_value(); }
};
// Months whose figure differs; `stored` is nullptr for a year that is not there yet.
std::vector<BroughtMonth> brought_months(const ProjectYear* stored, const ProjectYear& brought);

Result<void> check_brought(const ReportFacts& facts, const BroughtMonth& brought);

// By which number, and why, a workbook moves a promised date.
struct BaselineApproval {
  std::string number;
  std::string reason;
};

// What moves between stages say of a project's days.
struct CourseDays {
  std::optional<Date> finished_on;  // since when it stands in a finished stage
  std::optional<Date> resumed_on;   // when it was last started again after a stop
  std::optional<Date> known_on;     // when it came into this register

  // One that came finished is found finished then: what it did before may be told.
  std::optional<Date> found_finished_on() const { return finished_on ? finished_on : known_on; }
};
CourseDays course_days(const std::vector<StageMove>& moves);  // of one project, in order
using CourseDaysOf = std::map<std::string, CourseDays>;       // by project

// A project stops by an approved adjustment that it has not already been stopped and started again under.
// `own` are the adjustments of the project.
Result<void> check_stop(const Project& project, const std::vector<Adjustment>& own, const CourseDays& days);

}  // namespace guatu::project

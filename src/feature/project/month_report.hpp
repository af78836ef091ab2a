// SPDX-License-Identifier: Apache-2.0
// Month reports (月报) of a project: who reports a month a second time corrects it and says why, and both values stay.
// A month without a report is not zero, a finished project is not reported any more, nothing is reported ahead.
// Refuses project.month_ahead, .finished, .negative_actual, .correction_without_reason, .nothing_corrected.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "feature/cadence/figures_due.hpp"
#include "feature/project/project_course.hpp"

namespace guatu::project {

bool is_late(const MonthReport& report, const cadence::FiguresDue& due);

struct ReportFacts {
  Project project;
  ProjectYear year;                  // of the month
  std::optional<Date> finished_on;   // when it was moved to a finished stage, where that is known
  std::vector<MonthReport> earlier;  // of the month, in order
  Date today{};
};

struct Reported {
  std::vector<MonthReport> reports;  // to be kept: the new one, and before it the value that an import brought
  ProjectYear year;
  Project project;  // with the new 形象进度 when nothing later was reported
};
// `report` has month, actual, progress_text, reason and reported_by.
Result<Reported> decide_report(const ReportFacts& facts, MonthReport report);

// Which projects owe reports of months on a day (应报月报): those that are neither finished nor stopped, were not moved
// out, and are no parts, whose figures stand in their package. Whoever asks for a report, counts one or chases it asks
// here.
class Reporting {
 public:
  explicit Reporting(const std::vector<Adjustment>& adjustments = {}, Date day = {});
  bool owes_months(const Project& project) const;
  // The month, as long as it was planned and is not there.
  bool owes_month(const Project& project, const ProjectYear& year, Month month) const;

 private:
  std::set<std::string> moved_out_;
};

// Months of the year whose report is due by `today` and not there.
std::vector<Month> missing_months(const Project& project, const ProjectYear& year, const Reporting& reporting,
                                  const cadence::FiguresDue& due, Date today);

}  // namespace guatu::project

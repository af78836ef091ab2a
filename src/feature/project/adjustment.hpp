// SPDX-License-Identifier: Apache-2.0
// Adjustments of the ledger (动态调整: 增补、调出、停工、缓建): asked for by one person, decided by another with the
// number of the approval, and what the portfolio is measured by before and after them. Moved out is out of the adjusted
// denominator, added was not in the original one; stopped and postponed stay, with the year's plan that was approved.
// The original one is the list as it was fixed: neither a plan that was edited since nor a project that came since is
// in it. Refuses project.adjustment_without_plan, .already_asked, .adjustment_decided, .decided_by_asker,
// .approval_without_number.
#pragma once

#include <vector>

#include "base/decimal.hpp"
#include "base/result.hpp"
#include "feature/project/project_course.hpp"

namespace guatu::project {

// `earlier` are the requests of the same project.
Result<void> check_request(const AdjustmentRequest& request, const std::vector<AdjustmentRequest>& earlier);

struct Decision {
  RequestState state = RequestState::approved;
  std::string approval_number;
  std::string note;
};

struct Decided {
  AdjustmentRequest request;
  std::optional<Adjustment> adjustment;  // of an approval
  ProjectYear year;                      // with the approved plan
  std::optional<Stage> stage;            // it moves to
};
// `year` is the project's in the request's year.
Result<Decided> decide_request(const AdjustmentRequest& request, const ProjectYear& year, const Decision& decision,
                               std::string_view decided_by, Date today);

struct Denominator {
  std::int64_t projects = 0;
  Money plan;
  Money invested;

  std::optional<Ratio> completion() const;  // none without a plan
};

// The day on which the year's list is fixed (年度盘子): the end of March, and at least thirty days after the first plan
// of the year came into this register. Until its evening the list is still being put together and a change of a plan is
// a correction of it; whatever comes later is measured against it.
Date list_fixed_on(std::int64_t year, Date first_planned_on);

// The ledger as it stood on that evening.
struct Opening {
  Date fixed_on{};
  std::vector<Project> projects;
  std::vector<ProjectYear> years;
};

struct Denominators {
  Date fixed_on{};
  Denominator original;
  Denominator adjusted;
  std::vector<Adjustment> adjustments;  // of the year
};
// The ledger as it stands now; `years` and `adjustments` may be of any year.
struct Ledger {
  const std::vector<Project>& projects;
  const std::vector<ProjectYear>& years;
  const std::vector<Adjustment>& adjustments;
};
// Packages once. What was invested counts in both, as far as the project is in them.
Denominators denominators_of(std::int64_t year, const Ledger& ledger, const Opening& opening);

}  // namespace guatu::project

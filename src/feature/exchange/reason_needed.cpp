// SPDX-License-Identifier: Apache-2.0
#include "feature/exchange/reason_needed.hpp"

#include <algorithm>

namespace guatu::exchange {

ReasonNeeded reason_needed(const Draft& draft) {
  ReasonNeeded needed;
  for (const auto& year : draft.project_years.touched())
    needed.months += std::ranges::count_if(project::brought_months(draft.project_years.find_stored(key_of(year)), year),
                                           &project::BroughtMonth::is_correction);
  for (const auto& [milestone, approval] : draft.baseline_approvals)
    if (approval.reason.empty()) ++needed.baselines;
  for (const auto& [target, reason] : draft.target_reasons)
    if (reason.empty()) ++needed.targets;
  return needed;
}

Problem problem_of(const ReasonNeeded& needed) {
  return {"reason",
          "exchange.reason_needed",
          {{"count", std::to_string(needed.count())},
           {"months", std::to_string(needed.months)},
           {"baselines", std::to_string(needed.baselines)},
           {"targets", std::to_string(needed.targets)}}};
}

Result<void> check_reason(const ReasonNeeded& needed, const std::string& reason) {
  if (needed.count() == 0 || !reason.empty()) return {};
  return refuse(Error{ErrorKind::invalid, {problem_of(needed)}});
}

}  // namespace guatu::exchange

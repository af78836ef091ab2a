// SPDX-License-Identifier: Apache-2.0
// What of an import wants a reason (更正理由): changed figures of reported months, and promised dates and targets whose
// line gives no reason of its own. One reason stands for the whole import. Refuses exchange.reason_needed.
#pragma once

#include "base/result.hpp"
#include "feature/exchange/draft.hpp"

namespace guatu::exchange {

struct ReasonNeeded {
  std::int64_t months = 0;
  std::int64_t baselines = 0;
  std::int64_t targets = 0;

  std::int64_t count() const { return months + baselines + targets; }
};
ReasonNeeded reason_needed(const Draft& draft);  // before the draft forgets what is stored

Problem problem_of(const ReasonNeeded& needed);
Result<void> check_reason(const ReasonNeeded& needed, const std::string& reason);

}  // namespace guatu::exchange

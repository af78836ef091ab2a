// SPDX-License-Identifier: Apache-2.0
// Asking for adjustments of the ledger (动态调整) and deciding them, one journal entry each; what the portfolio is
// measured by before and after. Refuses what adjustment.hpp refuses, and what is not there (api.no_such_record).
#pragma once

#include <vector>

#include "feature/project/adjustment.hpp"
#include "platform/db/history.hpp"
#include "platform/db/versioned.hpp"

namespace guatu::project {

std::vector<db::Versioned<AdjustmentRequest>> load_requests(const db::Reader& reader, const Id<Project>& id);
// `request` has project, kind, year, year_plan_after and reason.
Result<db::Versioned<AdjustmentRequest>> ask_adjustment(db::Tx& tx, AdjustmentRequest request);
Result<db::Versioned<AdjustmentRequest>> decide_adjustment(db::Tx& tx, const Id<Project>& id, std::int64_t sequence,
                                                           const Decision& decision, std::int64_t expected_version);

struct NamedDenominators {
  Denominators denominators;
  std::vector<std::string> names;  // of the projects of the adjustments
};
NamedDenominators load_denominators(const db::Reader& reader, std::int64_t year, Date today);

}  // namespace guatu::project

// SPDX-License-Identifier: Apache-2.0
// Reading and editing the plan of cycles (调度安排). Until somebody edited it the plan is what the program comes with,
// and has version 0. Refuses what check_plan refuses, and store.version_conflict.
#pragma once

#include "feature/cadence/cycle_plan.hpp"
#include "feature/cadence/figures_due.hpp"
#include "platform/db/history.hpp"
#include "platform/db/versioned.hpp"

namespace guatu::cadence {

db::Versioned<CyclePlan> load_plan(const db::Reader& reader);
FiguresDue load_figures_due(const db::Reader& reader);
CyclePlan load_plan_at(const db::Reader& reader, db::AsOf position);
Result<db::Versioned<CyclePlan>> edit_plan(db::Tx& tx, const CyclePlan& plan, std::int64_t expected_version);

}  // namespace guatu::cadence

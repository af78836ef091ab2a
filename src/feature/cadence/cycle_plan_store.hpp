// SPDX-License-Identifier: Apache-2.0
// The plan of cycles as a table of one row (调度安排): one description of a row serves SQL and its history. Columns are
// added at the end; none changes its meaning.
#pragma once

#include "feature/cadence/cycle_plan.hpp"
#include "platform/db/table.hpp"

namespace guatu::cadence {

const db::Table<CyclePlan>& cycle_plan_table();

}  // namespace guatu::cadence

// SPDX-License-Identifier: Apache-2.0
// Indicators, targets and observations as tables (指标、目标、统计数): one description of a row serves SQL, its
// history and snapshots. Columns are added at the end; none changes its meaning.
#pragma once

#include "feature/indicator/indicator.hpp"
#include "platform/db/table.hpp"

namespace guatu::indicator {

const db::Table<Indicator>& indicator_table();
const db::Table<Target>& target_table();
const db::Table<MonthShares>& month_shares_table();
const db::Table<Observation>& observation_table();

}  // namespace guatu::indicator

// SPDX-License-Identifier: Apache-2.0
// Cycles and their agendas as tables (周期、议题): one description of a row serves SQL, its
// history and snapshots. Columns are added at the end; none changes its meaning.
#pragma once

#include "feature/cycle/cycle.hpp"
#include "platform/db/table.hpp"

namespace guatu::cycle {

const db::Table<Cycle>& cycle_table();
const db::Table<AgendaItem>& agenda_item_table();

}  // namespace guatu::cycle

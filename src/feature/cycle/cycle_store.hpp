// SPDX-License-Identifier: Apache-2.0
// Cycles and their agendas as tables: one description serves SQL, history and snapshots.
#pragma once

#include "feature/cycle/cycle.hpp"
#include "platform/db/table.hpp"

namespace guatu::cycle {

const db::Table<Cycle>& cycle_table();
const db::Table<AgendaItem>& agenda_item_table();

}  // namespace guatu::cycle

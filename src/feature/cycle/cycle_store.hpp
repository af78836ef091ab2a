// SPDX-License-Identifier: Apache-2.0
// Cycles and their agendas as tables (周期、议题): one description of a row serves SQL, its
// history and snapshots. Columns are added at the end; none changes its meaning.
#pragma once

#include "feature/cycle/cycle.hpp"
#include "feature/cycle/missing.hpp"
#include "feature/cycle/paper.hpp"
#include "platform/db/table.hpp"

namespace guatu::cycle {

const db::Table<Cycle>& cycle_table();
const db::Table<AgendaItem>& agenda_item_table();
const db::Table<StoredPaper>& paper_table();
const db::Table<Reminder>& cycle_reminder_table();

// The last entry that touched the agenda of the cycle; 0: none did.
db::Position last_agenda_position(const db::Reader& reader, const Id<Cycle>& cycle);

}  // namespace guatu::cycle

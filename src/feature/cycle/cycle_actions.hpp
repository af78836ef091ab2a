// SPDX-License-Identifier: Apache-2.0
// Cycles and their agendas (周期、议题): loading now or as of a journal position, saving with
// history, undoing what one entry did. Undo is refused once a later entry touched a row.
#pragma once

#include <vector>

#include "feature/cycle/cycle.hpp"
#include "platform/db/history.hpp"
#include "platform/db/row_json.hpp"

namespace guatu::cycle {

std::vector<Cycle> load_cycles(const db::Reader& reader, db::AsOf as_of = {});
std::vector<AgendaItem> load_agenda(const db::Reader& reader, db::AsOf as_of = {});
db::PutCounts save(db::Tx& tx, const std::vector<Cycle>& rows);
db::PutCounts save(db::Tx& tx, const std::vector<AgendaItem>& rows);

// The rows inside a snapshot, under their table's name, and back.
void write(JsonWriter& json, const std::vector<Cycle>& rows);
void write(JsonWriter& json, const std::vector<AgendaItem>& rows);
Result<void> read(const json::Value& document, std::vector<Cycle>& rows);
Result<void> read(const json::Value& document, std::vector<AgendaItem>& rows);

// Takes back what the entry at `position` did to these tables. Refuses store.changed_since.
Result<db::PutCounts> undo_entry(db::Tx& tx, db::Position position);

}  // namespace guatu::cycle

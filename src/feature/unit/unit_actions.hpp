// SPDX-License-Identifier: Apache-2.0
// Units and people (单位、人员): loading now or as of a journal position, saving with
// history, undoing what one entry did. Undo is refused once a later entry touched a row.
#pragma once

#include <vector>

#include "feature/unit/unit.hpp"
#include "platform/db/history.hpp"
#include "platform/db/row_json.hpp"

namespace guatu::unit {

std::vector<Unit> load_units(const db::Reader& reader, db::AsOf as_of = {});
std::vector<Person> load_people(const db::Reader& reader, db::AsOf as_of = {});
db::PutCounts save(db::Tx& tx, const std::vector<Unit>& rows);
db::PutCounts save(db::Tx& tx, const std::vector<Person>& rows);

// The rows inside a snapshot, under their table's name, and back.
void write(JsonWriter& json, const std::vector<Unit>& rows);
void write(JsonWriter& json, const std::vector<Person>& rows);
Result<void> read(const json::Value& document, std::vector<Unit>& rows);
Result<void> read(const json::Value& document, std::vector<Person>& rows);

// Takes back what the entry at `position` did to these tables. Refuses store.changed_since.
Result<db::PutCounts> undo_entry(db::Tx& tx, db::Position position);

}  // namespace guatu::unit

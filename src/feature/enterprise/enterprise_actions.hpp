// SPDX-License-Identifier: Apache-2.0
// Enterprises (企业): loading now or as of a journal position, saving with
// history, undoing what one entry did. Undo is refused once a later entry touched a row.
#pragma once

#include <vector>

#include "feature/enterprise/enterprise.hpp"
#include "platform/db/history.hpp"
#include "platform/db/row_json.hpp"

namespace guatu::enterprise {

std::vector<Enterprise> load_enterprises(const db::Reader& reader, db::AsOf as_of = {});
db::PutCounts save(db::Tx& tx, const std::vector<Enterprise>& rows);

// The rows inside a snapshot, under their table's name, and back.
void write(JsonWriter& json, const std::vector<Enterprise>& rows);
Result<void> read(const json::Value& document, std::vector<Enterprise>& rows);

// Takes back what the entry at `position` did to these tables. Refuses store.changed_since.
Result<db::PutCounts> undo_entry(db::Tx& tx, db::Position position);

}  // namespace guatu::enterprise

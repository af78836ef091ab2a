// SPDX-License-Identifier: Apache-2.0
// Matters, reports, extensions and letters: loading now or as of a journal position, saving with history, undoing one
// entry.
#pragma once

#include <span>
#include <vector>

#include "feature/matter/matter.hpp"
#include "platform/db/history.hpp"
#include "platform/db/row_json.hpp"

namespace guatu::matter {

std::vector<Matter> load_matters(const db::Reader& reader, db::AsOf as_of = {});
// Those of them that there are.
std::vector<Matter> load_matters_named(const db::Reader& reader, const std::vector<Id<Matter>>& ids);
std::vector<Report> load_reports(const db::Reader& reader, db::AsOf as_of = {});
std::vector<Extension> load_extensions(const db::Reader& reader, db::AsOf as_of = {});
std::vector<Letter> load_letters(const db::Reader& reader, db::AsOf as_of = {});
// With what waits for whom. Of a matter that was acted on here only texts, source, project, indicator, warning and note
// are taken: where it stands is its course's.
db::PutCounts save(db::Tx& tx, const std::vector<Matter>& rows);
// Writes anew what waits for whom, for rows that nobody acted on here; save() has done it already.
void refresh_duties(db::Tx& tx, std::span<const Matter> rows);
db::PutCounts save(db::Tx& tx, const std::vector<Report>& rows);
db::PutCounts save(db::Tx& tx, const std::vector<Extension>& rows);
db::PutCounts save(db::Tx& tx, const std::vector<Letter>& rows);

// The rows inside a snapshot, under their table's name, and back.
void write(JsonWriter& json, const std::vector<Matter>& rows);
void write(JsonWriter& json, const std::vector<Report>& rows);
void write(JsonWriter& json, const std::vector<Extension>& rows);
void write(JsonWriter& json, const std::vector<Letter>& rows);
Result<void> read(const json::Value& document, std::vector<Matter>& rows);
Result<void> read(const json::Value& document, std::vector<Report>& rows);
Result<void> read(const json::Value& document, std::vector<Extension>& rows);
Result<void> read(const json::Value& document, std::vector<Letter>& rows);

// Takes back what the entry at `position` did to these tables. Refuses store.changed_since.
Result<db::PutCounts> undo_entry(db::Tx& tx, db::Position position);

}  // namespace guatu::matter

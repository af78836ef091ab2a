// SPDX-License-Identifier: Apache-2.0
#include "feature/cycle/cycle_actions.hpp"

#include "feature/cycle/cycle_store.hpp"

namespace guatu::cycle {

std::vector<Cycle> load_cycles(const db::Reader& reader, db::AsOf as_of) {
  return db::load_at(reader, cycle_table(), "ORDER BY planned_on, id", as_of);
}

std::vector<AgendaItem> load_agenda(const db::Reader& reader, db::AsOf as_of) {
  return db::load_at(reader, agenda_item_table(), "ORDER BY cycle, sequence", as_of);
}

db::PutCounts save(db::Tx& tx, const std::vector<Cycle>& rows) { return db::put(tx, cycle_table(), rows); }

db::PutCounts save(db::Tx& tx, const std::vector<AgendaItem>& rows) { return db::put(tx, agenda_item_table(), rows); }

void write(JsonWriter& json, const std::vector<Cycle>& rows) { db::write_rows(json, cycle_table(), rows); }

void write(JsonWriter& json, const std::vector<AgendaItem>& rows) { db::write_rows(json, agenda_item_table(), rows); }

Result<void> read(const json::Value& document, std::vector<Cycle>& rows) {
  GUATU_TRY(rows, db::read_rows(document, cycle_table()));
  return {};
}

Result<void> read(const json::Value& document, std::vector<AgendaItem>& rows) {
  GUATU_TRY(rows, db::read_rows(document, agenda_item_table()));
  return {};
}

Result<db::PutCounts> undo_entry(db::Tx& tx, db::Position position) {
  db::PutCounts counts;
  GUATU_TRY(const auto cycle, db::undo_at(tx, cycle_table(), position));
  counts += cycle;
  GUATU_TRY(const auto agenda_item, db::undo_at(tx, agenda_item_table(), position));
  counts += agenda_item;
  return counts;
}

}  // namespace guatu::cycle

// SPDX-License-Identifier: Apache-2.0
#include "feature/unit/unit_actions.hpp"

#include "feature/unit/unit_store.hpp"

namespace guatu::unit {

std::vector<Unit> load_units(const db::Reader& reader, db::AsOf as_of) {
  return db::load_at(reader, unit_table(), "ORDER BY sequence, id", as_of);
}

std::vector<Person> load_people(const db::Reader& reader, db::AsOf as_of) {
  return db::load_at(reader, person_table(), "ORDER BY unit, sequence, id", as_of);
}

db::PutCounts save(db::Tx& tx, const std::vector<Unit>& rows) { return db::put(tx, unit_table(), rows); }

db::PutCounts save(db::Tx& tx, const std::vector<Person>& rows) { return db::put(tx, person_table(), rows); }

void write(JsonWriter& json, const std::vector<Unit>& rows) { db::write_rows(json, unit_table(), rows); }

void write(JsonWriter& json, const std::vector<Person>& rows) { db::write_rows(json, person_table(), rows); }

Result<void> read(const json::Value& document, std::vector<Unit>& rows) {
  GUATU_TRY(rows, db::read_rows(document, unit_table()));
  return {};
}

Result<void> read(const json::Value& document, std::vector<Person>& rows) {
  GUATU_TRY(rows, db::read_rows(document, person_table()));
  return {};
}

Result<db::PutCounts> undo_entry(db::Tx& tx, db::Position position) {
  db::PutCounts counts;
  GUATU_TRY(const auto unit, db::undo_at(tx, unit_table(), position));
  counts += unit;
  GUATU_TRY(const auto person, db::undo_at(tx, person_table(), position));
  counts += person;
  return counts;
}

}  // namespace guatu::unit

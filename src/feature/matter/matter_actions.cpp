// SPDX-License-Identifier: Apache-2.0
#include "feature/matter/matter_actions.hpp"

#include "feature/matter/matter_store.hpp"

namespace guatu::matter {

std::vector<Matter> load_matters(const db::Reader& reader, db::AsOf as_of) {
  return db::load_at(reader, matter_table(), "ORDER BY registered_on, id", as_of);
}

std::vector<Matter> load_matters_named(const db::Reader& reader, const std::vector<Id<Matter>>& ids) {
  std::vector<Matter> found;
  for (const auto& id : ids)
    if (auto matter = db::find(reader, matter_table(), id)) found.push_back(std::move(*matter));
  return found;
}

std::vector<Report> load_reports(const db::Reader& reader, db::AsOf as_of) {
  return db::load_at(reader, matter_report_table(), "ORDER BY matter, sequence", as_of);
}

std::vector<Extension> load_extensions(const db::Reader& reader, db::AsOf as_of) {
  return db::load_at(reader, extension_table(), "ORDER BY matter, asked_on", as_of);
}

std::vector<Letter> load_letters(const db::Reader& reader, db::AsOf as_of) {
  return db::load_at(reader, letter_table(), "ORDER BY id", as_of);
}

db::PutCounts save(db::Tx& tx, const std::vector<Matter>& rows) { return db::put(tx, matter_table(), rows); }

db::PutCounts save(db::Tx& tx, const std::vector<Report>& rows) { return db::put(tx, matter_report_table(), rows); }

db::PutCounts save(db::Tx& tx, const std::vector<Extension>& rows) { return db::put(tx, extension_table(), rows); }

db::PutCounts save(db::Tx& tx, const std::vector<Letter>& rows) { return db::put(tx, letter_table(), rows); }

void write(JsonWriter& json, const std::vector<Matter>& rows) { db::write_rows(json, matter_table(), rows); }

void write(JsonWriter& json, const std::vector<Report>& rows) { db::write_rows(json, matter_report_table(), rows); }

void write(JsonWriter& json, const std::vector<Extension>& rows) { db::write_rows(json, extension_table(), rows); }

void write(JsonWriter& json, const std::vector<Letter>& rows) { db::write_rows(json, letter_table(), rows); }

Result<void> read(const json::Value& document, std::vector<Matter>& rows) {
  GUATU_TRY(rows, db::read_rows(document, matter_table()));
  return {};
}

Result<void> read(const json::Value& document, std::vector<Report>& rows) {
  GUATU_TRY(rows, db::read_rows(document, matter_report_table()));
  return {};
}

Result<void> read(const json::Value& document, std::vector<Extension>& rows) {
  GUATU_TRY(rows, db::read_rows(document, extension_table()));
  return {};
}

Result<void> read(const json::Value& document, std::vector<Letter>& rows) {
  GUATU_TRY(rows, db::read_rows(document, letter_table()));
  return {};
}

Result<db::PutCounts> undo_entry(db::Tx& tx, db::Position position) {
  db::PutCounts counts;
  GUATU_TRY(const auto matter, db::undo_at(tx, matter_table(), position));
  counts += matter;
  GUATU_TRY(const auto matter_report, db::undo_at(tx, matter_report_table(), position));
  counts += matter_report;
  GUATU_TRY(const auto extension, db::undo_at(tx, extension_table(), position));
  counts += extension;
  GUATU_TRY(const auto letter, db::undo_at(tx, letter_table(), position));
  counts += letter;
  return counts;
}

}  // namespace guatu::matter

// SPDX-License-Identifier: Apache-2.0
#include "feature/matter/matter_actions.hpp"

#include <algorithm>
#include <functional>
#include <iterator>
#include <utility>

#include "feature/matter/course_store.hpp"
#include "feature/matter/matter_store.hpp"

namespace guatu::matter {
namespace {

bool has_courses(const db::Reader& reader) { return !db::load(reader, course_table(), "ORDER BY id LIMIT 1").empty(); }

// A workbook corrects what a matter says. Where it stands is the loop's alone once somebody acted on it here.
Matter under_its_course(Matter stored, const Matter& row) {
  stored.text = row.text;
  stored.source_kind = row.source_kind;
  stored.source = row.source;
  stored.project = row.project;
  stored.milestone = row.milestone;
  stored.indicator = row.indicator;
  stored.warning = row.warning;
  stored.note = row.note;
  return stored;
}

std::vector<Matter> under_their_courses(const db::Reader& reader, std::vector<Matter> rows) {
  if (!has_courses(reader)) return rows;
  for (Matter& row : rows)
    if (auto stored = db::find(reader, matter_table(), row.id); stored && stored->acts)
      row = under_its_course(std::move(*stored), row);
  return rows;
}

std::vector<DutyRow> duties_by_row(const Matter& row, Date today) {
  const auto asks = asks_of(course_of(row, {}, nullptr, today), nullptr, calendar::Calendar());
  return asks ? duty_rows(row, *asks) : std::vector<DutyRow>{};
}

void write_duties(db::Tx& tx, std::span<const Matter> fresh, std::span<const Matter> known) {
  std::vector<DutyRow> wanted;
  for (const Matter& row : fresh)
    std::ranges::move(placed({}, duties_by_row(row, tx.today())), std::back_inserter(wanted));
  for (const Matter& row : known)
    if (!row.acts)
      std::ranges::move(placed(load_duties_on(tx, row.id), duties_by_row(row, tx.today())), std::back_inserter(wanted));
  db::put(tx, duty_table(), wanted);
}

}  // namespace

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

db::PutCounts save(db::Tx& tx, const std::vector<Matter>& rows) {
  std::vector<Matter> fresh;
  std::vector<Matter> known;
  const std::function<void(const Matter*, const Matter&)> sort_out = [&](const Matter* before, const Matter& after) {
    (before == nullptr ? fresh : known).push_back(after);
  };
  const auto counts = db::put(tx, matter_table(), under_their_courses(tx, rows), sort_out);
  write_duties(tx, fresh, known);
  return counts;
}

void refresh_duties(db::Tx& tx, std::span<const Matter> rows) { write_duties(tx, {}, rows); }

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
  GUATU_TRY(const auto course, db::undo_at(tx, course_table(), position));
  counts += course;
  GUATU_TRY(const auto act, db::undo_at(tx, act_table(), position));
  counts += act;
  GUATU_TRY(const auto duty, db::undo_at(tx, duty_table(), position));
  counts += duty;
  return counts;
}

}  // namespace guatu::matter

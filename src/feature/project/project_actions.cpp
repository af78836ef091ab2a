// SPDX-License-Identifier: Apache-2.0
#include "feature/project/project_actions.hpp"

#include "feature/project/project_course_store.hpp"
#include "feature/project/project_store.hpp"

namespace guatu::project {

std::vector<Project> load_projects(const db::Reader& reader, db::AsOf as_of) {
  return db::load_at(reader, project_table(), "ORDER BY sequence, id", as_of);
}

std::vector<ProjectYear> load_project_years(const db::Reader& reader, db::AsOf as_of) {
  return db::load_at(reader, project_year_table(), "ORDER BY project, year", as_of);
}

std::vector<Milestone> load_milestones(const db::Reader& reader, db::AsOf as_of) {
  return db::load_at(reader, milestone_table(), "ORDER BY project, sequence", as_of);
}

std::vector<Milestone> load_milestones_of(const db::Reader& reader, const Id<Project>& project) {
  return db::load(reader, milestone_table(), "WHERE project = :project ORDER BY sequence", {{"project", project}});
}

std::vector<Adjustment> load_adjustments(const db::Reader& reader, db::AsOf as_of) {
  return db::load_at(reader, adjustment_table(), "ORDER BY project, approved_on", as_of);
}

db::PutCounts save(db::Tx& tx, const std::vector<Project>& rows) { return db::put(tx, project_table(), rows); }

db::PutCounts save(db::Tx& tx, const std::vector<ProjectYear>& rows) { return db::put(tx, project_year_table(), rows); }

db::PutCounts save(db::Tx& tx, const std::vector<Milestone>& rows) { return db::put(tx, milestone_table(), rows); }

db::PutCounts save(db::Tx& tx, const std::vector<Adjustment>& rows) { return db::put(tx, adjustment_table(), rows); }

void write(JsonWriter& json, const std::vector<Project>& rows) { db::write_rows(json, project_table(), rows); }

void write(JsonWriter& json, const std::vector<ProjectYear>& rows) { db::write_rows(json, project_year_table(), rows); }

void write(JsonWriter& json, const std::vector<Milestone>& rows) { db::write_rows(json, milestone_table(), rows); }

void write(JsonWriter& json, const std::vector<Adjustment>& rows) { db::write_rows(json, adjustment_table(), rows); }

Result<void> read(const json::Value& document, std::vector<Project>& rows) {
  GUATU_TRY(rows, db::read_rows(document, project_table()));
  return {};
}

Result<void> read(const json::Value& document, std::vector<ProjectYear>& rows) {
  GUATU_TRY(rows, db::read_rows(document, project_year_table()));
  return {};
}

Result<void> read(const json::Value& document, std::vector<Milestone>& rows) {
  GUATU_TRY(rows, db::read_rows(document, milestone_table()));
  return {};
}

Result<void> read(const json::Value& document, std::vector<Adjustment>& rows) {
  GUATU_TRY(rows, db::read_rows(document, adjustment_table()));
  return {};
}

namespace {

template <class Row>
Result<void> undo_in(db::Tx& tx, const db::Table<Row>& table, db::Position position, db::PutCounts& counts) {
  GUATU_TRY(const auto undone, db::undo_at(tx, table, position));
  counts += undone;
  return {};
}

}  // namespace

Result<db::PutCounts> undo_entry(db::Tx& tx, db::Position position) {
  db::PutCounts counts;
  GUATU_CHECK(undo_in(tx, project_table(), position, counts));
  GUATU_CHECK(undo_in(tx, project_year_table(), position, counts));
  GUATU_CHECK(undo_in(tx, milestone_table(), position, counts));
  GUATU_CHECK(undo_in(tx, adjustment_table(), position, counts));
  GUATU_CHECK(undo_in(tx, stage_move_table(), position, counts));
  GUATU_CHECK(undo_in(tx, month_report_table(), position, counts));
  GUATU_CHECK(undo_in(tx, baseline_change_table(), position, counts));
  GUATU_CHECK(undo_in(tx, adjustment_request_table(), position, counts));
  GUATU_CHECK(undo_in(tx, project_note_table(), position, counts));
  GUATU_CHECK(undo_in(tx, project_visit_table(), position, counts));
  GUATU_CHECK(undo_in(tx, project_photo_table(), position, counts));
  return counts;
}

}  // namespace guatu::project

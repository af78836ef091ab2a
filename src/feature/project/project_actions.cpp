// SPDX-License-Identifier: Apache-2.0
#include "feature/project/project_actions.hpp"

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

Result<db::PutCounts> undo_entry(db::Tx& tx, db::Position position) {
  db::PutCounts counts;
  GUATU_TRY(const auto project, db::undo_at(tx, project_table(), position));
  counts += project;
  GUATU_TRY(const auto project_year, db::undo_at(tx, project_year_table(), position));
  counts += project_year;
  GUATU_TRY(const auto milestone, db::undo_at(tx, milestone_table(), position));
  counts += milestone;
  GUATU_TRY(const auto adjustment, db::undo_at(tx, adjustment_table(), position));
  counts += adjustment;
  return counts;
}

}  // namespace guatu::project

// SPDX-License-Identifier: Apache-2.0
// Projects, their years, milestones and adjustments (项目、年度、节点、调整): loading now or as of a journal position,
// saving with history, undoing what one entry did. Undo is refused once a later entry touched a row.
#pragma once

#include <vector>

#include "feature/project/project.hpp"
#include "platform/db/history.hpp"
#include "platform/db/row_json.hpp"

namespace guatu::project {

std::vector<Project> load_projects(const db::Reader& reader, db::AsOf as_of = {});
std::vector<ProjectYear> load_project_years(const db::Reader& reader, db::AsOf as_of = {});
std::vector<Milestone> load_milestones(const db::Reader& reader, db::AsOf as_of = {});
std::vector<Milestone> load_milestones_of(const db::Reader& reader, const Id<Project>& project);
std::vector<Adjustment> load_adjustments(const db::Reader& reader, db::AsOf as_of = {});
db::PutCounts save(db::Tx& tx, const std::vector<Project>& rows);
db::PutCounts save(db::Tx& tx, const std::vector<ProjectYear>& rows);
db::PutCounts save(db::Tx& tx, const std::vector<Milestone>& rows);
db::PutCounts save(db::Tx& tx, const std::vector<Adjustment>& rows);

// The rows inside a snapshot, under their table's name, and back.
void write(JsonWriter& json, const std::vector<Project>& rows);
void write(JsonWriter& json, const std::vector<ProjectYear>& rows);
void write(JsonWriter& json, const std::vector<Milestone>& rows);
void write(JsonWriter& json, const std::vector<Adjustment>& rows);
Result<void> read(const json::Value& document, std::vector<Project>& rows);
Result<void> read(const json::Value& document, std::vector<ProjectYear>& rows);
Result<void> read(const json::Value& document, std::vector<Milestone>& rows);
Result<void> read(const json::Value& document, std::vector<Adjustment>& rows);

// Takes back what the entry at `position` did to these tables. Refuses store.changed_since.
Result<db::PutCounts> undo_entry(db::Tx& tx, db::Position position);

}  // namespace guatu::project

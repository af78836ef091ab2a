// SPDX-License-Identifier: Apache-2.0
// The tables of what happens to a project (项目经过), what was changed of it in all tables, and the next number of a
// row. A number is never given twice, not even after a withdrawal.
#pragma once

#include <functional>

#include "feature/project/project_course.hpp"
#include "platform/db/table.hpp"

namespace guatu::project {

const db::Table<StageMove>& stage_move_table();
const db::Table<MonthReport>& month_report_table();
const db::Table<BaselineChange>& baseline_change_table();
const db::Table<AdjustmentRequest>& adjustment_request_table();
const db::Table<ProjectNote>& project_note_table();
const db::Table<ProjectVisit>& project_visit_table();
const db::Table<ProjectPhoto>& project_photo_table();

// Rows of one project in a table whose key begins with project.
inline constexpr std::string_view kOfProject = "WHERE project = :project";
std::string of_projects(std::size_t count);  // "WHERE project IN (:p0, …)"

std::int64_t next_sequence(const db::Reader& reader, const db::TableShape& shape, const Id<Project>& project);
// Since when the project stands in the register, after whatever happened to it.
std::optional<Date> first_known_on(const db::Reader& reader, const Id<Project>& project);
std::vector<std::pair<std::string, Date>> load_first_known(const db::Reader& reader);  // of all
// When the first plan of a year came into the register.
std::optional<Date> first_planned_on(const db::Reader& reader, std::int64_t year);
// The last journal position of a day or before it; 0 when there is none.
db::Position position_at_end_of(const db::Reader& reader, Date day);
std::int64_t count_matters(const db::Reader& reader, const Id<Project>& project);
// The packages of parts, among the projects that `args` name (p0, …).
std::vector<Id<Project>> load_parents(const db::Reader& reader, const db::Args& args);
bool has_parts(const db::Reader& reader, const Id<Project>& project);

// One stored version of a row that is the project or belongs to it, with the content before it.
struct StoredChange {
  const db::TableShape* shape = nullptr;
  std::string id;
  std::int64_t version = 0;
  std::int64_t position = 0;
  Instant recorded_at{};
  std::string before;  // empty: a new row
  std::string after;
};
std::vector<StoredChange> load_changes(const db::Reader& reader, const Id<Project>& project);

}  // namespace guatu::project

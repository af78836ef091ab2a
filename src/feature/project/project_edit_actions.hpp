// SPDX-License-Identifier: Apache-2.0
// Entering, editing, moving and planning projects (项目维护), each with one journal entry: what differs, before and
// after. A block of cells is written whole or not at all. Refuses what project_check.hpp and project_cell.hpp refuse,
// an id that is taken (store.row_exists), a version that is not the stored one (store.version_conflict),
// project.too_many_cells, project.row_twice.
#pragma once

#include <map>
#include <vector>

#include "feature/project/project_cell.hpp"
#include "feature/project/project_check.hpp"
#include "feature/project/project_course.hpp"
#include "platform/db/versioned.hpp"

namespace guatu::project {

Result<db::Versioned<Project>> create_project(db::Tx& tx, const Project& project);
// Stage and 形象进度 stay as they are.
Result<db::Versioned<Project>> edit_project(db::Tx& tx, Project project, std::int64_t expected_version);

struct StageStep {
  Stage stage = Stage::reserve;
  Date on{};
  std::string reason;
};
Result<db::Versioned<Project>> move_project(db::Tx& tx, const Id<Project>& id, const StageStep& step,
                                            std::int64_t expected_version);

// Version 0: the year has no row.
Result<db::Versioned<ProjectYear>> find_year(const db::Reader& reader, const Id<Project>& id, std::int64_t year);
Result<db::Versioned<ProjectYear>> plan_year(db::Tx& tx, const Id<Project>& id, std::int64_t year, const YearPlan& plan,
                                             std::int64_t expected_version);

struct CellRow {
  Id<Project> id;
  std::int64_t version = 0;
  std::int64_t year_version = 0;
  std::vector<std::pair<std::string, std::string>> values;  // field and text
};
struct CellBlock {
  std::int64_t year = 0;  // 0: no cell of a year is written
  std::string reason;     // of changed plans
  std::vector<CellRow> rows;
};
struct WrittenRow {
  Id<Project> id;
  std::int64_t version = 0;
  std::int64_t year_version = 0;
};
struct WrittenCells {
  std::int64_t cells = 0;
  std::vector<WrittenRow> rows;
};
Result<WrittenCells> paste_cells(db::Tx& tx, const CellBlock& block);

}  // namespace guatu::project

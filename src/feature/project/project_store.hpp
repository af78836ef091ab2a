// SPDX-License-Identifier: Apache-2.0
// Projects, their years, milestones and adjustments as tables (项目、年度、节点、调整): one description of a row serves
// SQL, its history and snapshots. Columns are added at the end; none changes its meaning.
#pragma once

#include "feature/project/project.hpp"
#include "platform/db/table.hpp"

namespace guatu::project {

const db::Table<Project>& project_table();
const db::Table<ProjectYear>& project_year_table();
const db::Table<Milestone>& milestone_table();
const db::Table<Adjustment>& adjustment_table();

}  // namespace guatu::project

// SPDX-License-Identifier: Apache-2.0
// Key projects for reading (重点项目查询): a page of the ledger, and one project with its years, milestones and
// adjustments, each with the version it has. Refuses api.no_such_record.
#pragma once

#include <vector>

#include "feature/project/project.hpp"
#include "platform/db/page.hpp"

namespace guatu::project {

struct ProjectDetail {
  db::Versioned<Project> project;
  std::vector<db::Versioned<ProjectYear>> years;
  std::vector<db::Versioned<Milestone>> milestones;
  std::vector<db::Versioned<Adjustment>> adjustments;
};

db::Page<Project> load_project_page(const db::Reader& reader, const db::PageQuery& query);
Result<db::Versioned<Project>> find_project(const db::Reader& reader, const Id<Project>& id);
Result<ProjectDetail> load_project_detail(const db::Reader& reader, const Id<Project>& id);

}  // namespace guatu::project

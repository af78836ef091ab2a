// SPDX-License-Identifier: Apache-2.0
// Key projects as a list shows them (项目列表), and one with everything that hangs on it. Refuses
// api.no_such_record.
#pragma once

#include <vector>

#include "feature/project/project.hpp"
#include "platform/db/page.hpp"

namespace guatu::project {

db::Page<Project> load_project_page(const db::Reader& reader, const db::PageQuery& query);

Result<db::Versioned<Project>> find_project(const db::Reader& reader, const Id<Project>& id);

struct ProjectDetail {
  db::Versioned<Project> project;
  std::vector<db::Versioned<ProjectYear>> years;
  std::vector<db::Versioned<Adjustment>> adjustments;
  std::vector<Project> parts;
  std::int64_t matters = 0;  // about it
};

Result<ProjectDetail> load_project_detail(const db::Reader& reader, const Id<Project>& id);

// What of other tables belongs to some projects, a page or a few.
struct Belongings {
  std::vector<ProjectYear> years;
  std::vector<Milestone> milestones;
  std::vector<Adjustment> adjustments;
  std::vector<Id<Project>> parents_of_parts;  // once for each part
};
Belongings load_belongings(const db::Reader& reader, const std::vector<Id<Project>>& projects);

}  // namespace guatu::project

// SPDX-License-Identifier: Apache-2.0
// Keeping the course of projects that a workbook changes (导入的项目经过): the rows that the same change leaves when it
// is typed on a page, by whoever imports and at the import's time. Called before the rows themselves are saved, because
// what they were is read from the store. Refuses what brought.hpp and milestone_change.hpp refuse.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "feature/project/brought.hpp"
#include "platform/db/history.hpp"

namespace guatu::project {

CourseDaysOf load_course_days(const db::Reader& reader);

struct Brought {
  const std::vector<Project>& projects;
  const std::vector<ProjectYear>& years;
  const std::vector<Milestone>& milestones;
  const std::map<std::string, BaselineApproval>& approvals;  // by project/sequence
};
struct Bringing {
  std::string reason;  // one for the whole import
  std::string source;  // the files it came by
};
std::string approval_key(const Milestone& milestone);

Result<void> keep_course(db::Tx& tx, const Brought& brought, const Bringing& bringing);

}  // namespace guatu::project

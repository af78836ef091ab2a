// SPDX-License-Identifier: Apache-2.0
#include "feature/project/project_list_actions.hpp"

#include "feature/project/project_course_store.hpp"
#include "feature/project/project_store.hpp"

namespace guatu::project {

db::Page<Project> load_project_page(const db::Reader& reader, const db::PageQuery& query) {
  return db::load_page(reader, project_table(), query);
}

Result<db::Versioned<Project>> find_project(const db::Reader& reader, const Id<Project>& id) {
  auto found = db::find_versioned(reader, project_table(), id);
  if (!found) return refuse(ErrorKind::not_found, "", "api.no_such_record", {{"id", id.value}});
  return std::move(*found);
}

Result<ProjectDetail> load_project_detail(const db::Reader& reader, const Id<Project>& id) {
  GUATU_TRY(auto project, find_project(reader, id));
  const db::Args args{{"project", id}};
  return ProjectDetail{
      std::move(project),
      db::load_versioned(reader, project_year_table(), "WHERE project = :project ORDER BY year", args),
      db::load_versioned(reader, adjustment_table(), "WHERE project = :project ORDER BY kind, approval_number", args),
      db::load(reader, project_table(), "WHERE parent = :project ORDER BY sequence, id", args),
      count_matters(reader, id)};
}

Belongings load_belongings(const db::Reader& reader, const std::vector<Id<Project>>& projects) {
  Belongings found;
  if (projects.empty()) return found;
  db::Args args;
  for (const auto& id : projects) args.push_back({"p" + std::to_string(args.size()), id});
  const std::string tail = of_projects(projects.size());
  found.years = db::load(reader, project_year_table(), tail, args);
  found.milestones = db::load(reader, milestone_table(), tail + " ORDER BY project, sequence", args);
  found.adjustments = db::load(reader, adjustment_table(), tail, args);
  found.parents_of_parts = load_parents(reader, args);
  return found;
}

}  // namespace guatu::project

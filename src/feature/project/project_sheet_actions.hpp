// SPDX-License-Identifier: Apache-2.0
// The list of projects as a workbook (导出): one row a project, what a list shows beside what the ledger has, money in
// 万元. Refuses what format/xlsx refuses.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "base/sheet_out.hpp"
#include "feature/project/project_list_actions.hpp"

namespace guatu::project {

struct ExportedRow {
  const Project* project = nullptr;
  const ProjectYear* year = nullptr;  // none: nothing planned and nothing reported
  std::string light;                  // its word
  std::string unit;                   // its name
  std::string department;
};

struct Exported {
  std::int64_t year = 0;
  int month = 0;  // up to which figures are added up
  std::vector<ExportedRow> rows;
  sheet_out::Mark mark;  // its instant is the workbook's
};

// By id, as lists show them.
std::map<std::string, std::string, std::less<>> load_unit_names(const db::Reader& reader);

Result<std::string> write_project_sheet(const Exported& exported);

}  // namespace guatu::project

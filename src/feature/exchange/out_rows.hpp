// SPDX-License-Identifier: Apache-2.0
// Register rows as rows of a layout's table (导出行): the way back from what row readers take. Exports and filled-in
// templates are made of them, so that what goes out comes back as it was. Telephone numbers never go out.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/sheet_out.hpp"
#include "feature/enterprise/enterprise.hpp"
#include "feature/exchange/layout.hpp"
#include "feature/indicator/indicator.hpp"
#include "feature/matter/matter.hpp"
#include "feature/project/project.hpp"
#include "feature/unit/unit.hpp"

namespace guatu::exchange {

struct OutColumn {
  std::string field;
  int month = 0;      // of a by_month field, else 0
  std::string group;  // 8月, or empty
  std::string header;
};

struct OutRecord {
  std::string key;
  std::vector<sheet_out::Value> cells;  // by column
};

struct OutSource {  // only what the layout needs has to be there
  std::vector<unit::Unit> units;
  std::vector<enterprise::Enterprise> enterprises;
  std::vector<indicator::Indicator> indicators;
  std::vector<indicator::Target> targets;  // of one unit
  std::vector<project::Project> projects;
  std::vector<project::ProjectYear> project_years;
  std::vector<project::Milestone> milestones;
  std::vector<matter::Matter> matters;
};

struct OutPeriod {
  int year = 0;
  int month = 0;  // 0: all twelve
  int first = 0;  // of a quarter's months, else 0
};

// The layouts that rows can be written for.
bool can_go_out(std::string_view layout);
// All columns that come back, in the layout's order; `only` names fields to keep, empty: all.
std::vector<OutColumn> out_columns(const Layout& layout, const OutPeriod& period,
                                   const std::vector<std::string>& only = {});
std::vector<OutRecord> out_records(const Layout& layout, const std::vector<OutColumn>& columns, const OutSource& source,
                                   const OutPeriod& period);

}  // namespace guatu::exchange

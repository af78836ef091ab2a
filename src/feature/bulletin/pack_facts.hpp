// SPDX-License-Identifier: Apache-2.0
// What a meeting pack says (会议材料), worked out of a snapshot and of nothing else: counts by light, what changed
// colour and why, who has not reported, what is overdue on whose desk, what each project must still invest, where the
// indicators stand, and the agenda, which begins with last time's items.
#pragma once

#include <string>
#include <vector>

#include "engine/indicator/sprint.hpp"
#include "feature/cycle/snapshot.hpp"

namespace guatu::bulletin {

struct LightCount {
  const cycle::FrozenStyle* style = nullptr;
  int projects = 0;
};

struct LightChange {
  const project::Project* project = nullptr;
  const cycle::FrozenLight* light = nullptr;
  std::string before;  // codes
  std::string after;
};

struct AdjustedTarget {
  const indicator::Indicator* indicator = nullptr;
  const indicator::Target* target = nullptr;
  cycle::RememberedTarget before;
};

struct MissingReport {
  Id<unit::Unit> unit;
  std::vector<const project::Project*> projects;
};

struct OverdueMatter {
  const matter::Matter* matter = nullptr;
  std::int64_t overdue_days = 0;
  std::optional<std::int64_t> lying_days;
};
struct OverdueUnit {
  Id<unit::Unit> unit;
  std::vector<OverdueMatter> matters;
};

struct SprintRow {
  const project::Project* project = nullptr;
  figures::Sprint sprint;
};
struct SectorSum {
  std::string sector;
  int projects = 0;
  Money year_plan;
  Money plan;    // by the month, cumulative
  Money actual;  // by the month, cumulative
  figures::Sprint sprint;
  std::vector<int> lights;  // in the order of PackFacts::counts
};

struct AgendaPoint {
  std::string kind;  // 上次事项 | 到期事项 | 新增事项
  std::string text;
  std::string speaker;
  const matter::Matter* matter = nullptr;  // as it is now
};

struct PackFacts {
  std::vector<LightCount> counts;
  std::vector<LightChange> changes;
  std::vector<AdjustedTarget> adjusted;  // published targets that said something else last time
  std::vector<MissingReport> missing;
  std::vector<OverdueUnit> overdue;
  std::vector<SprintRow> sprint;   // only projects that still must invest, the hardest first
  std::vector<SectorSum> sectors;  // in the ledger's order; last one is all
  std::vector<AgendaPoint> agenda;
  std::vector<indicator::Standing> standings;
  project::ProjectCounts project_counts;
  std::vector<const project::Project*> red;  // worst light, in the ledger's order
  std::optional<Id<unit::Unit>> home;
};

PackFacts pack_facts(const cycle::Snapshot& snapshot);
// Where the indicators of the district stand, in the register's order; none when no unit is the district.
std::vector<indicator::Standing> home_standings(const cycle::Snapshot& snapshot);

}  // namespace guatu::bulletin

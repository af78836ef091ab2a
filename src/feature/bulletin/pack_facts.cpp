// SPDX-License-Identifier: Apache-2.0
#include "feature/bulletin/pack_facts.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <unordered_map>

#include "feature/project/month_report.hpp"

namespace guatu::bulletin {
namespace {

using cycle::Snapshot;
using project::Project;
using project::ProjectYear;

struct Index {
  std::unordered_map<std::string_view, const Project*> projects;
  std::unordered_map<std::string_view, const ProjectYear*> years;
  std::unordered_map<std::string_view, const matter::Matter*> matters;
  std::map<std::string, std::int64_t> unit_order;

  explicit Index(const Snapshot& snapshot) {
    for (const auto& project : snapshot.portfolio.projects) projects[project.id.value] = &project;
    for (const auto& year : snapshot.portfolio.years)
      if (year.year == snapshot.month.year()) years[year.project.value] = &year;
    for (const auto& matter : snapshot.matters) matters[matter.id.value] = &matter;
    for (const auto& unit : snapshot.units) unit_order[unit.id.value] = unit.sequence;
  }
  const ProjectYear* year_of(std::string_view project) const {
    const auto found = years.find(project);
    return found == years.end() ? nullptr : found->second;
  }
};

std::vector<LightCount> count_lights(const Snapshot& snapshot) {
  std::vector<LightCount> counts;
  for (const auto& style : snapshot.styles) {
    const auto projects = std::count_if(snapshot.lights.begin(), snapshot.lights.end(),
                                        [&](const auto& light) { return light.light == style.code; });
    counts.push_back({&style, static_cast<int>(projects)});
  }
  return counts;
}

std::size_t severity(const Snapshot& snapshot, std::string_view code) {
  for (std::size_t i = 0; i < snapshot.styles.size(); ++i)
    if (snapshot.styles[i].code == code) return i;
  return snapshot.styles.size();
}

std::vector<LightChange> find_changes(const Snapshot& snapshot, const Index& index) {
  std::vector<LightChange> changes;
  for (const auto& light : snapshot.lights) {
    const auto before = snapshot.previous.lights.find(light.project);
    if (before == snapshot.previous.lights.end() || before->second == light.light) continue;
    changes.push_back({index.projects.at(light.project), &light, before->second, light.light});
  }
  // What became worst comes first.
  std::stable_sort(changes.begin(), changes.end(), [&](const LightChange& a, const LightChange& b) {
    return severity(snapshot, a.after) < severity(snapshot, b.after);
  });
  return changes;
}

template <class Group>
void sort_by_unit(std::vector<Group>& groups, const Index& index) {
  const auto order = [&](const Id<unit::Unit>& unit) {
    const auto found = index.unit_order.find(unit.value);
    return found == index.unit_order.end() ? std::int64_t{1'000'000} : found->second;
  };
  std::stable_sort(groups.begin(), groups.end(),
                   [&](const Group& a, const Group& b) { return order(a.unit) < order(b.unit); });
}

std::vector<MissingReport> find_missing(const Snapshot& snapshot, const Index& index) {
  const project::Reporting reporting;  // what was moved out has no light
  std::map<std::string, MissingReport> by_unit;
  for (const auto& light : snapshot.lights) {
    const Project* project = index.projects.at(light.project);
    const ProjectYear* year = index.year_of(light.project);
    if (year == nullptr || !reporting.owes_month(*project, *year, snapshot.month)) continue;
    const Id<unit::Unit> unit = project->responsible.value_or(Id<unit::Unit>{});
    auto& missing = by_unit[unit.value];
    missing.unit = unit;
    missing.projects.push_back(project);
  }
  std::vector<MissingReport> missing;
  for (auto& [unit, report] : by_unit) missing.push_back(std::move(report));
  sort_by_unit(missing, index);
  return missing;
}

std::vector<OverdueUnit> find_overdue(const Snapshot& snapshot, const Index& index) {
  std::map<std::string, OverdueUnit> by_unit;
  for (const auto& matter : snapshot.matters) {
    if (!matter::is_overdue(matter, snapshot.day)) continue;
    const Id<unit::Unit> unit = matter.lead.value_or(Id<unit::Unit>{});
    auto& overdue = by_unit[unit.value];
    overdue.unit = unit;
    overdue.matters.push_back(
        {&matter, (snapshot.day - *matter.due).count(), matter::lying_days(matter, snapshot.day)});
  }
  std::vector<OverdueUnit> overdue;
  for (auto& [unit, group] : by_unit) {
    std::stable_sort(group.matters.begin(), group.matters.end(),
                     [](const auto& a, const auto& b) { return a.overdue_days > b.overdue_days; });
    overdue.push_back(std::move(group));
  }
  sort_by_unit(overdue, index);
  return overdue;
}

figures::SprintFacts sprint_facts(const ProjectYear& year, int month) {
  figures::SprintFacts facts;
  facts.year_plan = year.year_plan.value_or(project::cumulative(year.plan, 12));
  facts.month = month;
  const int reported = project::last_reported_month(year.actual, month);
  for (int i = 1; i <= reported; ++i)
    facts.cumulative[static_cast<std::size_t>(i - 1)] = project::cumulative(year.actual, i);
  return facts;
}

// In a sum a project that did not report stands with its last known figure: the gap is listed as missing, and one
// silent unit must not hide what all the others still have to do.
figures::SprintFacts carried_forward(figures::SprintFacts facts) {
  std::optional<Money> last;
  for (int i = 0; i < facts.month; ++i) {
    auto& cumulative = facts.cumulative[static_cast<std::size_t>(i)];
    if (cumulative)
      last = cumulative;
    else
      cumulative = last.value_or(Money());
  }
  return facts;
}

std::vector<SprintRow> find_sprint(const Snapshot& snapshot, const Index& index) {
  std::vector<SprintRow> rows;
  for (const auto& light : snapshot.lights) {
    const ProjectYear* year = index.year_of(light.project);
    if (year == nullptr) continue;
    const auto sprint = figures::measure_sprint(sprint_facts(*year, snapshot.month.number()));
    if (!sprint || sprint->outlook == figures::SprintOutlook::done || sprint->remaining.is_zero()) continue;
    rows.push_back({index.projects.at(light.project), *sprint});
  }
  std::stable_sort(rows.begin(), rows.end(), [](const SprintRow& a, const SprintRow& b) {
    if (a.sprint.outlook != b.sprint.outlook) return a.sprint.outlook > b.sprint.outlook;
    return a.sprint.needed_per_month > b.sprint.needed_per_month;
  });
  return rows;
}

SectorSum sum_of(const Snapshot& snapshot, const Index& index, const std::string& sector) {
  SectorSum sum;
  sum.sector = sector.empty() ? "合计" : sector;
  sum.lights.assign(snapshot.styles.size(), 0);
  std::vector<figures::SprintFacts> facts;
  for (const auto& light : snapshot.lights) {
    const Project* project = index.projects.at(light.project);
    if (!sector.empty() && project->sector != sector) continue;
    ++sum.projects;
    if (const std::size_t place = severity(snapshot, light.light); place < sum.lights.size()) ++sum.lights[place];
    const ProjectYear* year = index.year_of(light.project);
    if (year == nullptr) continue;
    sum.year_plan += year->year_plan.value_or(project::cumulative(year->plan, 12));
    sum.plan += project::cumulative(year->plan, snapshot.month.number());
    sum.actual += project::cumulative(year->actual, snapshot.month.number());
    facts.push_back(carried_forward(sprint_facts(*year, snapshot.month.number())));
  }
  if (const auto sprint = figures::measure_sprint_of_sum(facts)) sum.sprint = *sprint;
  return sum;
}

std::vector<SectorSum> sum_sectors(const Snapshot& snapshot, const Index& index) {
  std::vector<std::string> sectors;
  for (const auto& light : snapshot.lights) {
    const std::string& sector = index.projects.at(light.project)->sector;
    if (std::find(sectors.begin(), sectors.end(), sector) == sectors.end()) sectors.push_back(sector);
  }
  std::vector<SectorSum> sums;
  for (const auto& sector : sectors) sums.push_back(sum_of(snapshot, index, sector));
  sums.push_back(sum_of(snapshot, index, {}));
  return sums;
}

std::vector<AgendaPoint> make_agenda(const Snapshot& snapshot, const Index& index) {
  std::vector<AgendaPoint> agenda;
  std::set<std::string> seen;
  const auto add = [&](std::string_view kind, const cycle::AgendaItem& item) {
    const matter::Matter* matter = nullptr;
    if (item.matter) {
      const auto found = index.matters.find(item.matter->value);
      matter = found == index.matters.end() ? nullptr : found->second;
      if (!seen.insert(item.matter->value).second) return;
    }
    agenda.push_back({std::string(kind), item.text, item.speaker, matter});
  };
  // Last time's items first, whether or not somebody put them on today's list.
  for (const auto& item : snapshot.last_agenda) add("上次事项", item);
  for (const auto& item : snapshot.agenda) add(item.kind.empty() ? "新增事项" : item.kind, item);
  return agenda;
}

// Projects with a light and the parts of packaged ones; what was moved out is neither.
std::vector<Project> counted_projects(const Snapshot& snapshot) {
  std::set<std::string_view> lit;
  for (const auto& light : snapshot.lights) lit.insert(light.project);
  std::vector<Project> counted;
  for (const auto& project : snapshot.portfolio.projects)
    if (lit.contains(project.id.value) || (project.parent && lit.contains(project.parent->value)))
      counted.push_back(project);
  return counted;
}

std::optional<Id<unit::Unit>> home_of(const Snapshot& snapshot) {
  for (const auto& unit : snapshot.units)
    if (unit.kind == unit::UnitKind::district || unit.kind == unit::UnitKind::city)
      for (const auto& child : snapshot.units)
        if (child.parent == unit.id && !child.group.empty()) return unit.id;
  return std::nullopt;
}

// Whoever is at the same level under the same parent is compared with; a district with its city's districts.
std::vector<Id<unit::Unit>> peers_of(const Snapshot& snapshot, const Id<unit::Unit>& home) {
  const auto* own = snapshot.find_unit(home);
  std::vector<Id<unit::Unit>> peers;
  for (const auto& unit : snapshot.units)
    if (unit.kind == own->kind && unit.parent == own->parent) peers.push_back(unit.id);
  return peers;
}

}  // namespace

PackFacts pack_facts(const Snapshot& snapshot) {
  const Index index(snapshot);
  PackFacts facts;
  facts.counts = count_lights(snapshot);
  facts.changes = find_changes(snapshot, index);
  facts.missing = find_missing(snapshot, index);
  facts.overdue = find_overdue(snapshot, index);
  facts.sprint = find_sprint(snapshot, index);
  facts.sectors = sum_sectors(snapshot, index);
  facts.agenda = make_agenda(snapshot, index);
  facts.project_counts = project::count_projects(counted_projects(snapshot));
  if (!snapshot.styles.empty())
    for (const auto& light : snapshot.lights)
      if (light.light == snapshot.styles.front().code) facts.red.push_back(index.projects.at(light.project));
  facts.home = home_of(snapshot);
  facts.standings = home_standings(snapshot);
  return facts;
}

std::vector<indicator::Standing> home_standings(const Snapshot& snapshot) {
  const auto home = home_of(snapshot);
  if (!home) return {};
  return indicator::standings(snapshot.indicators, *home, peers_of(snapshot, *home), Month::of(snapshot.day),
                              snapshot.day, snapshot.tolerance);
}

}  // namespace guatu::bulletin

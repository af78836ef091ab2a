// SPDX-License-Identifier: Apache-2.0
#include "feature/light/light_board.hpp"

#include <set>
#include <unordered_map>

namespace guatu::lights {
namespace {

using project::Project;
using project::ProjectYear;

struct Cumulated {
  std::array<Money, 12> amounts{};
  std::uint16_t months = 0;
};

Cumulated cumulate(const project::MonthlyMoney& months) {
  Cumulated cumulated;
  Money sum;
  for (std::size_t i = 0; i < months.size(); ++i) {
    if (months[i]) {
      sum += *months[i];
      cumulated.months = static_cast<std::uint16_t>(cumulated.months | (1U << i));
    }
    cumulated.amounts[i] = sum;
  }
  return cumulated;
}

// Done is a finished stage with the year's plan reached; a finished project that is still short stays in the race.
light::Report state_of(const Project& project, const ProjectYear* year, Money actual) {
  if (project::is_finished(project.stage) && year != nullptr && year->year_plan && actual >= *year->year_plan)
    return light::Report::done;
  return light::Report::reported;
}

light::ProjectFacts facts_of(const Project& project, const ProjectYear* year, Month month, Date day) {
  light::ProjectFacts facts;
  facts.year = month.year();
  facts.month = month;
  facts.day = day;
  if (year != nullptr) {
    const Cumulated plan = cumulate(year->plan);
    const Cumulated actual = cumulate(year->actual);
    facts.plan = plan.amounts;
    facts.planned_months = plan.months;
    facts.actual = actual.amounts;
    facts.reported_months = actual.months;
    facts.year_plan = year->year_plan.value_or(plan.amounts[11]);
    facts.state = state_of(project, year, actual.amounts[static_cast<std::size_t>(month.number() - 1)]);
    // A month for which nothing was planned and nothing reported is not owed: it is not applicable, not missing.
    if (facts.state == light::Report::reported && project::is_reported(*year, month.number()) &&
        !year->actual[static_cast<std::size_t>(month.number() - 1)])
      facts.state = light::Report::not_applicable;
  } else {
    facts.state = light::Report::not_applicable;
  }
  if (project.planned_start) facts.planned_start = Month::of(*project.planned_start);
  facts.started = project.started_on_site;
  facts.entered_library = project.started_statistically;
  return facts;
}

}  // namespace

std::vector<const Project*> lit_projects(const Portfolio& portfolio, Date day) {
  std::set<std::string_view> moved_out;
  for (const auto& adjustment : portfolio.adjustments)
    if (adjustment.kind == project::AdjustmentKind::moved_out &&
        (!adjustment.approved_on || *adjustment.approved_on <= day))
      moved_out.insert(adjustment.project.value);
  std::vector<const Project*> lit;
  for (const auto& project : portfolio.projects)
    if (!project.parent && !moved_out.contains(project.id.value)) lit.push_back(&project);
  return lit;
}

Board::Board(const light::RuleSet& rules, const Portfolio& portfolio, Month month, Date day)
    : rules_(&rules),
      month_(month),
      day_(day),
      milestones_(std::make_shared<std::deque<std::vector<light::Milestone>>>()) {
  std::unordered_map<std::string_view, const ProjectYear*> years;
  for (const auto& year : portfolio.years)
    if (year.year == month.year()) years[year.project.value] = &year;
  std::unordered_map<std::string_view, std::vector<light::Milestone>> milestones;
  for (const auto& milestone : portfolio.milestones)
    if (milestone.baseline) milestones[milestone.project.value].push_back({*milestone.baseline, milestone.actual});
  rows_.reserve(portfolio.projects.size());
  for (const Project* project : lit_projects(portfolio, day)) {
    const auto year = years.find(project->id.value);
    ProjectLight row;
    row.project = project;
    row.year = year == years.end() ? nullptr : year->second;
    if (const auto found = milestones.find(project->id.value); found != milestones.end()) {
      milestones_->push_back(std::move(found->second));
      row.milestones = milestones_->back();
    }
    row.lights = light::evaluate(rules, facts(row));
    index_[project->id.value] = rows_.size();
    rows_.push_back(std::move(row));
  }
}

light::ProjectFacts Board::facts(const ProjectLight& row) const {
  light::ProjectFacts facts = facts_of(*row.project, row.year, month_, day_);
  facts.milestones = row.milestones;
  return facts;
}

const ProjectLight* Board::find(const Id<project::Project>& project) const {
  const auto found = index_.find(project.value);
  return found == index_.end() ? nullptr : &rows_[found->second];
}

const light::LightStyle& Board::style_of(const ProjectLight& row) const {
  return rules_->lights[row.lights.overall().light];
}

std::vector<int> Board::counts() const {
  std::vector<int> counts(rules_->lights.size(), 0);
  for (const auto& row : rows_) ++counts[row.lights.overall().light];
  return counts;
}

Board Board::replayed(const light::RuleSet& rules) const {
  Board replay = *this;
  replay.rules_ = &rules;
  for (auto& row : replay.rows_) row.lights = light::evaluate(rules, facts(row));
  return replay;
}

std::vector<light::Explanation> explain(const Board& board, const ProjectLight& row, light::Tongue tongue) {
  const light::ProjectFacts facts = board.facts(row);
  std::vector<light::Explanation> explanations;
  for (const auto& light : row.lights.all())
    explanations.push_back(light::explain(board.rules(), light, facts, MoneyUnit::ten_thousand_yuan, tongue));
  return explanations;
}

}  // namespace guatu::lights

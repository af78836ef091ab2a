// SPDX-License-Identifier: Apache-2.0
#include "feature/wallchart/wallchart_actions.hpp"

#include "feature/cadence/cycle_plan_actions.hpp"
#include "feature/light/project_light_actions.hpp"
#include "feature/project/course_actions.hpp"
#include "feature/trial/trial_actions.hpp"
#include "feature/unit/unit_actions.hpp"

namespace guatu::wallchart {
namespace {

Month compared_month(const db::Reader& reader, const AskedChart& asked) {
  const Month looked_at = cadence::load_figures_due(reader).month_at(asked.day);
  const auto year = static_cast<int>(asked.year.value_or(looked_at.year()));
  if (year == looked_at.year()) return looked_at;
  return Month(year, year < looked_at.year() ? 12 : 1);
}

}  // namespace

Result<std::unique_ptr<const LoadedChart>> load_chart(const db::Reader& reader, const AskedChart& asked,
                                                      const std::function<bool(const project::Project&)>& may_see) {
  for (const auto list : {trial::List::wall, trial::List::lights})
    GUATU_CHECK(trial::check_visible(reader, list, asked.audience));
  auto chart = std::make_unique<LoadedChart>();
  chart->has_ranking = trial::check_visible(reader, trial::List::ranking, asked.audience).has_value();
  GUATU_TRY(chart->rule, lights::load_rule(reader, asked.rule, asked.day));
  chart->portfolio = lights::load_portfolio(reader);
  std::erase_if(chart->portfolio.projects, [&](const auto& project) { return !may_see(project); });
  chart->notes = project::load_notes_in_force(reader, asked.day);
  chart->units = unit::load_units(reader);
  chart->people = unit::load_people(reader);
  chart->board.emplace(chart->rule.rules, chart->portfolio, compared_month(reader, asked), asked.day);
  chart->shown.emplace(*chart->board, chart->notes);
  return std::unique_ptr<const LoadedChart>(std::move(chart));
}

}  // namespace guatu::wallchart

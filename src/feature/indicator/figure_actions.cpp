// SPDX-License-Identifier: Apache-2.0
#include "feature/indicator/figure_actions.hpp"

#include <algorithm>

#include "engine/light/rule_toml.hpp"
#include "feature/cadence/cycle_plan_actions.hpp"
#include "feature/indicator/indicator_actions.hpp"
#include "feature/indicator/indicator_store.hpp"
#include "feature/indicator/statistic_store.hpp"
#include "feature/light/light_actions.hpp"
#include "feature/trial/trial_actions.hpp"
#include "feature/unit/unit_actions.hpp"

namespace guatu::indicator {
namespace {

// The one in force for indicators; most offices have none, and then there are no lights.
std::optional<light::RuleSet> load_rules(const db::Reader& reader, Date day, db::AsOf position) {
  const auto adoptions = lights::load_adoptions(reader, position);
  const auto adoption = lights::in_force(adoptions, "indicator", day);
  if (!adoption) return std::nullopt;
  auto rules = light::parse_rule_set((*adoption)->text, (*adoption)->id.value);
  return rules ? std::optional(*std::move(rules)) : std::nullopt;
}

std::vector<Observation> load_figures(const db::Reader& reader, const ViewAsked& asked, Month first, Month last) {
  if (asked.position) return load_observations(reader, asked.position);
  if (!asked.indicator) return load_observations_between(reader, first, last);
  return db::load(reader, observation_table(),
                  "WHERE indicator = :indicator AND last_month >= :first AND last_month <= :last"
                  " ORDER BY indicator, unit, last_month, first_month",
                  {{"indicator", *asked.indicator}, {"first", first}, {"last", last}});
}

template <class Row>
void keep_of(std::vector<Row>& rows, const Id<Indicator>& indicator, const Id<unit::Unit>& unit) {
  std::erase_if(rows, [&](const Row& row) { return row.indicator != indicator || row.unit != unit; });
}

}  // namespace

Result<AsReleased> as_released(const ViewAsked& asked) {
  const Date today = local_date(asked.now);
  const Date day = asked.day.value_or(today);
  if (day > today) return refuse(ErrorKind::invalid, "as_of", "indicator.day_to_come", {{"value", format_date(day)}});
  return AsReleased{day, asked.now};
}

Result<FigureView> load_view(const db::Reader& reader, const ViewAsked& asked) {
  GUATU_TRY(const AsReleased released, as_released(asked));
  if (asked.position && (*asked.position > reader.position() || *asked.position < 0))
    return refuse(ErrorKind::invalid, "position", "indicator.position_to_come",
                  {{"value", std::to_string(*asked.position)}, {"position", std::to_string(reader.position())}});
  FigureView view;
  view.day = released.day;
  view.registers.indicators = load_indicators(reader, asked.position);
  view.registers.targets = load_targets(reader, asked.position);
  view.registers.month_shares = load_month_shares(reader, asked.position);
  const Month first(asked.period.year() - 1, 1);
  const Month last(asked.period.year(), 12);
  auto observations = load_figures(reader, asked, first, last);
  std::erase_if(observations, [&](const Observation& one) {
    return one.last < first || one.last > last || !is_visible(one, released);
  });
  view.registers.observations = std::move(observations);
  view.units = unit::load_units(reader, asked.position);
  if (asked.position) {  // versions come by id
    std::ranges::stable_sort(view.units, {}, &unit::Unit::sequence);
    std::ranges::stable_sort(view.registers.indicators, {}, &Indicator::sequence);
  }
  view.peer_sets = db::load_at(reader, peer_set_table(), "ORDER BY unit", asked.position);
  const auto is_shown = [&](trial::List list) {
    return trial::check_visible(reader, list, asked.audience).has_value();
  };
  if (is_shown(trial::List::lights)) view.rules = load_rules(reader, released.day, asked.position);
  view.has_ranks = is_shown(trial::List::ranking);
  view.tolerance = cadence::load_plan_at(reader, asked.position).tolerance;
  return view;
}

std::vector<Observation> load_all_vintages(const db::Reader& reader, const Id<Indicator>& indicator,
                                           const Id<unit::Unit>& unit, db::AsOf position) {
  if (!position) return load_observations_of(reader, indicator, unit);
  auto observations = load_observations(reader, position);
  keep_of(observations, indicator, unit);
  return observations;
}

std::vector<Estimate> load_estimates_for(const db::Reader& reader, const Id<Indicator>& indicator,
                                         const Id<unit::Unit>& unit, db::AsOf position) {
  auto estimates = db::load_at(reader, estimate_table(), "ORDER BY month", position);
  keep_of(estimates, indicator, unit);
  return estimates;
}

}  // namespace guatu::indicator

// SPDX-License-Identifier: Apache-2.0
// Everything that the wall chart (挂图) of a day is made from, loaded once: the portfolio as far as its reader may see
// it, the rule set, lights set by hand, units. Refuses light.no_rule_in_force, light.no_such_rule, and trial.hidden
// while the chart or the lights are on trial and it is not the office that asks.
#pragma once

#include <functional>
#include <memory>

#include "feature/light/light_actions.hpp"
#include "feature/light/shown_light.hpp"
#include "feature/trial/trial.hpp"

namespace guatu::wallchart {

struct AskedChart {
  Date day{};
  std::optional<std::int64_t> year;  // none: that of the figures looked at on the day
  std::string rule;                  // id of an adopted rule set; empty: the one in force
  trial::Audience audience = trial::Audience::everybody;
};

// Points into itself; therefore not moved.
struct LoadedChart {
  lights::RuleInForce rule;
  lights::Portfolio portfolio;
  std::vector<project::ProjectNote> notes;
  std::vector<unit::Unit> units;
  std::vector<unit::Person> people;
  bool has_ranking = true;  // false: it is on trial, and it is not the office that asks
  std::optional<lights::Board> board;
  std::optional<lights::ShownLights> shown;
};

Result<std::unique_ptr<const LoadedChart>> load_chart(const db::Reader& reader, const AskedChart& asked,
                                                      const std::function<bool(const project::Project&)>& may_see);

}  // namespace guatu::wallchart

// SPDX-License-Identifier: Apache-2.0
// Which rule set is in force (规则启用): the office adopts a preset or its own file from a day on; the one adopted
// last among those in force on a day decides the lights of that day. Earlier lights keep the rule they were made by.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/date.hpp"
#include "base/id.hpp"
#include "engine/light/light.hpp"

namespace guatu::lights {

struct RuleAdoption {
  Id<RuleAdoption> id;  // name@version
  std::string name;
  std::string rule_version;
  std::string title;
  std::string scope;
  Date effective_from;
  std::optional<Date> effective_until;
  Date adopted_on;
  std::string text;  // TOML
};

RuleAdoption adoption_of(const light::RuleSet& rules, std::string text, Date effective_from, Date today);

// Refuses light.no_rule_in_force.
Result<const RuleAdoption*> in_force(const std::vector<RuleAdoption>& adoptions, std::string_view scope, Date day);

}  // namespace guatu::lights

// SPDX-License-Identifier: Apache-2.0
// Lights of plain numbers (试算): facts typed by hand, without a store, so that a rule can be tried on one case.
// Every metric of the rule set whose facts are given is explained, and the worst of them is the overall light.
// Refuses numbers and dates that do not read, and facts that suit none of the rule set's metrics.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/light/explain.hpp"
#include "engine/light/light.hpp"

namespace guatu::light {

// As typed; an empty text is not given.
struct PlainFacts {
  std::string expected, done, whole, unit;              // progress; whole is 100 and unit % unless given
  std::string planned_start, started, start_reason;     // month, date, reason code
  std::string entered_library;                          // date
  std::string required, paid;                           // payment, 万元
  std::string months;                                   // district: + met, - missed, / not applicable, ? not reported
  std::string growth, planned_growth, city_average;     // %
  std::string issued, spent, issue_month, as_of_month;  // special bond, 万元
  std::string baselines, actuals;                       // nodes: dates separated by commas; - for not yet
  std::string as_of;                                    // date
};

struct PlainLights {
  std::vector<Light> lights;
  std::vector<Explanation> explanations;  // one for each light
  std::uint8_t worst = 0;
};

Result<PlainLights> explain_plain(const RuleSet& rules, const PlainFacts& facts, Tongue tongue);

}  // namespace guatu::light

// SPDX-License-Identifier: Apache-2.0
// Reads a rule set from TOML (data/rule/*.toml, docs/format/rule.md) and checks it: every clause needs an interval,
// a light and a source; clauses must not overlap; a gap must be declared with `hole = true`. All problems are
// reported at once, each naming the metric, the clause and the interval.
#pragma once

#include <string_view>

#include "engine/light/light.hpp"

namespace guatu::light {

inline constexpr std::size_t kRuleBytesMax = 256 * 1024;

// Refuses light.toml_syntax, light.field_missing, light.field_wrong, light.unknown_light, light.unknown_metric_kind,
// light.not_an_interval, light.reference_not_allowed, light.clause_without_source, light.overlap, light.hole,
// light.severity_incomplete, light.effective_reversed, light.rule_too_long, light.too_many.
Result<RuleSet> parse_rule_set(std::string_view toml, std::string_view place);

}  // namespace guatu::light

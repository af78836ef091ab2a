// SPDX-License-Identifier: Apache-2.0
// A rule set's lights and its name as JSON (灯的样式), as the wall chart and the light of a project tell them: with
// their order, the worst first.
#pragma once

#include "base/json_writer.hpp"
#include "feature/light/rule_adoption.hpp"

namespace guatu::lights {

// [{"code","word","shape","colour","meaning","severity"}], by severity.
void write_styles(JsonWriter& json, const light::RuleSet& rules);
// {"id","name","version","title"}
void write_rule(JsonWriter& json, const RuleAdoption& adoption);

}  // namespace guatu::lights

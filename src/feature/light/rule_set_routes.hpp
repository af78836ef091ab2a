// SPDX-License-Identifier: Apache-2.0
// Routes of rule sets (亮灯规则): those proposed and adopted, the presets, checking a text with every hole and overlap
// named, proposing, and confirming by another person.
#pragma once

#include <vector>

#include "feature/light/light_presets.hpp"
#include "platform/api/route.hpp"

namespace guatu::lights {

// `presets` are the texts of data/rule; they outlive the routes.
std::vector<api::Route> rule_set_routes(std::vector<light::RuleText> presets);

}  // namespace guatu::lights

// SPDX-License-Identifier: Apache-2.0
// Routes of the plan of cycles (调度安排): reading and editing it by version. "0" is the version of a plan that nobody
// has edited yet.
#pragma once

#include <vector>

#include "platform/api/route.hpp"

namespace guatu::cadence {

std::vector<api::Route> cycle_plan_routes();

}  // namespace guatu::cadence

// SPDX-License-Identifier: Apache-2.0
// The wall chart over HTTP (挂图): one answer with every project that the caller may see, for the page and the screen.
// Refuses what wallchart_actions.hpp refuses, and years that cannot be.
#pragma once

#include <vector>

#include "platform/api/route.hpp"

namespace guatu::wallchart {

std::vector<api::Route> wallchart_routes();

}  // namespace guatu::wallchart

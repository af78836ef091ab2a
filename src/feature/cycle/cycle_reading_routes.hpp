// SPDX-License-Identifier: Apache-2.0
// Routes that only read of a cycle (未报送、催报、快照原文): who has not reported, what the caller's units are reminded
// of, and the frozen bytes. Part of cycle_routes(), which has the whole.
#pragma once

#include <vector>

#include "platform/api/route.hpp"

namespace guatu::cycle {

std::vector<api::Route> cycle_reading_routes();

}  // namespace guatu::cycle

// SPDX-License-Identifier: Apache-2.0
// Routes of cycles (调度周期): the plan, the calendar of cycles, one with its agenda, its steps under If-Match, who has
// not reported, reminders, and the frozen bytes. Who reads through relations sees what his own units owe.
#pragma once

#include <vector>

#include "feature/calendar/calendar_presets.hpp"
#include "feature/cycle/paper.hpp"
#include "platform/api/route.hpp"

namespace guatu::cycle {

struct CycleParts {
  std::vector<calendar::YearText> presets;  // the texts of data/calendar
  RenderPapers render;
};

std::vector<api::Route> cycle_routes(const CycleParts& parts);

}  // namespace guatu::cycle

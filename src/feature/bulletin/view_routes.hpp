// SPDX-License-Identifier: Apache-2.0
// Routes that show a cycle (调度看板、会议材料): preview before it is frozen, view after, comparison with the one
// before, its papers one by one. A frozen cycle is the office's until it is published; what is on trial stays the
// office's.
#pragma once

#include <vector>

#include "feature/calendar/calendar_presets.hpp"
#include "feature/cycle/paper.hpp"
#include "platform/api/route.hpp"

namespace guatu::bulletin {

struct ViewParts {
  std::vector<calendar::YearText> presets;  // the texts of data/calendar
  cycle::RenderPapers render;
};

std::vector<api::Route> view_routes(const ViewParts& parts);

}  // namespace guatu::bulletin

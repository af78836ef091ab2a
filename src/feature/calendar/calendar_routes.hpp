// SPDX-License-Identifier: Apache-2.0
// Routes of the workday calendar (工作日历): the years with a notice, one year day by day, counting and adding
// workdays, and loading the notice of a year that the program does not know.
#pragma once

#include <vector>

#include "feature/calendar/calendar_actions.hpp"
#include "platform/api/route.hpp"

namespace guatu::calendar {

// `presets` are the texts of data/calendar; they outlive the routes.
std::vector<api::Route> calendar_routes(std::vector<YearText> presets, Recount recount);

}  // namespace guatu::calendar

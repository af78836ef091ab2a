// SPDX-License-Identifier: Apache-2.0
// A loaded and computed schedule as an MSPDI document. What Project has no word for (Primavera's lag calendars, level
// of effort, second constraints) becomes the nearest it has: such an activity keeps its computed dates as a manual
// task.
#pragma once

#include <string>

#include "feature/schedule/loaded.hpp"

namespace guatu::schedule {

std::string to_mspdi(const LoadedSchedule& loaded, const Schedule& computed);

}  // namespace guatu::schedule

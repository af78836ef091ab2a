// SPDX-License-Identifier: Apache-2.0
// Routes of key projects (重点项目), for reading: the list and one project with years, milestones and adjustments. Who
// reads through relations sees the projects his units are responsible for or concerned with, and his own.
#pragma once

#include <vector>

#include "platform/api/route.hpp"

namespace guatu::project {

std::vector<api::Route> project_routes();

}  // namespace guatu::project

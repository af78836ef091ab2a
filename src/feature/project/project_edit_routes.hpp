// SPDX-License-Identifier: Apache-2.0
// Entering and editing projects over HTTP (项目维护): the office's part, one by one and as a block of cells out of a
// workbook.
#pragma once

#include <vector>

#include "platform/api/route.hpp"

namespace guatu::project {

std::vector<api::Route> project_edit_routes();

}  // namespace guatu::project

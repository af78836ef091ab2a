// SPDX-License-Identifier: Apache-2.0
// Adjustments of all projects in one list (动态调整), such as those that wait to be decided. Whoever asks sees those of
// the projects that he may see.
#pragma once

#include <vector>

#include "platform/api/route.hpp"

namespace guatu::project {

std::vector<api::Route> adjustment_list_routes();

}  // namespace guatu::project

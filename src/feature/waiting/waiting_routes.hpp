// SPDX-License-Identifier: Apache-2.0
// What waits for the caller's decision (待我决定), beside the matters of his to-do list: a request of its own, so that
// the list of matters stays as quick as it is.
#pragma once

#include <vector>

#include "platform/api/route.hpp"

namespace guatu::waiting {

std::vector<api::Route> waiting_routes();

}  // namespace guatu::waiting

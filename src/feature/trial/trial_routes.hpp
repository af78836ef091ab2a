// SPDX-License-Identifier: Apache-2.0
// Routes of trials (试运行): which lists only the office sees, putting one on trial and trusting it. Everybody who
// reads may know that a list is on trial; only the office sees what is in it.
#pragma once

#include <vector>

#include "platform/api/route.hpp"

namespace guatu::trial {

std::vector<api::Route> trial_routes();

}  // namespace guatu::trial

// SPDX-License-Identifier: Apache-2.0
// Routes of the system (系统): state and jobs for its administrator, the event stream for every page, /healthz for
// whoever watches, /metrics for this machine or with a token. Refuses system.metrics_closed, job.unknown, job.running.
#pragma once

#include <vector>

#include "feature/system/system_actions.hpp"
#include "platform/api/route.hpp"

namespace guatu::system {

// `running` must outlive the routes.
std::vector<api::Route> system_routes(const Running& running);

}  // namespace guatu::system

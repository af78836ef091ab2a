// SPDX-License-Identifier: Apache-2.0
// Every route (路由) the server answers, feature by feature. A feature that is missing here is not reachable; what
// reading an entity needs decides who hears of its changes.
#pragma once

#include <string_view>
#include <vector>

#include "feature/account/gate_actions.hpp"
#include "feature/search/index_store.hpp"
#include "feature/system/system_actions.hpp"
#include "platform/api/route.hpp"

namespace guatu {

// The parts of the running server that routes ask; they outlive the routes.
struct RouteParts {
  const system::Running& running;
  account::Gate& gate;
  search::Index& index;
};
std::vector<api::Route> all_routes(const RouteParts& parts);

// The right that reading an entity of the registers needs; empty: nobody is told when it changes.
std::string_view right_to_read(std::string_view entity);

}  // namespace guatu

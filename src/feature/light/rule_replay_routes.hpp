// SPDX-License-Identifier: Apache-2.0
// What a text would change (规则试算) over the API. Refuses trial.hidden while lights are on trial and it is not the
// office that asks, and what rule_replay_actions.hpp refuses.
#pragma once

#include <vector>

#include "platform/api/route.hpp"

namespace guatu::lights {

std::vector<api::Route> rule_replay_routes();

}  // namespace guatu::lights

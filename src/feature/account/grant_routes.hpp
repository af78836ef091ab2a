// SPDX-License-Identifier: Apache-2.0
// Routes of what is lent (代办授权、大屏令牌): grants by which a secretary acts for a leader, and tokens of wall
// screens. Both are listed, given and ended; a screen's token stands in the one reply that issues it.
#pragma once

#include <vector>

#include "platform/api/route.hpp"

namespace guatu::account {

std::vector<api::Route> grant_routes();

}  // namespace guatu::account

// SPDX-License-Identifier: Apache-2.0
// What the server answers about contributions and the chain (责任链接口). Whoever walks it sees the indicators,
// projects and matters that he may see, and no others. Refuses a walk without a start, or with two.
#pragma once

#include <vector>

#include "platform/api/route.hpp"

namespace guatu::chain {

std::vector<api::Route> chain_routes();

}  // namespace guatu::chain

// SPDX-License-Identifier: Apache-2.0
// Which projects of the example district are to bring what to which indicator (演示责任链), so that the chain can be
// walked from a red indicator to a desk. All of it is invented.
#pragma once

#include <functional>

#include "feature/chain/chain_actions.hpp"

namespace guatu::demo {

// Refuses what chain does.
Result<void> link_demo_projects(const std::function<Result<db::Tx>()>& begin);

}  // namespace guatu::demo

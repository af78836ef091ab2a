// SPDX-License-Identifier: Apache-2.0
// Shares numbered blocks of work between threads. Which thread does which block is left open, so blocks must not
// touch each other's results; putting those together is the caller's, in block order.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>

namespace guatu::schedule {

void run_blocks(std::size_t count, std::uint32_t threads, const std::function<void(std::size_t)>& work);

}  // namespace guatu::schedule

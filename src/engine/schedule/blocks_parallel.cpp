// SPDX-License-Identifier: Apache-2.0
#include "engine/schedule/blocks_parallel.hpp"

#include <algorithm>
#include <atomic>
#include <thread>
#include <vector>

namespace guatu::schedule {

void run_blocks(std::size_t count, std::uint32_t threads, const std::function<void(std::size_t)>& work) {
  std::atomic<std::size_t> next{0};
  const auto take = [&] {
    for (std::size_t block = next++; block < count; block = next++) work(block);
  };
  const std::size_t wanted = threads == 0 ? std::max(1U, std::thread::hardware_concurrency()) : threads;
  std::vector<std::jthread> others;
  for (std::size_t i = 1; i < std::min(wanted, count); ++i) others.emplace_back(take);
  take();
}

}  // namespace guatu::schedule

// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <atomic>
#include <thread>

#include "engine/score/robustness.hpp"

namespace guatu::score {

std::vector<RunResult> run_all(const Replicator& replicator, const std::vector<Replication>& replications,
                               int threads) {
  std::vector<RunResult> results(replications.size());
  std::atomic<std::size_t> next{0};
  // A run writes only its own place in the list, so who takes it does not matter.
  const auto work = [&] {
    for (std::size_t run = next++; run < replications.size(); run = next++)
      results[run] = replicator.run(replications[run]);
  };
  std::vector<std::jthread> others;
  for (int i = 1; i < std::clamp(threads, 1, 64); ++i) others.emplace_back(work);
  work();
  others.clear();
  return results;
}

}  // namespace guatu::score

// SPDX-License-Identifier: Apache-2.0
// A robustness request (名次稳健性): draws replications by seed, or replays given ones, runs them on several
// threads and sums them up. Refuses more runs × units than can be held.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "base/result.hpp"
#include "engine/score/robustness.hpp"
#include "feature/score/score_actions.hpp"

namespace guatu::score {

enum class LeaveOneOut { run, skip };

struct RobustnessRequest {
  int runs = 1000;
  std::uint64_t seed = 1;
  int threads = 2;
  Design design = Design::monte_carlo;
  LeaveOneOut leave_one_out_of = LeaveOneOut::run;
  std::optional<NamedBytes> replay;  // replications to run instead of drawing
};

struct RobustnessOutcome {
  Robustness robustness;
  Factors factors;
  std::vector<Replication> replications;
  std::vector<RunResult> results;
};

Result<RobustnessOutcome> test_robustness(const ScoreSession& session, const RobustnessRequest& request);

}  // namespace guatu::score

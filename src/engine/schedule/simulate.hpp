// SPDX-License-Identifier: Apache-2.0
// Monte Carlo over three-point durations: when the project will end with which probability, which activities are
// critical how often, and whose duration moves the end most. A run draws its own random numbers from (seed, run), so
// the answer does not depend on how the runs are shared between processors: same seed, same bytes.
//
// Distributions: triangular; PERT-beta with α = 1 + 4(m−a)/(b−a), β = 1 + 4(b−m)/(b−a) (Malcolm et al. 1959); uniform
// between the outer two.
#pragma once

#include <cstdint>
#include <vector>

#include "base/result.hpp"
#include "engine/schedule/network.hpp"

namespace guatu::schedule {

enum class DurationShape : std::uint8_t { triangular, pert_beta, uniform };

struct ThreePoint {
  Index activity = 0;
  DurationShape shape = DurationShape::triangular;
  Span optimistic, likely, pessimistic;
};

struct SimulationRequest {
  std::uint64_t seed = 1;
  std::uint32_t runs = 1000;
  std::uint32_t threads = 0;  // 0: as many as the machine has
};

struct ActivityOutcome {
  double criticality = 0;    // share of runs on a longest path
  double sensitivity = 0;    // correlation of its duration with the project's
  double mean_duration = 0;  // ticks
};

struct SimulationResult {
  std::vector<Moment> finishes;  // sorted; one a run
  double mean_duration = 0;      // working ticks from the start on the first frame's calendar
  double deviation = 0;          // of the duration, n − 1
  Moment deterministic_finish;
  Moment mean_finish;
  std::vector<ActivityOutcome> activities;

  Moment percentile(double share) const;  // nearest rank
  double probability_by(Moment date) const;
};

// Refuses schedule.three_points_unordered, schedule.no_such_activity, schedule.too_many_runs and what compute()
// refuses.
Result<SimulationResult> simulate(const Network& network, const std::vector<ThreePoint>& points,
                                  SimulationRequest request);

}  // namespace guatu::schedule

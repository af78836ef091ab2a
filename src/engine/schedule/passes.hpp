// SPDX-License-Identifier: Apache-2.0
// What the two policies share while they compute: dates by node (activities, then gates), the bounds successors have
// pushed back so far, and the floats taken from the finished dates.
#pragma once

#include <vector>

#include "engine/schedule/graph.hpp"
#include "engine/schedule/network.hpp"

namespace guatu::schedule {

struct LateBounds {
  Moment start = kFarFuture;
  Moment finish = kFarFuture;
  Index successors = 0;  // open ones
};

struct Passes {
  const Network& network;
  const Graph& graph;
  std::vector<Dates> dates;        // by node
  std::vector<LateBounds> bounds;  // by node
  std::vector<Driver> driver;      // by node
  std::vector<Moment> frame_finish;

  Passes(const Network& network_in, const Graph& graph_in);
  const Activity& activity(Index node) const { return network.activities[node]; }
};

enum class Extent : std::uint8_t { both_passes, forward_only };

void schedule_as_project(Passes& passes, Extent extent);  // Microsoft Project
void schedule_as_primavera(Passes& passes, Extent extent);
// By the network's policy.
void run_passes(Passes& passes, Extent extent);

Schedule with_floats(Passes passes);

}  // namespace guatu::schedule

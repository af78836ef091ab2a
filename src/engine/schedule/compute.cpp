// SPDX-License-Identifier: Apache-2.0
#include "engine/schedule/compute.hpp"

#include "engine/schedule/passes.hpp"

namespace guatu::schedule {

Passes::Passes(const Network& network_in, const Graph& graph_in)
    : network(network_in),
      graph(graph_in),
      dates(graph_in.node_count()),
      bounds(graph_in.node_count()),
      driver(graph_in.node_count()),
      frame_finish(network_in.frames.size()) {}

Result<Schedule> compute(const Network& network) {
  GUATU_TRY(const Graph graph, build_graph(network));
  Passes passes(network, graph);
  if (network.rules.policy == Policy::microsoft_project) schedule_as_project(passes);
  else schedule_as_primavera(passes);
  return with_floats(std::move(passes));
}

}  // namespace guatu::schedule

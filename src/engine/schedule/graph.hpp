// SPDX-License-Identifier: Apache-2.0
// The order in which a network can be computed. Nodes are the activities and, behind them, one gate for every
// summary that is a successor or carries a constraint: what binds the summary binds all its leaves through the gate.
// A summary itself follows its children. A cycle is refused with the links that form it.
#pragma once

#include <vector>

#include "base/result.hpp"
#include "engine/schedule/network.hpp"

namespace guatu::schedule {

struct Arc {
  Index from = 0;      // node
  Index link = kNone;  // kNone: between a summary and its members
  Link copy;           // of the link, so that the passes read memory in their own order
};

struct Graph {
  Index activity_count = 0;
  std::vector<Index> first_arc;     // by node, one more than nodes
  std::vector<Arc> arcs;            // into each node
  std::vector<Index> order;         // every node after what it depends on
  std::vector<Index> gate;          // by activity: the node of its gate, or kNone; empty without gates
  std::vector<Index> gate_summary;  // by gate: its activity

  Index node_count() const { return activity_count + static_cast<Index>(gate_summary.size()); }
  bool is_gate(Index node) const { return node >= activity_count; }
};

// Refuses schedule.cycle (places are the links by index), schedule.no_such_activity.
Result<Graph> build_graph(const Network& network);

}  // namespace guatu::schedule

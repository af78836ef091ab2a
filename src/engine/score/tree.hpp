// SPDX-License-Identifier: Apache-2.0
// From item scores up the tree to the total (总分). The same code serves the computation, leave-one-out and
// every robustness replication; weights and aggregates come beside the scheme, so that they can be varied.
#pragma once

#include <string>
#include <vector>

#include "base/result.hpp"
#include "engine/score/scheme.hpp"

namespace guatu::score {

using NodeColumns = std::vector<std::vector<double>>;  // by node index, then unit

struct TreeRules {
  std::vector<double> weights;            // by node
  std::vector<AggregateRule> aggregates;  // by node; items have none
};

TreeRules rules_of(const Scheme& scheme);

struct TreeInput {
  const Scheme& scheme;
  const NodeColumns& scores;        // of items: as the method gave them
  const NodeColumns& fractions;     // of items: score ÷ full mark, which a parent that adds up points needs
  const std::vector<double>& full;  // by node, 0 when there is no full mark; nodes are filled by full_marks()
  const std::vector<std::string>& units;
};

// Full marks of the inner nodes: the points of a sum, the common full mark of the children otherwise.
void full_marks(const Scheme& scheme, std::vector<double>& full);

// Fills `columns` (by node) for all inner nodes; the last is the total. Refuses what aggregate() refuses.
Result<void> aggregate_tree(const TreeInput& input, const TreeRules& rules, NodeColumns& columns);

}  // namespace guatu::score

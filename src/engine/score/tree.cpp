// SPDX-License-Identifier: Apache-2.0
#include "engine/score/tree.hpp"

#include <algorithm>

#include "engine/score/statistics.hpp"

namespace guatu::score {
namespace {

bool all_weights_zero(const std::vector<double>& weights) {
  return std::all_of(weights.begin(), weights.end(), [](double weight) { return weight == 0; });
}

}  // namespace

TreeRules rules_of(const Scheme& scheme) {
  TreeRules rules;
  for (const Node& node : scheme.nodes) {
    rules.weights.push_back(node.weight);
    rules.aggregates.push_back(node.aggregate);
  }
  return rules;
}

void full_marks(const Scheme& scheme, std::vector<double>& full) {
  for (std::size_t i = 0; i < scheme.nodes.size(); ++i) {
    const Node& node = scheme.nodes[i];
    if (node.is_item()) continue;
    if (node.aggregate.method == Aggregate::sum) {
      full[i] = children_weight(scheme, static_cast<int>(i));
      continue;
    }
    const double first = full[static_cast<std::size_t>(node.children.front())];
    const bool common = std::all_of(node.children.begin(), node.children.end(),
                                    [&](int child) { return full[static_cast<std::size_t>(child)] == first; });
    full[i] = common && node.aggregate.method != Aggregate::copeland ? first : 0;
  }
}

Result<void> aggregate_tree(const TreeInput& input, const TreeRules& rules, NodeColumns& columns) {
  columns.resize(input.scheme.nodes.size());
  std::vector<ColumnView> children;
  std::vector<double> weights;
  std::vector<std::vector<double>> shares;  // of inner children under a sum
  for (std::size_t i = 0; i < input.scheme.nodes.size(); ++i) {
    const Node& node = input.scheme.nodes[i];
    if (node.is_item()) continue;
    const bool adds_points = rules.aggregates[i].method == Aggregate::sum;
    children.clear();
    weights.clear();
    shares.clear();
    shares.reserve(node.children.size());
    for (const int index : node.children) {
      const auto child = static_cast<std::size_t>(index);
      const bool is_item = input.scheme.nodes[child].is_item();
      weights.push_back(rules.weights[child]);
      if (!adds_points) {
        children.emplace_back(is_item ? input.scores[child] : columns[child]);
      } else if (is_item) {
        children.emplace_back(input.fractions[child]);
      } else {
        if (input.full[child] <= 0)
          return refuse(ErrorKind::invalid, input.scheme.nodes[child].code, "score.no_full_mark",
                        {{"item", input.scheme.nodes[child].code}});
        auto& share = shares.emplace_back(columns[child]);
        for (double& value : share) value /= input.full[child];
        children.emplace_back(share);
      }
    }
    if (all_weights_zero(weights) && rules.weights[i] == 0 && node.parent >= 0) {  // an emptied branch
      columns[i].assign(input.units.size(), kMissing);
      continue;
    }
    if (all_weights_zero(weights))
      return refuse(ErrorKind::invalid, node.code, "score.weights_sum_zero", {{"node", node.code}});
    GUATU_TRY(columns[i], aggregate({node.code, children, weights, input.units}, rules.aggregates[i]));
    if (adds_points)
      for (double& value : columns[i]) value *= input.full[i];
  }
  return {};
}

}  // namespace guatu::score

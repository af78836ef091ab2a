// SPDX-License-Identifier: Apache-2.0
// A scheme (考评方案): what is scored, by which methods, with which weights, how ties, missing values,
// bonuses, vetoes and boards are decided. It is read from TOML (docs/format/score.md) and checked as a whole when
// read: unknown items and parameters, weights that do not add up, caps that cannot be reached, holes between bands.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "engine/score/aggregate.hpp"
#include "engine/score/method.hpp"
#include "engine/score/normalise.hpp"
#include "engine/score/outlier.hpp"
#include "engine/score/rank.hpp"
#include "engine/score/weight.hpp"

namespace guatu::score {

enum class Missing {
  renormalise,
  zero,
  value,
  mean,
  median,
  group_mean,
  group_median,
  sibling_mean,
  latest,
  linear,
  refuse,
};

struct MissingRule {
  Missing method = Missing::renormalise;
  double value = 0;  // for Missing::value
};

// A node of the tree; an item is a node without children.
struct Node {
  std::string code;
  std::string name;
  std::string unit_of_measure;
  std::string source;  // where the numbers come from, as the scheme says
  int parent = -1;     // index; −1 for the root
  std::vector<int> children;
  int level = 1;  // items 1; a node one above its highest child
  double weight = 1;

  // of items
  std::string column;       // data column; the code unless stated
  std::string denominator;  // column, empty when none
  double denominator_scale = 1;
  Direction direction = Direction::higher_is_better;
  MethodRule method;
  MissingRule missing;
  OutlierRule outliers;

  // of inner nodes
  AggregateRule aggregate;

  bool is_item() const { return children.empty(); }
};

enum class Scope { all, group };  // with whom a unit is compared

struct Columns {
  std::string unit;  // empty: the first column
  std::string name;
  std::string group;
  std::string period;
  std::string source;
  std::string vintage;
};

enum class AdjustmentKind { bonus, deduction };

struct AdjustmentSource {
  std::string code;
  std::string name;
  double points = 0;
  std::optional<double> cap;
};

struct AdjustmentRule {
  std::optional<double> cap;
  std::vector<AdjustmentSource> sources;
};

enum class VetoEffect { not_listed, last, unranked };

struct VetoRule {
  std::string code;
  std::string name;
  std::string basis;  // the legal basis; required
  VetoEffect effect = VetoEffect::not_listed;
};

enum class Measure { value, score };  // of an item: what was achieved, or the points for it
enum class Comparison { at_least, above, at_most, below };

struct Condition {
  std::string subject;  // code of an item or node, "total", or "column:NAME"
  Measure measure = Measure::value;
  Comparison comparison = Comparison::at_least;
  double threshold = 0;
};

enum class Side { none, top, bottom };

struct GroupPlaces {
  std::string group;  // empty: every other group
  int places = 0;
};

struct BoardRule {
  std::string code;
  std::string name;
  std::string colour;
  Side side = Side::none;  // relative condition
  std::vector<GroupPlaces> places;
  std::vector<Condition> conditions;  // absolute conditions
  int need = 0;                       // how many of them must hold; 0: all
  std::vector<std::string> exempt;    // exemption reasons that keep a unit off this board
  enum class OnVeto { keep, remove } on_veto = OnVeto::keep;
};

struct RobustnessRule {
  double noise = 0.1;
  std::vector<int> noise_levels;       // empty: every level below the root
  std::vector<std::string> normalise;  // alternatives for every item that uses the default method
  std::vector<std::string> aggregate;  // alternatives for every level
};

struct Scheme {
  std::string code;
  std::string name;
  std::string version;
  std::string period;  // the period to compute, in panel data
  int precision = 2;   // decimals of published scores; −1: as computed
  Ties ties = Ties::lowest;
  std::vector<std::string> tie_chain;  // codes of items or nodes
  Columns columns;
  std::vector<std::string> missing_marks;
  std::vector<std::string> not_applicable_marks;
  Scope rank_scope = Scope::all;
  Scope compare_scope = Scope::all;
  double screen_minimum = 0;  // units with a smaller share of items present are left out
  bool missing_before_denominator = false;
  WeightRule weights;
  AdjustmentRule bonus;
  AdjustmentRule deduction;
  std::vector<VetoRule> vetoes;
  std::vector<BoardRule> boards;
  RobustnessRule robustness;
  std::vector<Node> nodes;  // children before parents; the root is last
  std::vector<std::string> findings;

  int root() const { return static_cast<int>(nodes.size()) - 1; }
  int find(std::string_view code) const;  // −1 when there is none
  std::vector<int> items() const;
};

// One node's share of the total, the product of the weights up the tree, each normalised among its siblings.
std::vector<double> effective_weights(const Scheme& scheme);

// The full points of a `sum` node: the weights of its children.
double children_weight(const Scheme& scheme, int node);

std::optional<Missing> find_missing(std::string_view name);
std::string_view name_of(Missing missing);

// Everything that can be wrong with a finished scheme apart from its text; adds findings.
Result<void> check_scheme(Scheme& scheme);

}  // namespace guatu::score

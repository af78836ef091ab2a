// SPDX-License-Identifier: Apache-2.0
// The computation of a scheme on a table (考评计算): values → weights → methods → tree → bonus and deduction → veto →
// places → boards. Everything an explanation needs stays in the result; no step rounds before publication.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "base/result.hpp"
#include "engine/score/column.hpp"
#include "engine/score/event.hpp"
#include "engine/score/scheme.hpp"
#include "engine/score/table.hpp"
#include "engine/score/tree.hpp"
#include "engine/score/vote.hpp"

namespace guatu::score {

struct ScopeParameters {
  std::string group;
  double full = 0;
  std::vector<std::pair<std::string, double>> resolved;
};

struct ItemScores {
  std::vector<ScopeParameters> scopes;
  std::vector<UnitVote> votes;  // of a vote item, by unit
};

struct BoardEntry {
  std::size_t unit = 0;
  double place = 0;                  // from the side of the board
  std::vector<std::string> holding;  // conditions that hold, in words of the scheme
};

struct LeftOff {
  std::size_t unit = 0;
  std::string reason;  // "exempt: force_majeure", "veto: …", "absolute condition"
};

struct Board {
  std::string code;
  std::vector<BoardEntry> entries;
  std::vector<LeftOff> left_off;  // units whose place alone would have put them here
};

// Moved, never copied: lines and vetoes point at the scheme inside and at the events outside.
struct Computed {
  Computed() = default;
  Computed(Computed&&) = default;
  Computed& operator=(Computed&&) = default;

  Scheme scheme;                   // with the weights that were used
  std::vector<std::string> units;  // codes
  PreparedColumns columns;
  std::vector<ItemScores> items;  // by node
  std::vector<double> full;       // by node
  NodeColumns scores;             // by node: items as the method gave them, nodes aggregated
  NodeColumns fractions;          // items under a sum
  std::vector<Adjustment> bonus;  // by unit
  std::vector<Adjustment> deduction;
  std::vector<std::vector<const VetoRule*>> vetoes;
  std::vector<double> raw;  // total before bonus and deduction
  std::vector<double> total;
  std::vector<double> published;  // at the scheme's precision
  std::vector<double> place;      // NaN: none
  std::vector<Board> boards;
  std::vector<WeightOutput> derived;  // by parent, where weights came from the data
  std::vector<std::string> findings;
};

struct ComputeInput {
  const Scheme& scheme;
  const Table& table;
  const std::vector<Event>& events;
  const std::vector<Ballot>& ballots;
};

Result<Computed> compute(const ComputeInput& input);

// The parts of it that robustness repeats.
Result<void> derive_scheme_weights(Computed& computed);
Result<void> apply_methods(const ComputeInput& input, Computed& computed);
// Scores of one item; `values` by unit.
struct ScoredItem {
  std::vector<double> score;
  std::vector<double> fraction;  // empty when the item has no full mark
  std::vector<ScopeParameters> scopes;
};
Result<ScoredItem> score_column(const Node& item, const Table& table, const std::vector<ScopeUnits>& scopes,
                                const std::vector<double>& values);
// Totals as they are ranked: with bonus and deduction, vetoes applied; NaN for units that get no place.
std::vector<double> ranked_totals(const Computed& computed, const std::vector<double>& raw);
std::vector<double> places_of(const Scheme& scheme, const Table& table, const std::vector<double>& total,
                              const NodeColumns& scores);

// boards.cpp
Result<std::vector<Board>> list_boards(const ComputeInput& input, const Computed& computed);

}  // namespace guatu::score

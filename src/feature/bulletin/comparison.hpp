// SPDX-License-Identifier: Apache-2.0
// A cycle held against the one before (与上期对比): projects whose light changed with the reasons, matters closed, new
// and overdue, figures that moved. Worked out of two snapshots and of nothing else; points into both, which must
// outlive it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "feature/bulletin/pack_facts.hpp"

namespace guatu::bulletin {

enum class Move { worse, better, appeared, gone };
inline constexpr Named<Move> kMoves[] = {{Move::worse, "worse", "变差"},
                                         {Move::better, "better", "变好"},
                                         {Move::appeared, "new", "新增"},
                                         {Move::gone, "gone", "调出"}};
constexpr std::span<const Named<Move>> names_of(Move) { return kMoves; }

struct LightMove {
  const project::Project* project = nullptr;   // as it is now; of one that is gone, as it was
  const cycle::FrozenLight* light = nullptr;   // now; nullptr: gone
  const cycle::FrozenLight* before = nullptr;  // nullptr: it had none
  Move move = Move::worse;
};

struct FigureMove {
  const indicator::Indicator* indicator = nullptr;
  std::optional<indicator::Standing> before;
  std::optional<indicator::Standing> after;
};

struct Comparison {
  std::vector<LightMove> lights;  // the worst first
  std::vector<const matter::Matter*> closed;
  std::vector<const matter::Matter*> added;
  std::vector<const matter::Matter*> overdue;  // now, the longest first
  std::vector<FigureMove> figures;             // with another month or value than before
};

// `before` nullptr: no cycle before was frozen, and only what is overdue can be said.
Comparison compare(const cycle::Snapshot& now, const cycle::Snapshot* before);

}  // namespace guatu::bulletin

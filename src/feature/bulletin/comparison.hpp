// SPDX-License-Identifier: Apache-2.0
// A cycle held against the one before (与上期对比): projects whose light changed with the reasons, matters closed, new
// and overdue, targets that changed with their adjustment's number, figures that moved. Worked out of two snapshots and
// of nothing else; points into both, which must outlive it.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/light/light.hpp"
#include "feature/bulletin/pack_facts.hpp"

namespace guatu::bulletin {

enum class Move { worse, better, judged, unjudged, changed, appeared, gone };
inline constexpr Named<Move> kMoves[] = {{Move::worse, "worse", "变差"},       {Move::better, "better", "变好"},
                                         {Move::judged, "judged", "新判定"},   {Move::unjudged, "unjudged", "暂不判定"},
                                         {Move::changed, "changed", "有变化"}, {Move::appeared, "new", "新增"},
                                         {Move::gone, "gone", "调出"}};
constexpr std::span<const Named<Move>> names_of(Move) { return kMoves; }

// What it means that a light turned into another (灯的次序). Lights that a rule set gives for a figure stand in its
// order of severity. One that it gives only for want of one (不适用, 未报送, a hole of the rule) judges nothing:
// towards it and from it nothing became better or worse, or else a red project would be better for not reporting. Of
// rule sets that cannot be read, and of lights that the present one does not have, only that they changed is said.
class LightOrder {
 public:
  LightOrder(std::string_view rule_text, std::string_view rule_text_before);
  Move move(std::string_view before, std::string_view after) const;

 private:
  std::optional<light::RuleSet> rules_;
  std::optional<light::RuleSet> rules_before_;
};

struct LightMove {
  const project::Project* project = nullptr;   // as it is now; of one that is gone, as it was
  const cycle::FrozenLight* light = nullptr;   // now; nullptr: gone
  const cycle::FrozenLight* before = nullptr;  // nullptr: it had none
  std::string before_word;                     // by the rule set of that time
  Move move = Move::worse;
};

struct FigureMove {
  const indicator::Indicator* indicator = nullptr;
  std::optional<indicator::Standing> before;
  std::optional<indicator::Standing> after;
};

enum class TargetChange { adjusted, set, withdrawn };
inline constexpr Named<TargetChange> kTargetChanges[] = {{TargetChange::adjusted, "adjusted", "调整"},
                                                         {TargetChange::set, "set", "新下达"},
                                                         {TargetChange::withdrawn, "withdrawn", "撤回"}};
constexpr std::span<const Named<TargetChange>> names_of(TargetChange) { return kTargetChanges; }

struct TargetMove {
  const indicator::Indicator* indicator = nullptr;
  const indicator::Target* before = nullptr;  // nullptr: there was none
  const indicator::Target* after = nullptr;   // nullptr: there is none any more
  TargetChange change = TargetChange::adjusted;

  const indicator::Target& shown() const { return after != nullptr ? *after : *before; }
  // Of the adjustment since; empty: none, or it changed without a number.
  std::string number() const;
};

struct Comparison {
  std::vector<LightMove> lights;  // the worst first
  std::vector<const matter::Matter*> closed;
  std::vector<const matter::Matter*> added;
  std::vector<const matter::Matter*> overdue;  // now, the longest first
  std::vector<FigureMove> figures;             // with another month or value than before
  std::vector<TargetMove> targets;             // published ones, in the register's order
};

// `before` nullptr: no cycle before was frozen, and only what is overdue can be said.
Comparison compare(const cycle::Snapshot& now, const cycle::Snapshot* before);

}  // namespace guatu::bulletin

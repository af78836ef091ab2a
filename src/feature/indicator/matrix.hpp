// SPDX-License-Identifier: Apache-2.0
// The matrix (指标矩阵): where every unit stands on every indicator for a month. Not applicable and not yet released
// are states of their own, and never a good light. The light is what the rule set in force for indicators says of the
// progress; without one there is none, and the status word stands alone.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "engine/light/light.hpp"
#include "feature/indicator/indicator_board.hpp"
#include "feature/indicator/indicator_check.hpp"

namespace guatu::indicator {

enum class FigureState { released, not_released, not_applicable };
inline constexpr Named<FigureState> kFigureStates[] = {{FigureState::released, "released", "已发布"},
                                                       {FigureState::not_released, "not_released", "未发布"},
                                                       {FigureState::not_applicable, "not_applicable", "不适用"}};
constexpr std::span<const Named<FigureState>> names_of(FigureState) { return kFigureStates; }

// What a view is made from. `observations` of the registers are those that may be seen.
struct FigureView {
  IndicatorRegister registers;
  std::vector<unit::Unit> units;  // in official order
  std::vector<PeerSet> peer_sets;
  std::optional<light::RuleSet> rules;  // in force for indicators
  Date day;                             // as released by
  Decimal tolerance;                    // of the plan of cycles, percentage points
  bool has_ranks = true;                // false: they are on trial, and it is not the office that asks
};

struct Cell {
  Id<unit::Unit> unit;
  const Indicator* indicator = nullptr;
  FigureState state = FigureState::not_released;
  Standing standing;
  std::int64_t vintages = 0;  // of the figure shown
  std::optional<Date> released_on;
  std::string level_before;
  std::string light;  // code; empty: no rule set says anything
};

FigureState state_of(const FigureBook& book, const Indicator& indicator, const Id<unit::Unit>& unit, Month month);
Cell cell_of(const FigureView& view, const FigureBook& book, const Indicator& indicator, const Id<unit::Unit>& unit,
             Month period);

// Which cells are asked for, and may be seen.
using CellFilter = std::function<bool(const Indicator&, const Id<unit::Unit>&)>;
// Cells of units that have a target or a figure in the year, by unit and then by indicator.
std::vector<Cell> matrix_of(const FigureView& view, const FigureBook& book, const CellFilter& takes, Month period);

}  // namespace guatu::indicator

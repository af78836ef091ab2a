// SPDX-License-Identifier: Apache-2.0
// Where each indicator stands (指标进度): the newest figure known on a day against the year's target and its
// trajectory, growth against the growth target, rank among peers and its change.
//
// Completion, expectation and gap are exact shares; a growth target has no completion but a gap in 百分点. A
// figure that is not released yet does not exist; not applicable and missing stay apart. Formulas: rules.md 2.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/indicator/progress.hpp"
#include "engine/indicator/target.hpp"
#include "feature/indicator/figure_book.hpp"

namespace guatu::indicator {

struct Standing {
  Id<Indicator> indicator;
  std::optional<Month> month;     // of the newest figure
  std::optional<Decimal> value;   // in the indicator's unit
  std::optional<Decimal> growth;  // in %
  std::string vintage;
  std::string level_target;  // as the office writes it
  std::string growth_target;
  std::optional<Ratio> completion;
  std::optional<Ratio> expected;
  std::optional<Ratio> ahead;         // completion − expected
  std::optional<Decimal> growth_gap;  // growth − target growth, in 百分点
  figures::Status status = figures::Status::other;
  std::optional<int> rank;         // among peers by growth
  std::optional<int> rank_change;  // + rose
  int ranked = 0;                  // how many have a rank
};

// Standing of one indicator; `peers` are the units compared with, itself among them. `tolerance` is the band of 达进度
// on both sides, in percentage points (of the plan of cycles).
Standing standing_of(const FigureBook& book, const Indicator& indicator, const Id<unit::Unit>& unit,
                     const std::vector<Id<unit::Unit>>& peers, Month until, const Decimal& tolerance);
// Ranks of the peers by growth in the month, in their order.
std::vector<std::optional<int>> ranks_of(const FigureBook& book, const Indicator& indicator,
                                         const std::vector<Id<unit::Unit>>& peers, Month month);
// The text of a target as bounds; none when there is none or it does not read.
std::optional<figures::Target> reading_of(const std::string& target);
figures::Direction direction_of(const Indicator& indicator);

// Standing of every indicator of `unit` in `year`, in the register's order, as known on `day`.
std::vector<Standing> standings(const IndicatorRegister& registers, const Id<unit::Unit>& unit,
                                const std::vector<Id<unit::Unit>>& peers, Month until, Date day,
                                const Decimal& tolerance);

}  // namespace guatu::indicator

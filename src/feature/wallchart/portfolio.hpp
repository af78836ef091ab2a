// SPDX-License-Identifier: Apache-2.0
// What the wall chart shows beside its rows (总览): sums over the portfolio, what is due on the day, units by their
// figures, the curve of plan and actual. Packages once, parts inside; what was not reported is counted as such and
// never as zero. Units are ranked only where the figures are those of a published cycle; people are not ranked.
#pragma once

#include <string>
#include <vector>

#include "base/decimal.hpp"
#include "feature/light/light_board.hpp"

namespace guatu::wallchart {

// The figures of one project up to the month; no share without a plan.
struct Standing {
  std::optional<Money> plan;
  std::optional<Money> invested;  // none: nothing reported
  std::optional<Ratio> done;
  std::optional<Ratio> expected;
  Money expected_money;
};
Standing standing_of(const lights::Board& board, const lights::ProjectLight& row);

enum class DueKind { milestone, start, finish };
inline constexpr Named<DueKind> kDueKinds[] = {
    {DueKind::milestone, "milestone", "节点"}, {DueKind::start, "start", "开工"}, {DueKind::finish, "finish", "竣工"}};
constexpr std::span<const Named<DueKind>> names_of(DueKind) { return kDueKinds; }

struct Due {
  const project::Project* project = nullptr;
  DueKind kind = DueKind::milestone;
  std::string what;
};
// What is due on the board's day and not reached.
std::vector<Due> due_on_day(const lights::Board& board, const std::vector<project::Milestone>& milestones);

struct Sums {
  std::int64_t projects = 0;
  Money plan;
  Money expected;
  Money invested;
  std::int64_t not_reported = 0;
  std::int64_t started = 0;
  std::int64_t due_to_start = 0;  // planned to have started by the day
};
Sums sums_of(const lights::Board& board);

struct UnitSum {
  std::optional<std::int64_t> rank;  // 1, 1, 3; none without a plan
  unit::Unit unit;
  std::int64_t projects = 0;
  Money plan;
  Money invested;
  std::optional<Ratio> completion;
};
// Units with a project, in their official order; nobody has a rank.
std::vector<UnitSum> unit_sums(const lights::Board& board, const std::vector<unit::Unit>& units);
// The same with their ranks: ranked ones first, the others as they were.
std::vector<UnitSum> ranked(std::vector<UnitSum> sums);

// Contact leaders of the rows in their official order (排名): that of units, then that of people within one. Who is in
// no register of people comes last, as in the ledger.
std::vector<std::string_view> leaders_in_order(const lights::Board& board, const std::vector<unit::Unit>& units,
                                               const std::vector<unit::Person>& people);

struct CurvePoint {
  Month month;
  Money plan;
  std::optional<Money> actual;  // none after the month whose figures are compared
};
std::vector<CurvePoint> curve_of(const lights::Board& board);

}  // namespace guatu::wallchart

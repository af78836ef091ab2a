// SPDX-License-Identifier: Apache-2.0
// 找差距: the gap of one unit and indicator to the plan, to its peers and to last year, and what each remaining month
// or the rest of the year needs. Growth targets by the formulas of engine/indicator; a needed growth that comes from
// shares is 测算. What cannot be computed is not there; nothing is guessed. And the sprint list (冲刺清单): those
// behind, with what they need set against the pace they had.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "feature/indicator/matrix.hpp"

namespace guatu::indicator {

enum class NeededBasis { from_levels, from_shares };
inline constexpr Named<NeededBasis> kNeededBases[] = {{NeededBasis::from_levels, "from_levels", "按总量"},
                                                      {NeededBasis::from_shares, "from_shares", "测算"}};
constexpr std::span<const Named<NeededBasis>> names_of(NeededBasis) { return kNeededBases; }

struct NeededGrowth {
  Decimal percent;  // two decimals
  NeededBasis basis = NeededBasis::from_levels;
};

struct GapToPlan {
  std::optional<Decimal> bar;
  std::optional<Decimal> planned;    // bar × expected share
  std::optional<Decimal> shortfall;  // planned − value
  std::optional<Decimal> remaining;  // bar − value
  int months_left = 0;
  std::optional<Decimal> needed_per_month;
  std::optional<Decimal> pace;  // mean month so far
  std::optional<NeededGrowth> needed_growth;
  figures::Met half_year = figures::Met::undecided;      // 双过半
  figures::Met first_quarter = figures::Met::undecided;  // 开门红
};

struct PeerFigure {
  Id<unit::Unit> unit;
  std::optional<int> rank;
  std::optional<Decimal> value;
  std::optional<Decimal> growth;
  std::optional<Decimal> growth_gap;  // own growth − the peer's
};

struct GapToPeers {
  std::vector<PeerFigure> peers;  // with a growth of the month, in the official order, the unit itself among them
  std::optional<PeerFigure> best;
  std::optional<PeerFigure> above;  // the nearest one before it
  std::optional<Decimal> average_growth;
  std::optional<Decimal> average_gap;
};

struct GapToLastYear {
  std::optional<Decimal> value;
  std::optional<Decimal> growth;  // published last year for the month
  std::optional<Decimal> difference;
  std::optional<Decimal> naive_growth;
  std::optional<bool> is_comparable;
  std::optional<Decimal> year_total;
  std::optional<Decimal> share;  // of the year, by the month; in percent
};

struct Gap {
  Cell cell;
  GapToPlan to_plan;
  GapToPeers to_peers;
  GapToLastYear to_last_year;
};
Gap gap_of(const FigureView& view, const FigureBook& book, const Indicator& indicator, const Id<unit::Unit>& unit,
           Month period);

enum class Outlook { within_recent_pace, within_best_month, beyond_best_month, no_month_left, unknown };
inline constexpr Named<Outlook> kOutlooks[] = {{Outlook::within_recent_pace, "within_recent_pace", "近三月节奏可达"},
                                               {Outlook::within_best_month, "within_best_month", "需达最好月水平"},
                                               {Outlook::beyond_best_month, "beyond_best_month", "超过最好月水平"},
                                               {Outlook::no_month_left, "no_month_left", "已无剩余月份"},
                                               {Outlook::unknown, "unknown", "无法测算"}};
constexpr std::span<const Named<Outlook>> names_of(Outlook) { return kOutlooks; }

struct SprintRow {
  Cell cell;
  std::optional<Decimal> remaining;
  int months_left = 0;
  std::optional<Decimal> needed_per_month;
  std::optional<Decimal> recent_pace;  // mean of the last three months known
  std::optional<Decimal> best_month;
  Outlook outlook = Outlook::unknown;
  std::optional<NeededGrowth> needed_growth;
};
std::vector<SprintRow> sprint_of(const FigureView& view, const FigureBook& book, const CellFilter& takes, Month period);

// The growth that the rest of the year needs for the growth target; the month is that of the newest figure.
std::optional<NeededGrowth> needed_growth(const FigureBook& book, const Indicator& indicator,
                                          const Id<unit::Unit>& unit, const Standing& standing);

}  // namespace guatu::indicator

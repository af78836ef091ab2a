// SPDX-License-Identifier: Apache-2.0
#include "feature/indicator/gap.hpp"

#include <algorithm>

#include "engine/indicator/growth.hpp"
#include "engine/indicator/progress.hpp"

namespace guatu::indicator {
namespace {

constexpr int kMorePlaces = 2;  // of a computed figure beyond the published one
constexpr int kGrowthPlaces = 2;

bool accumulates(const Indicator& indicator) {
  return indicator.measure == Measure::level && indicator.basis == Basis::cumulative &&
         indicator.direction == Direction::higher_is_better;
}

void set_to_plan(const FigureBook& book, const Indicator& indicator, const Id<unit::Unit>& unit, const Cell& cell,
                 GapToPlan& gap) {
  const Standing& standing = cell.standing;
  const auto target = reading_of(standing.level_target);
  gap.bar = target ? target->bar() : std::nullopt;
  gap.needed_growth = needed_growth(book, indicator, unit, standing);
  if (!standing.month) return;
  const int month = standing.month->number();
  gap.months_left = 12 - month;
  if (standing.completion && accumulates(indicator)) {
    gap.half_year = month == 6 ? figures::holds_by_completion(*standing.completion, 6) : figures::Met::undecided;
    gap.first_quarter = month == 3 ? figures::holds_by_completion(*standing.completion, 3) : figures::Met::undecided;
  } else if (standing.growth_gap && (month == 3 || month == 6)) {
    const auto met = standing.growth_gap->is_negative() ? figures::Met::missed : figures::Met::met;
    (month == 6 ? gap.half_year : gap.first_quarter) = met;
  }
  if (!standing.value || !gap.bar) return;
  const int scale = standing.value->scale() + kMorePlaces;
  gap.remaining = *gap.bar - *standing.value;
  if (!accumulates(indicator)) return;
  if (standing.expected) {
    const Ratio planned = Ratio::of(*gap.bar) * *standing.expected;
    gap.planned = planned.rounded(scale);
    gap.shortfall = (planned - Ratio::of(*standing.value)).rounded(scale);
  }
  gap.pace = (Ratio::of(*standing.value) / Ratio(month, 1)).rounded(scale);
  const auto pace = figures::required_pace(*standing.value, *gap.bar, month);
  if (pace && pace->per_month && !gap.remaining->is_negative()) gap.needed_per_month = pace->per_month->rounded(scale);
}

// Before it is who has the next better rank; of several the first in the official order.
void set_best_and_above(const std::optional<int>& own, GapToPeers& gap) {
  for (const auto& peer : gap.peers) {
    if (!peer.rank) continue;
    if (!gap.best || *peer.rank < *gap.best->rank) gap.best = peer;
    if (own && *peer.rank < *own && (!gap.above || *peer.rank > *gap.above->rank)) gap.above = peer;
  }
}

void set_to_peers(const FigureView& view, const FigureBook& book, const Indicator& indicator,
                  const Id<unit::Unit>& unit, const Cell& cell, GapToPeers& gap) {
  if (!cell.standing.month || cell.standing.ranked < 2) return;
  const Month month = *cell.standing.month;
  const auto peers = peers_of(unit, view.units, view.peer_sets);
  const auto ranks = ranks_of(book, indicator, peers, month);
  Ratio sum;
  int others = 0;
  int scale = 1;
  for (std::size_t i = 0; i < peers.size(); ++i) {
    const Observation* growth = book.at(indicator, peers[i], Measure::growth, month);
    if (growth == nullptr || !growth->value) continue;
    const Observation* value = book.at(indicator, peers[i], level_measure(indicator), month);
    PeerFigure peer{peers[i], ranks[i], value == nullptr ? std::nullopt : value->value, growth->value, std::nullopt};
    if (cell.standing.growth) peer.growth_gap = *cell.standing.growth - *growth->value;
    if (peers[i] != unit) sum = sum + Ratio::of(*growth->value), ++others;
    scale = std::max(scale, growth->value->scale());
    gap.peers.push_back(std::move(peer));
  }
  set_best_and_above(cell.standing.rank, gap);
  if (others == 0) return;
  const Ratio average = sum / Ratio(others, 1);
  gap.average_growth = average.rounded(scale);
  if (cell.standing.growth) gap.average_gap = (Ratio::of(*cell.standing.growth) - average).rounded(scale);
}

void set_to_last_year(const FigureBook& book, const Indicator& indicator, const Id<unit::Unit>& unit, const Cell& cell,
                      GapToLastYear& gap) {
  const Standing& standing = cell.standing;
  if (!standing.month) return;
  const Month before = *standing.month - 12;
  if (const Observation* growth = book.at(indicator, unit, Measure::growth, before)) gap.growth = growth->value;
  if (const Observation* value = book.at(indicator, unit, level_measure(indicator), before)) gap.value = value->value;
  if (accumulates(indicator)) gap.year_total = book.year_of(indicator, unit, before.year())[11];
  if (gap.value && gap.year_total && !gap.year_total->is_zero())
    gap.share = Ratio::of(*gap.value, *gap.year_total).percent(kGrowthPlaces);
  if (!gap.value || !standing.value) return;
  gap.difference = *standing.value - *gap.value;
  const auto pair = figures::compare_growth(standing.growth, gap.value, standing.value);
  if (!pair || !pair->naive) return;
  gap.naive_growth = pair->naive->rounded(kGrowthPlaces);
  if (standing.growth) gap.is_comparable = pair->is_comparable;
}

// Months that can be told apart: where a month between has no figure, those around it stay together, and out.
std::vector<Decimal> single_months(const figures::YearOfFigures& cumulative, int month) {
  std::vector<Decimal> months;
  std::optional<Decimal> before = Decimal();
  for (int m = 0; m < month; ++m) {
    const auto& now = cumulative[static_cast<std::size_t>(m)];
    if (now && before) months.push_back(*now - *before);
    before = now;
  }
  return months;
}

Ratio mean_of_last_three(const std::vector<Decimal>& months) {
  const auto count = std::min<std::size_t>(3, months.size());
  Ratio sum;
  for (std::size_t i = months.size() - count; i < months.size(); ++i) sum = sum + Ratio::of(months[i]);
  return sum / Ratio(static_cast<std::int64_t>(count), 1);
}

Outlook outlook_of(const Ratio& needed, const Ratio& recent, const Decimal& best) {
  if (needed <= recent) return Outlook::within_recent_pace;
  return needed <= Ratio::of(best) ? Outlook::within_best_month : Outlook::beyond_best_month;
}

void set_pace(const FigureBook& book, const Indicator& indicator, const Id<unit::Unit>& unit, SprintRow& row) {
  const Standing& standing = row.cell.standing;
  const auto target = reading_of(standing.level_target);
  const auto bar = target ? target->bar() : std::nullopt;
  row.months_left = 12 - standing.month->number();
  if (row.months_left == 0) row.outlook = Outlook::no_month_left;
  if (!standing.value || !bar) return;
  row.remaining = *bar - *standing.value;
  if (!accumulates(indicator)) return;
  const int scale = standing.value->scale() + kMorePlaces;
  const auto pace = figures::required_pace(*standing.value, *bar, standing.month->number());
  const auto months = single_months(book.year_of(indicator, unit, standing.month->year()), standing.month->number());
  if (pace && pace->per_month) row.needed_per_month = pace->per_month->rounded(scale);
  if (months.empty()) return;
  row.recent_pace = mean_of_last_three(months).rounded(scale);
  row.best_month = *std::ranges::max_element(months);
  if (pace && pace->per_month) row.outlook = outlook_of(*pace->per_month, mean_of_last_three(months), *row.best_month);
}

}  // namespace

std::optional<NeededGrowth> needed_growth(const FigureBook& book, const Indicator& indicator,
                                          const Id<unit::Unit>& unit, const Standing& standing) {
  const auto target = reading_of(standing.growth_target);
  const auto bar = target ? target->bar() : std::nullopt;
  if (!bar || !standing.month || standing.month->number() == 12) return std::nullopt;
  const auto before = book.year_of(indicator, unit, standing.month->year() - 1);
  const auto& base = before[static_cast<std::size_t>(standing.month->number() - 1)];
  if (!base || !before[11] || before[11]->is_zero()) return std::nullopt;
  // Levels whose quotient is not the published growth (不可比: prices, a revised base) say nothing of a growth target.
  const auto pair = figures::compare_growth(standing.growth, base, standing.value);
  if (standing.value && (!standing.growth || (pair && pair->is_comparable))) {
    const auto share = figures::required_growth(*bar, *before[11], *base, *standing.value);
    if (!share) return std::nullopt;
    return NeededGrowth{share->percent(kGrowthPlaces), NeededBasis::from_levels};
  }
  if (!standing.growth) return std::nullopt;
  const auto percent = figures::required_growth_by_share(*bar, *standing.growth, Ratio::of(*base, *before[11]));
  if (!percent) return std::nullopt;
  return NeededGrowth{percent->rounded(kGrowthPlaces), NeededBasis::from_shares};
}

Gap gap_of(const FigureView& view, const FigureBook& book, const Indicator& indicator, const Id<unit::Unit>& unit,
           Month period) {
  Gap gap{cell_of(view, book, indicator, unit, period), {}, {}, {}};
  set_to_plan(book, indicator, unit, gap.cell, gap.to_plan);
  set_to_peers(view, book, indicator, unit, gap.cell, gap.to_peers);
  set_to_last_year(book, indicator, unit, gap.cell, gap.to_last_year);
  return gap;
}

std::vector<SprintRow> sprint_of(const FigureView& view, const FigureBook& book, const CellFilter& takes,
                                 Month period) {
  std::vector<SprintRow> rows;
  for (auto& cell : matrix_of(view, book, takes, period)) {
    if (cell.standing.status != figures::Status::behind || !cell.standing.month) continue;
    SprintRow row;
    row.cell = std::move(cell);
    set_pace(book, *row.cell.indicator, row.cell.unit, row);
    row.needed_growth = needed_growth(book, *row.cell.indicator, row.cell.unit, row.cell.standing);
    rows.push_back(std::move(row));
  }
  return rows;
}

}  // namespace guatu::indicator

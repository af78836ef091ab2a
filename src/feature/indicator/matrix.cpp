// SPDX-License-Identifier: Apache-2.0
#include "feature/indicator/matrix.hpp"

#include <algorithm>

namespace guatu::indicator {
namespace {

constexpr int128 kPartsMax = 100'000'000'000'000;  // bounds of light::ProgressFacts

// Completion and expectation over one denominator; none beyond what a light compares exactly.
std::optional<light::ProgressFacts> progress_facts(const Ratio& completion, const Ratio& expected) {
  const int128 whole = completion.denominator() * expected.denominator();
  const int128 done = completion.numerator() * expected.denominator();
  const int128 wanted = expected.numerator() * completion.denominator();
  for (const int128 one : {whole, done, wanted})
    if (one > kPartsMax || one < -kPartsMax) return std::nullopt;
  light::ProgressFacts facts;
  facts.whole = static_cast<std::int64_t>(whole);
  facts.done = static_cast<std::int64_t>(done);
  facts.expected = static_cast<std::int64_t>(wanted);
  return facts;
}

light::Report report_of(const Cell& cell) {
  if (cell.state == FigureState::not_applicable) return light::Report::not_applicable;
  if (cell.state == FigureState::not_released) return light::Report::missing;
  const bool is_done =
      cell.standing.status == figures::Status::done || cell.standing.status == figures::Status::done_early;
  return is_done ? light::Report::done : light::Report::reported;
}

std::string light_of(const std::optional<light::RuleSet>& rules, const Cell& cell) {
  if (!rules) return {};
  for (std::size_t i = 0; i < rules->metrics.size(); ++i) {
    const auto kind = rules->metrics[i].kind;
    if (kind != light::MetricKind::progress_behind && kind != light::MetricKind::progress_ratio &&
        kind != light::MetricKind::progress_shortfall)
      continue;
    light::ProgressFacts facts;
    if (cell.standing.completion && cell.standing.expected) {
      const auto exact = progress_facts(*cell.standing.completion, *cell.standing.expected);
      if (!exact) return {};
      facts = *exact;
    }
    facts.report = report_of(cell);
    // What is missing is owed, so that it is not taken for a month in which nothing was expected.
    if (facts.report == light::Report::missing) facts.whole = facts.expected = 1;
    // Nothing to compare with is not applicable, whatever was released.
    if (facts.report == light::Report::reported && facts.whole == 0) facts.report = light::Report::not_applicable;
    return rules->lights[light::evaluate(*rules, static_cast<std::uint8_t>(i), facts).light].code;
  }
  return {};
}

}  // namespace

FigureState state_of(const FigureBook& book, const Indicator& indicator, const Id<unit::Unit>& unit, Month month) {
  const auto due = due_month(indicator, month);
  if (!due) return FigureState::not_applicable;
  for (const Measure measure : {level_measure(indicator), Measure::growth}) {
    const Observation* figure = book.at(indicator, unit, measure, *due);
    if (figure == nullptr) continue;
    return figure->status == ObservationStatus::not_applicable ? FigureState::not_applicable : FigureState::released;
  }
  return FigureState::not_released;
}

Cell cell_of(const FigureView& view, const FigureBook& book, const Indicator& indicator, const Id<unit::Unit>& unit,
             Month period) {
  Cell cell;
  cell.unit = unit;
  cell.indicator = &indicator;
  cell.state = state_of(book, indicator, unit, period);
  const auto peers = view.has_ranks ? peers_of(unit, view.units, view.peer_sets) : std::vector<Id<unit::Unit>>();
  cell.standing = standing_of(book, indicator, unit, peers, period, view.tolerance);
  if (const Target* target = book.target(indicator, unit, period.year())) cell.level_before = target->level_before;
  if (!cell.standing.month) {
    cell.light = light_of(view.rules, cell);
    return cell;
  }
  const Measure measure = cell.standing.value ? level_measure(indicator) : Measure::growth;
  const Observation* shown = book.at(indicator, unit, measure, *cell.standing.month);
  cell.released_on = shown->released_on;
  cell.vintages = book.count_vintages(*shown);
  cell.light = light_of(view.rules, cell);
  return cell;
}

std::vector<Cell> matrix_of(const FigureView& view, const FigureBook& book, const CellFilter& takes, Month period) {
  std::vector<Cell> cells;
  for (const auto& unit : view.units)
    for (const auto& indicator : view.registers.indicators)
      if (book.knows(indicator, unit.id, period.year()) && takes(indicator, unit.id))
        cells.push_back(cell_of(view, book, indicator, unit.id, period));
  return cells;
}

}  // namespace guatu::indicator

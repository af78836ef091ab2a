// SPDX-License-Identifier: Apache-2.0
#include "feature/indicator/series.hpp"

#include <algorithm>

namespace guatu::indicator {
namespace {

constexpr int kMorePlaces = 2;

void set_figures(const FigureBook& book, const Indicator& indicator, const Id<unit::Unit>& unit, SeriesMonth& row) {
  const Observation* value = book.at(indicator, unit, level_measure(indicator), row.month);
  const Observation* growth = book.at(indicator, unit, Measure::growth, row.month);
  if (value != nullptr) row.value = value->value;
  if (growth != nullptr) row.growth = growth->value;
  if (const Observation* shown = value != nullptr ? value : growth) {
    row.vintage = shown->vintage;
    row.released_on = shown->released_on;
  }
  const Month before = row.month - 12;
  if (const Observation* past = book.at(indicator, unit, level_measure(indicator), before)) row.last_year = past->value;
  if (const Observation* past = book.at(indicator, unit, Measure::growth, before)) row.last_year_growth = past->value;
}

}  // namespace

std::vector<SeriesMonth> series_of(const FigureBook& book, const Indicator& indicator, const Id<unit::Unit>& unit,
                                   int year, const std::vector<Estimate>& estimates) {
  const Target* target = book.target(indicator, unit, year);
  const auto reading = target == nullptr ? std::nullopt : reading_of(target->level);
  const auto bar = reading ? reading->bar() : std::nullopt;
  std::vector<SeriesMonth> rows;
  for (int month = 1; month <= 12; ++month) {
    SeriesMonth row;
    row.month = Month(year, month);
    const auto due = due_month(indicator, row.month);
    row.state = due == row.month ? state_of(book, indicator, unit, row.month) : FigureState::not_applicable;
    row.expected = book.expected(indicator, unit, row.month);
    set_figures(book, indicator, unit, row);
    if (bar && row.expected && indicator.direction != Direction::lower_is_better)
      row.planned = (Ratio::of(*bar) * *row.expected).rounded(bar->scale() + kMorePlaces);
    const auto estimate = std::ranges::find_if(estimates, [&](const Estimate& one) {
      return one.indicator == indicator.id && one.unit == unit && one.month == row.month;
    });
    if (estimate != estimates.end()) {
      row.estimate = estimate->value;
      row.estimate_growth = estimate->growth;
    }
    rows.push_back(std::move(row));
  }
  return rows;
}

std::vector<ToldVintage> vintages_of(const std::vector<Observation>& all, const AsReleased& as_released, int year) {
  std::vector<ToldVintage> told;
  const auto current = series_as_of(visible(all, as_released), as_released.day);
  for (const auto& one : all) {
    if (one.last.year() != year) continue;
    using Place = ToldVintage::Place;
    Place place = Place::embargoed;
    if (is_visible(one, as_released)) {
      const bool counts = std::ranges::any_of(current, [&](const Observation& shown) {
        return shown.first == one.first && shown.last == one.last && shown.basis == one.basis &&
               shown.measure == one.measure && shown.vintage == one.vintage;
      });
      place = counts ? Place::current : Place::replaced;
    }
    told.push_back({one, place});
  }
  std::ranges::stable_sort(told, [](const ToldVintage& a, const ToldVintage& b) {
    const auto key = [](const Observation& one) {
      return std::make_tuple(one.last, one.first, one.basis, one.measure, one.released_on, vintage_rank(one.vintage));
    };
    return key(a.observation) < key(b.observation);
  });
  return told;
}

}  // namespace guatu::indicator

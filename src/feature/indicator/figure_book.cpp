// SPDX-License-Identifier: Apache-2.0
#include "feature/indicator/figure_book.hpp"

#include <algorithm>
#include <tuple>

namespace guatu::indicator {
namespace {

using Span = std::tuple<Month, Month, Basis, Measure>;

Span span_of(const Observation& one) { return {one.last, one.first, one.basis, one.measure}; }

template <class Row>
const Row* of_year(const std::vector<const Row*>& rows, int year) {
  const auto found = std::ranges::find_if(rows, [&](const Row* row) { return row->year == year; });
  return found == rows.end() ? nullptr : *found;
}

}  // namespace

FigureBook::FigureBook(const IndicatorRegister& registers, Date day) : registers_(&registers) {
  for (const auto& one : registers.observations) {
    if (one.basis == Basis::current) continue;
    const bool is_out = one.released_on ? *one.released_on <= day : one.status == ObservationStatus::not_applicable;
    if (is_out) pages_[{one.indicator.value, one.unit.value}].series.push_back(&one);
  }
  for (const auto& target : registers.targets)
    pages_[{target.indicator.value, target.unit.value}].targets.push_back(&target);
  for (const auto& shares : registers.month_shares)
    pages_[{shares.indicator.value, shares.unit.value}].shares.push_back(&shares);
  for (auto& [key, page] : pages_) {
    // The vintage that counts comes first of its span, and stays.
    std::ranges::stable_sort(page.series, [](const Observation* a, const Observation* b) {
      const Span left = span_of(*a);
      const Span right = span_of(*b);
      return left != right ? left < right : supersedes(*a, *b) && !supersedes(*b, *a);
    });
    page.vintages = page.series;
    const auto extra = std::ranges::unique(page.series, {}, [](const Observation* one) { return span_of(*one); });
    page.series.erase(extra.begin(), extra.end());
  }
}

const FigureBook::Page* FigureBook::page(const Indicator& indicator, const Id<unit::Unit>& unit) const {
  const auto found = pages_.find({indicator.id.value, unit.value});
  return found == pages_.end() ? nullptr : &found->second;
}

const Observation* FigureBook::newest(const Indicator& indicator, const Id<unit::Unit>& unit, Measure measure,
                                      Month until) const {
  const Page* known = page(indicator, unit);
  const Observation* found = nullptr;
  if (known == nullptr) return found;
  for (const Observation* one : known->series)
    if (one->measure == measure && one->last.year() == until.year() && one->last <= until && one->value) found = one;
  return found;
}

const Observation* FigureBook::at(const Indicator& indicator, const Id<unit::Unit>& unit, Measure measure,
                                  Month month) const {
  const Page* known = page(indicator, unit);
  if (known == nullptr) return nullptr;
  const auto found = std::ranges::find_if(
      known->series, [&](const Observation* one) { return one->measure == measure && one->last == month; });
  return found == known->series.end() ? nullptr : *found;
}

figures::YearOfFigures FigureBook::year_of(const Indicator& indicator, const Id<unit::Unit>& unit, int year) const {
  figures::YearOfFigures figures{};
  const Page* known = page(indicator, unit);
  if (known == nullptr) return figures;
  for (const Observation* one : known->series)
    if (one->measure == level_measure(indicator) && one->last.year() == year && one->basis == Basis::cumulative)
      figures[static_cast<std::size_t>(one->last.number() - 1)] = one->value;
  return figures;
}

bool FigureBook::is_one_figure(const Observation& a, const Observation& b) { return span_of(a) == span_of(b); }

std::vector<const Observation*> FigureBook::vintages(const Indicator& indicator, const Id<unit::Unit>& unit) const {
  const Page* known = page(indicator, unit);
  return known == nullptr ? std::vector<const Observation*>() : known->vintages;
}

std::int64_t FigureBook::count_vintages(const Observation& figure) const {
  const auto found = pages_.find({figure.indicator.value, figure.unit.value});
  if (found == pages_.end()) return 0;
  return std::ranges::count_if(found->second.vintages,
                               [&](const Observation* one) { return is_one_figure(*one, figure); });
}

const Target* FigureBook::target(const Indicator& indicator, const Id<unit::Unit>& unit, int year) const {
  const Page* known = page(indicator, unit);
  return known == nullptr ? nullptr : of_year(known->targets, year);
}

const MonthShares* FigureBook::shares(const Indicator& indicator, const Id<unit::Unit>& unit, int year) const {
  const Page* known = page(indicator, unit);
  return known == nullptr ? nullptr : of_year(known->shares, year);
}

bool FigureBook::knows(const Indicator& indicator, const Id<unit::Unit>& unit, int year) const {
  const Page* known = page(indicator, unit);
  if (known == nullptr) return false;
  return of_year(known->targets, year) != nullptr ||
         std::ranges::any_of(known->series, [&](const Observation* one) { return one->last.year() == year; });
}

std::optional<Ratio> FigureBook::expected(const Indicator& indicator, const Id<unit::Unit>& unit, Month month) const {
  if (const MonthShares* given = shares(indicator, unit, month.year())) {
    const auto& share = given->share[static_cast<std::size_t>(month.number() - 1)];
    if (share) return Ratio::of(*share) / Ratio(100, 1);
    return std::nullopt;
  }
  if (indicator.trajectory == TrajectoryKind::none) return std::nullopt;
  if (indicator.trajectory == TrajectoryKind::day) return figures::Trajectory::by_day().expected_by(month);
  if (indicator.trajectory == TrajectoryKind::seasonal) {
    const figures::YearOfFigures before[] = {year_of(indicator, unit, month.year() - 1)};
    const auto season = figures::Trajectory::by_season(before);
    return season ? season->expected_by(month) : std::nullopt;
  }
  return figures::Trajectory::by_month().expected_by(month);
}

Measure level_measure(const Indicator& indicator) {
  return indicator.measure == Measure::share ? Measure::share : Measure::level;
}

std::optional<Month> due_month(const Indicator& indicator, Month until) {
  const int number = indicator.frequency == Frequency::quarterly ? until.number() / 3 * 3 : until.number();
  if (number == 0) return std::nullopt;
  const bool january_is_empty = indicator.january_not_applicable == "是" || indicator.joint_january_february == "是";
  if (number == 1 && january_is_empty) return std::nullopt;
  return Month(until.year(), number);
}

}  // namespace guatu::indicator

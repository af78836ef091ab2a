// SPDX-License-Identifier: Apache-2.0
#include "feature/cadence/figures_due.hpp"

#include "feature/cadence/cycle_plan.hpp"

namespace guatu::cadence {
namespace {

Date day_after(Month month, std::int64_t day) { return (month + 1).first_day() + std::chrono::days(day - 1); }

}  // namespace

Date FiguresDue::due(Month month) const {
  Date due = day_after(month, CyclePlan{}.figures_due_day);
  for (const Change& change : changes_) {
    const Date by_this = day_after(month, change.day);
    if (due >= change.on && by_this >= change.on) due = by_this;
  }
  return due;
}

Month FiguresDue::month_at(Date day) const {
  const Month last = Month::of(day) - 1;
  return due(last) <= day ? last : last - 1;
}

}  // namespace guatu::cadence

// SPDX-License-Identifier: Apache-2.0
// WorkCalendar (工作日历): working time as a table of cumulative working ticks, so that adding a duration, taking
// one away and measuring are each one look-up, however far the dates lie apart. A week repeats for ever; days that
// differ (holidays, make-up workdays 调休, site stops) stand in one window of days around them.
//
// Three questions are enough for a schedule: how much work lies between two moments, and what is the first or the
// last moment with a given amount behind it. A finish is the first such moment (17:00), a start the last (08:00 of
// the next working day). A calendar without any working time in its week is refused by make().
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "engine/schedule/moment.hpp"

namespace guatu::schedule {

// Minutes within a day, 0…1440; an interval that crosses midnight is given as two by its reader.
struct Shift {
  std::int32_t from = 0;
  std::int32_t to = 0;

  friend constexpr bool operator==(const Shift&, const Shift&) = default;
};
using DayShifts = std::vector<Shift>;  // sorted, disjoint after make()

struct DayException {
  std::int32_t day = 0;  // days since 1970-01-01
  DayShifts shifts;      // none: a day off
};

struct CalendarPlan {
  std::string name;
  std::array<DayShifts, 7> week;         // Monday first
  std::vector<DayException> exceptions;  // a later one for the same day wins
};

struct Stay {
  Moment start;
  Moment finish;
};

class WorkCalendar {
 public:
  WorkCalendar() = default;  // round the clock

  // Refuses schedule.calendar_without_work, schedule.calendar_too_long (a window beyond 200,000 days).
  static Result<WorkCalendar> make(CalendarPlan plan);
  static WorkCalendar round_the_clock() { return {}; }

  const std::string& name() const { return name_; }
  bool is_round_the_clock() const { return linear_; }

  Span work_between(Moment from, Moment to) const {  // negative when to < from
    return from == to ? Span{} : Span{worked(to) - worked(from)};
  }
  // The finish of work of this length begun at `from`; a negative length goes back to a start. Zero changes nothing.
  Moment add(Moment from, Span length) const;
  // Both ends at once: of work begun at the next chance after a moment, and of work ended at the last before it.
  Stay from_next_work(Moment moment, Span length) const;
  Stay to_previous_work(Moment moment, Span length) const;
  Moment next_work(Moment moment) const;      // itself, or the next moment at which work goes on
  Moment previous_work(Moment moment) const;  // itself, or the last moment at which work had gone on

  // Work is possible only when both calendars work (a task calendar and a resource's).
  static Result<WorkCalendar> both(const WorkCalendar& a, const WorkCalendar& b);
  CalendarPlan plan() const;
  Span workday() const;  // work of the busiest day of the week

 private:
  struct Pattern {  // one kind of day
    std::uint32_t first = 0;
    std::uint32_t count = 0;
    std::int32_t work = 0;  // ticks
  };
  struct Stretch {
    std::int32_t from;  // ticks in the day
    std::int32_t to;
    std::int32_t before;  // work before it in this day
  };

  std::int64_t worked(Moment moment) const;
  std::int64_t worked_in_day(const Pattern& pattern, std::int64_t tick) const;
  std::int64_t week_position(std::int64_t day) const;    // cumulative work of the endless week at the start of a day
  std::int64_t day_reaching(std::int64_t amount) const;  // first day at whose end this much is behind
  std::size_t window_place(std::int64_t amount) const;
  std::int64_t worked_at_day(std::int64_t day) const;
  const Pattern& pattern_of(std::int64_t day) const;
  Moment first_with(std::int64_t amount) const;
  Moment last_with(std::int64_t amount) const;
  std::uint16_t pattern_for(const DayShifts& shifts);
  DayShifts shifts_of(const Pattern& pattern) const;

  std::string name_;
  bool linear_ = true;
  std::vector<Stretch> stretches_;
  std::vector<Pattern> patterns_;
  std::array<std::uint16_t, 7> week_{};
  std::array<std::int64_t, 8> week_sum_{};
  std::int64_t window_first_ = 0;  // days
  std::vector<std::uint16_t> window_pattern_;
  std::vector<std::int64_t> window_sum_{0};  // one more than the patterns
  double window_scale_ = 0;                  // days for a tick of work
};

}  // namespace guatu::schedule

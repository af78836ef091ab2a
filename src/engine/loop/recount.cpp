// SPDX-License-Identifier: Apache-2.0
#include "engine/loop/recount.hpp"

#include <algorithm>

#include "engine/loop/clock.hpp"

namespace guatu::loop {
namespace {

using calendar::Calendar;
using calendar::Certainty;
using calendar::Deadline;

Result<Deadline> end_in(const Calendar& calendar, Date from, calendar::Term term, const Kind& kind) {
  return calendar::find_deadline(calendar, from, term, kind.end, calendar::Standing::internal);
}

// The limit of doing it, and after it every suspension of this round that is over: as assign and resume count.
Result<Deadline> computed_due(const Course& course, const Kind& kind, const Limit& limit, const Calendar& calendar) {
  GUATU_TRY(Deadline end, end_in(calendar, counted_from(course, kind), limit.term, kind));
  if (kind.suspended_time == SuspendedTime::counts) return end;
  for (const Suspension& suspension : course.suspensions) {
    if (!suspension.until || (course.assigned_on && suspension.since < *course.assigned_on)) continue;
    const auto days = static_cast<int>((*suspension.until - suspension.since).count());
    if (days == 0) continue;
    const Certainty before = end.certainty;
    GUATU_TRY(end, end_in(calendar, end.due, {days, calendar::TermUnit::calendar_days}, kind));
    if (before == Certainty::provisional) end.certainty = before;
  }
  return end;
}

// What was known when a provisional date was counted: no notice of its year.
Result<Calendar> calendar_before(const Calendar& calendar, int year) {
  std::vector<calendar::PublishedYear> known = calendar.years();
  std::erase_if(known, [&](const calendar::PublishedYear& one) { return one.year >= year; });
  return Calendar::from(std::move(known));
}

}  // namespace

Result<bool> recount_due(Course& course, const Kind& kind, const Calendar& calendar) {
  if (!course.due || course.due_certainty != Certainty::provisional) return false;
  GUATU_TRY(Deadline now, end_in(calendar, *course.due, {0, calendar::TermUnit::calendar_days}, kind));
  now.certainty = std::max(now.certainty, calendar.certainty_of(*course.due));
  const bool is_counted =
      kind.count_from == CountFrom::registered ? course.round_began_on.has_value() : course.assigned_on.has_value();
  if (const auto limit = done_limit(kind, course.grade); limit && is_counted) {
    GUATU_TRY(const Calendar before, calendar_before(calendar, year_of(*course.due)));
    GUATU_TRY(const Deadline then, computed_due(course, kind, *limit, before));
    if (then.due == *course.due) {
      GUATU_TRY(now, computed_due(course, kind, *limit, calendar));
    }
  }
  if (now.due == *course.due && now.certainty == course.due_certainty) return false;
  course.due = now.due;
  course.due_certainty = now.certainty;
  return true;
}

}  // namespace guatu::loop

// SPDX-License-Identifier: Apache-2.0
#include "engine/calendar/deadline.hpp"

namespace guatu::calendar {
namespace {

constexpr int kYearsMax = 200;  // beyond it the answer leaves the years a Date holds

std::unexpected<Error> beyond(Date event, int length) {
  return refuse(ErrorKind::invalid, "", "calendar.out_of_range",
                {{"date", format_date(event)}, {"workdays", std::to_string(length)}});
}

Result<FoundDay> end_of(const Calendar& calendar, Date event, Term term) {
  switch (term.unit) {
    case TermUnit::workdays:
      return calendar.add_workdays(event, term.length);
    case TermUnit::calendar_days:
      if (term.length > kYearsMax * 366) return beyond(event, term.length);
      return FoundDay{event + std::chrono::days(term.length), Certainty::published};
    case TermUnit::months:
      if (term.length > kYearsMax * 12 || (Month::of(event) + term.length).year() > 2198)
        return beyond(event, term.length);
      return FoundDay{add_months(event, term.length), Certainty::published};
  }
  return beyond(event, term.length);
}

}  // namespace

Result<Deadline> find_deadline(const Calendar& calendar, Date event, Term term, EndRule end, Standing standing) {
  if (term.length < 0)
    return refuse(ErrorKind::invalid, "", "calendar.negative_term", {{"value", std::to_string(term.length)}});
  GUATU_TRY(const FoundDay ends, end_of(calendar, event, term));
  Deadline deadline{ends.date, ends.date, ends.certainty};
  if (end == EndRule::roll_to_workday) {
    GUATU_TRY(const FoundDay rolled, calendar.next_workday_from(ends.date));
    deadline.due = rolled.date;
    if (rolled.certainty == Certainty::provisional) deadline.certainty = Certainty::provisional;
  }
  if (year_of(deadline.due) > 2199 || year_of(event) < 1900) return beyond(event, term.length);
  if (standing == Standing::legal && deadline.certainty == Certainty::provisional)
    return refuse(ErrorKind::conflict, "", "calendar.provisional", {{"date", format_date(deadline.due)}});
  return deadline;
}

}  // namespace guatu::calendar

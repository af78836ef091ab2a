// SPDX-License-Identifier: Apache-2.0
// Deadlines (期限): an event and a term give the last day. The day of the event is not counted (民法典 201); a
// term in months ends on the corresponding day, else on the month's last day (202); an end on a day off rolls
// to the next workday where the kind of term says so (203): a legal term rolls, “6月底前” never does.
// A legal term refuses an answer that rests on days without a notice (calendar.provisional). A term in plain
// days or months that does not roll never looks at the calendar and is therefore never provisional.
#pragma once

#include "engine/calendar/calendar.hpp"

namespace guatu::calendar {

enum class TermUnit { workdays, calendar_days, months };
enum class EndRule { roll_to_workday, stay };
enum class Standing { legal, internal };  // internal terms may be provisional

struct Term {
  int length = 0;  // ≥ 0
  TermUnit unit = TermUnit::calendar_days;
};

struct Deadline {
  Date due;
  Date before_roll;  // where the term ends before it rolls
  Certainty certainty = Certainty::published;
};

// Refuses calendar.negative_term, calendar.out_of_range, and for legal terms calendar.provisional.
Result<Deadline> find_deadline(const Calendar& calendar, Date event, Term term, EndRule end, Standing standing);

}  // namespace guatu::calendar

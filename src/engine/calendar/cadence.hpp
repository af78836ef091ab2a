// SPDX-License-Identifier: Apache-2.0
// Cadences (调度节奏): 每周一调度, 半月一通报, 一月一会商, quarterly. A cadence cuts time into periods and sets a
// meeting day in each; a meeting on a day off moves by a setting. When it moves into a later period's meeting (the
// Spring Festival) the two become one meeting that covers both periods. Refuses an anchor outside the period.
#pragma once

#include <string>
#include <vector>

#include "engine/calendar/calendar.hpp"

namespace guatu::calendar {

enum class Rhythm { weekly, half_monthly, monthly, quarterly };
enum class OffDayRule { next_workday, previous_workday, stay };

struct Cadence {
  Rhythm rhythm = Rhythm::weekly;
  // Weekly: ISO weekday 1…7. Otherwise the n-th day of the period; beyond its end, or 0, means its last day.
  int anchor = 1;
  OffDayRule off_day = OffDayRule::next_workday;
};

struct Period {
  Date first;
  Date last;
  std::string name;  // 2026-W39, 2026-09a, 2026-09, 2026-Q3
};

struct Meeting {
  Date date;
  Date planned;                 // before it moved
  std::vector<Period> periods;  // more than one where meetings fell together
  Certainty certainty = Certainty::published;
};

Period period_of(Rhythm rhythm, Date date);
Period period_after(Rhythm rhythm, const Period& period);

// The meetings held from `first` to `last`, in order. Refuses calendar.anchor_out_of_range, calendar.out_of_range,
// calendar.span_too_long (beyond twenty years).
Result<std::vector<Meeting>> find_meetings(const Calendar& calendar, const Cadence& cadence, Date first, Date last);
// The first meeting on or after the day.
Result<Meeting> next_meeting(const Calendar& calendar, const Cadence& cadence, Date from);

}  // namespace guatu::calendar

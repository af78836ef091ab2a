// SPDX-License-Identifier: Apache-2.0
#include "engine/calendar/cadence.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

namespace guatu::calendar {
namespace {

using std::chrono::days;

constexpr int kSpanDaysMax = 20 * 366;

Period week_of(Date date) {
  const Date monday = date - days(weekday_of(date) - 1);
  const Date thursday = monday + days(3);  // ISO 8601: the week belongs to the year of its Thursday
  const int week = static_cast<int>((thursday - date_of(year_of(thursday), 1, 1)).count() / 7) + 1;
  return {monday, monday + days(6), fmt::format("{}-W{:02}", year_of(thursday), week)};
}

Period half_month_of(Date date) {
  const Month month = Month::of(date);
  const Date middle = month.first_day() + days(14);
  if (date <= middle) return {month.first_day(), middle, format_month(month) + "a"};
  return {middle + days(1), month.last_day(), format_month(month) + "b"};
}

Period quarter_of(Date date) {
  const int quarter = (month_of(date) - 1) / 3 + 1;
  const Month first(year_of(date), quarter * 3 - 2);
  return {first.first_day(), (first + 2).last_day(), fmt::format("{}-Q{}", year_of(date), quarter)};
}

Result<void> check_anchor(const Cadence& cadence) {
  const int highest = cadence.rhythm == Rhythm::weekly ? 7 : 92;
  const int lowest = cadence.rhythm == Rhythm::weekly ? 1 : 0;
  if (cadence.anchor < lowest || cadence.anchor > highest)
    return refuse(ErrorKind::invalid, "", "calendar.anchor_out_of_range",
                  {{"value", std::to_string(cadence.anchor)},
                   {"lowest", std::to_string(lowest)},
                   {"highest", std::to_string(highest)}});
  return {};
}

Date planned_day(const Cadence& cadence, const Period& period) {
  const Date day = period.first + days(cadence.anchor - 1);
  return cadence.anchor == 0 || day > period.last ? period.last : day;
}

Result<Meeting> meeting_of(const Calendar& calendar, const Cadence& cadence, const Period& period) {
  const Date planned = planned_day(cadence, period);
  Meeting meeting{planned, planned, {period}, Certainty::published};
  if (cadence.off_day == OffDayRule::stay) return meeting;
  GUATU_TRY(const FoundDay moved, cadence.off_day == OffDayRule::next_workday ? calendar.next_workday_from(planned)
                                                                              : calendar.last_workday_until(planned));
  meeting.date = moved.date;
  meeting.certainty = moved.certainty;
  return meeting;
}

void join(Meeting& meeting, Meeting&& other) {
  meeting.planned = other.planned;
  if (other.certainty == Certainty::provisional) meeting.certainty = Certainty::provisional;
  meeting.periods.insert(meeting.periods.end(), other.periods.begin(), other.periods.end());
}

}  // namespace

Period period_of(Rhythm rhythm, Date date) {
  switch (rhythm) {
    case Rhythm::weekly:
      return week_of(date);
    case Rhythm::half_monthly:
      return half_month_of(date);
    case Rhythm::monthly: {
      const Month month = Month::of(date);
      return {month.first_day(), month.last_day(), format_month(month)};
    }
    case Rhythm::quarterly:
      return quarter_of(date);
  }
  return {};
}

Period period_after(Rhythm rhythm, const Period& period) { return period_of(rhythm, period.last + days(1)); }

Result<std::vector<Meeting>> find_meetings(const Calendar& calendar, const Cadence& cadence, Date first, Date last) {
  GUATU_CHECK(check_anchor(cadence));
  std::vector<Meeting> meetings;
  if (last < first) return meetings;
  if (year_of(first) < 1901 || year_of(last) > 2197)
    return refuse(ErrorKind::invalid, "", "calendar.out_of_range", {{"date", format_date(first)}, {"workdays", "0"}});
  if ((last - first).count() > kSpanDaysMax)
    return refuse(ErrorKind::too_large, "", "calendar.span_too_long", {{"years_max", "20"}});
  // Holidays last at most two weeks, so a meeting moves by less than a month: start and end that much outside.
  constexpr days margin{31};
  Period period = period_of(cadence.rhythm, first - margin);
  for (; period.first <= last + margin; period = period_after(cadence.rhythm, period)) {
    GUATU_TRY(Meeting meeting, meeting_of(calendar, cadence, period));
    if (!meetings.empty() && meetings.back().date >= meeting.date)
      join(meetings.back(), std::move(meeting));
    else
      meetings.push_back(std::move(meeting));
  }
  std::erase_if(meetings, [&](const Meeting& meeting) { return meeting.date < first || meeting.date > last; });
  return meetings;
}

Result<Meeting> next_meeting(const Calendar& calendar, const Cadence& cadence, Date from) {
  // A quarter and a month hold one at least.
  GUATU_TRY(auto meetings, find_meetings(calendar, cadence, from, from + days(200)));
  if (meetings.empty())
    return refuse(ErrorKind::invalid, "", "calendar.out_of_range", {{"date", format_date(from)}, {"workdays", "0"}});
  return meetings.front();
}

}  // namespace guatu::calendar

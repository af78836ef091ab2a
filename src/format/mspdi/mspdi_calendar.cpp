// SPDX-License-Identifier: Apache-2.0
// Calendars of the file worked out to days. Precedence: an exception, then a work week, then the week; what a
// calendar does not say itself it takes from its base.
#include <algorithm>

#include "base/date.hpp"
#include "format/mspdi/mspdi.hpp"

namespace guatu::mspdi {
namespace {

constexpr Tenths kTenthsPerDay = 14'400;
constexpr std::int64_t kDaysMax = 200'000;
constexpr int kBaseDepthMax = 16;

using Times = std::vector<WorkingTime>;

std::int64_t day_of_time(Tenths time) {
  return time >= 0 ? time / kTenthsPerDay : -((-time + kTenthsPerDay - 1) / kTenthsPerDay);
}

std::int64_t weekday_of_day(std::int64_t day) { return (((day + 3) % 7) + 7) % 7; }  // Monday 0

Times standard_times(std::int64_t weekday) { return weekday < 5 ? Times{{480, 720}, {780, 1020}} : Times{}; }

// Sunday is 1 in the file, Monday 0 here.
std::int64_t weekday_of_type(std::int64_t day_type) { return (day_type + 5) % 7; }

Times times_of(const WeekDay& day) { return day.has_working && day.day_working == 0 ? Times{} : day.times; }

struct Working {
  PlainCalendar plain;
  std::int64_t days_used = 0;

  bool set_day(std::int64_t day, const Times& times) {
    if (++days_used > kDaysMax) return false;
    plain.differing_days[static_cast<std::int32_t>(day)] = times;
    return true;
  }
};

bool in_calendar_range(std::int64_t day) { return day > -200'000 && day < 300'000; }

std::chrono::year_month_day civil(std::int64_t day) {
  return std::chrono::year_month_day{Date{std::chrono::days{day}}};
}

// MonthItem 0 day, 1 weekday, 2 weekend day, 3 Sunday … 9 Saturday.
bool is_month_item(std::int64_t day, std::int64_t item) {
  const std::int64_t weekday = weekday_of_day(day);
  if (item == 0) return true;
  if (item == 1) return weekday < 5;
  if (item == 2) return weekday >= 5;
  return weekday == (item + 3) % 7;  // 3 Sunday → 6, 4 Monday → 0
}

// Whether the day is the first … fourth (0…3) or last (4) such item of its month.
bool is_month_position(std::int64_t day, std::int64_t item, std::int64_t position) {
  if (!is_month_item(day, item)) return false;
  const auto date = civil(day);
  const std::int64_t first = day - static_cast<unsigned>(date.day()) + 1;
  const auto length = static_cast<unsigned>((date.year() / date.month() / std::chrono::last).day());
  std::int64_t before = 0;
  std::int64_t after = 0;
  for (std::int64_t other = first; other < first + length; ++other) {
    if (!is_month_item(other, item)) continue;
    before += other < day ? 1 : 0;
    after += other > day ? 1 : 0;
  }
  return position == 4 ? after == 0 : before == position;
}

std::int64_t months_between(std::int64_t from, std::int64_t to) {
  const auto a = civil(from);
  const auto b = civil(to);
  return (static_cast<int>(b.year()) - static_cast<int>(a.year())) * 12 +
         static_cast<int>(static_cast<unsigned>(b.month())) - static_cast<int>(static_cast<unsigned>(a.month()));
}

bool is_hit(const Exception& exception, std::int64_t first, std::int64_t day) {
  const std::int64_t period = std::max<std::int64_t>(exception.period, 1);
  const auto date = civil(day);
  const auto month = static_cast<std::int64_t>(static_cast<unsigned>(date.month())) - 1;
  const auto day_of_month = static_cast<std::int64_t>(static_cast<unsigned>(date.day()));
  switch (exception.type) {
    case 2:
      return month == exception.month && day_of_month == exception.month_day;
    case 3:
      return month == exception.month && is_month_position(day, exception.month_item, exception.month_position);
    case 4:
      return day_of_month == exception.month_day && months_between(first, day) % period == 0;
    case 5:
      return months_between(first, day) % period == 0 &&
             is_month_position(day, exception.month_item, exception.month_position);
    case 6: {
      const std::int64_t sunday_first = (weekday_of_day(day) + 1) % 7;
      const std::int64_t week = (day - (first - (weekday_of_day(first) + 1) % 7)) / 7;
      return ((exception.days_of_week >> sunday_first) & 1) != 0 && week % period == 0;
    }
    case 7:
      return (day - first) % period == 0;
    default:
      return true;
  }
}

bool add_exception(Working& working, const Exception& exception) {
  if (!exception.from || !exception.to) return true;
  const std::int64_t first = day_of_time(*exception.from);
  const std::int64_t last = day_of_time(*exception.to);
  if (!in_calendar_range(first) || !in_calendar_range(last)) return true;
  for (std::int64_t day = first; day <= last; ++day) {
    if (!is_hit(exception, first, day)) continue;
    if (!working.set_day(day, exception.day_working == 0 ? Times{} : exception.times)) return false;
  }
  return true;
}

bool add_period(Working& working, const WeekDay& day) {
  if (!day.from || !day.to) return true;
  const std::int64_t first = day_of_time(*day.from);
  const std::int64_t last = day_of_time(*day.to);
  if (!in_calendar_range(first) || !in_calendar_range(last)) return true;
  for (std::int64_t at = first; at <= last; ++at)
    if (!working.set_day(at, times_of(day))) return false;
  return true;
}

bool add_work_week(Working& working, const WorkWeek& week) {
  if (!week.from || !week.to) return true;
  const std::int64_t first = day_of_time(*week.from);
  const std::int64_t last = day_of_time(*week.to);
  if (!in_calendar_range(first) || !in_calendar_range(last)) return true;
  for (std::int64_t at = first; at <= last; ++at)
    for (const WeekDay& day : week.days)
      if (day.day_type >= 1 && day.day_type <= 7 && weekday_of_type(day.day_type) == weekday_of_day(at) &&
          !working.set_day(at, times_of(day)))
        return false;
  return true;
}

const Calendar* find_calendar(const Project& project, std::int64_t uid) {
  for (const Calendar& calendar : project.calendars)
    if (calendar.uid == uid) return &calendar;
  return nullptr;
}

// The calendar's own statements, on top of what its base has put there.
bool apply_calendar(Working& working, const Calendar& calendar) {
  for (const WeekDay& day : calendar.days)
    if (day.day_type >= 1 && day.day_type <= 7)
      working.plain.week[static_cast<std::size_t>(weekday_of_type(day.day_type))] = times_of(day);
  for (const WorkWeek& week : calendar.weeks)
    if (!add_work_week(working, week)) return false;
  // Newer files write each exception twice; the old form of it cannot say how it recurs.
  if (calendar.exceptions.empty()) {
    for (const WeekDay& day : calendar.days)
      if (day.day_type == 0 && !add_period(working, day)) return false;
  }
  for (const Exception& exception : calendar.exceptions)
    if (!add_exception(working, exception)) return false;
  return true;
}

}  // namespace

Result<PlainCalendar> plain_calendar(const Project& project, std::int64_t calendar_uid) {
  std::vector<const Calendar*> chain;
  for (const Calendar* next = find_calendar(project, calendar_uid); next != nullptr && chain.size() < kBaseDepthMax;) {
    if (std::find(chain.begin(), chain.end(), next) != chain.end()) break;
    chain.push_back(next);
    next = next->base_uid > 0 ? find_calendar(project, next->base_uid) : nullptr;
  }
  Working working;
  if (!chain.empty()) working.plain.name = chain.front()->name;
  for (std::size_t i = 0; i < 7; ++i) working.plain.week[i] = standard_times(static_cast<std::int64_t>(i));
  for (std::size_t i = chain.size(); i-- > 0;)
    if (!apply_calendar(working, *chain[i]))
      return refuse(ErrorKind::too_large, chain[i]->name, "mspdi.too_many",
                    {{"records_max", std::to_string(kDaysMax)}});
  return std::move(working.plain);
}

}  // namespace guatu::mspdi

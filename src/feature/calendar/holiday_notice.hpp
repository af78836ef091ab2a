// SPDX-License-Identifier: Apache-2.0
// A holiday notice (放假通知) as an office types it in: the days off and the make-up workdays of one year. It is kept
// as the text of calendar_toml.hpp, the form of the years that come with the program. Refuses spans that end before
// they begin or are longer than a month (calendar.span_reversed), and what the calendar refuses.
#pragma once

#include <string>
#include <vector>

#include "engine/calendar/calendar.hpp"

namespace guatu::calendar {

struct DaysOff {
  std::string name;
  Date first;
  Date last;
  std::vector<Date> work;
};

struct HolidayNotice {
  std::int64_t year = 0;
  Notice notice;
  std::vector<DaysOff> off;
};

// A year as it is stored.
struct CalendarYear {
  std::int64_t year = 0;
  std::string number;
  std::string title;
  Date loaded_on;
  std::string text;
};

Result<void> check_notice(const HolidayNotice& notice);
std::string text_of(const HolidayNotice& notice);

}  // namespace guatu::calendar

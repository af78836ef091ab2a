// SPDX-License-Identifier: Apache-2.0
// The calendar of a store (工作日历): the years that come with the program, and over them the notices that the office
// loaded. Whoever asks for workdays asks load_calendar(). Refuses what the calendar refuses, with the field of the
// notice.
#pragma once

#include <functional>
#include <span>
#include <string>
#include <vector>

#include "feature/calendar/calendar_presets.hpp"
#include "feature/calendar/holiday_notice.hpp"
#include "platform/db/versioned.hpp"

namespace guatu::calendar {

// `presets` are the texts of data/calendar.
Result<Calendar> load_calendar(const db::Reader& reader, std::span<const YearText> presets);
std::vector<db::Versioned<CalendarYear>> load_notices(const db::Reader& reader);  // by year

// A date that was counted without a notice (期限重算). The calendar knows no matters, so who counts them anew is given
// from outside.
struct MovedDue {
  std::string matter;
  Date before{};
  Date after{};
};
using Recount = std::function<Result<std::vector<MovedDue>>(db::Tx& tx, const Calendar& calendar)>;

struct LoadedNotice {
  Calendar calendar;            // as it is now
  std::vector<MovedDue> moved;  // by it
};
// Stores the notice and counts anew what was counted without it, in one entry. The same notice again changes nothing.
Result<LoadedNotice> load_notice(db::Tx& tx, const HolidayNotice& notice, std::span<const YearText> presets,
                                 const Recount& recount);
// For a year that came with a newer program: counts anew what was counted without it.
Result<std::vector<MovedDue>> recount(db::Tx& tx, std::span<const YearText> presets, const Recount& recount);

}  // namespace guatu::calendar

// SPDX-License-Identifier: Apache-2.0
// The calendar of a store (工作日历): the years that come with the program, and over them the notices that the office
// loaded. Whoever asks for workdays asks load_calendar(). Refuses what the calendar refuses, with the field of the
// notice.
#pragma once

#include <span>
#include <vector>

#include "feature/calendar/calendar_presets.hpp"
#include "feature/calendar/holiday_notice.hpp"
#include "platform/db/versioned.hpp"

namespace guatu::calendar {

// `presets` are the texts of data/calendar.
Result<Calendar> load_calendar(const db::Reader& reader, std::span<const YearText> presets);
std::vector<db::Versioned<CalendarYear>> load_notices(const db::Reader& reader);  // by year

// Stores the notice and says the calendar as it is now. The same notice again changes nothing.
Result<Calendar> load_notice(db::Tx& tx, const HolidayNotice& notice, std::span<const YearText> presets);

}  // namespace guatu::calendar

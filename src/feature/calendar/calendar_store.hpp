// SPDX-License-Identifier: Apache-2.0
// Holiday notices that were loaded (放假通知), by year, as a table. Columns are added at the end; none changes its
// meaning.
#pragma once

#include "feature/calendar/holiday_notice.hpp"
#include "platform/db/table.hpp"

namespace guatu::calendar {

const db::Table<CalendarYear>& calendar_year_table();

}  // namespace guatu::calendar

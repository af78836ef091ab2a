// SPDX-License-Identifier: Apache-2.0
#include "feature/calendar/calendar_store.hpp"

namespace guatu::calendar {

const db::Table<CalendarYear>& calendar_year_table() {
  static const auto kTable = db::table<CalendarYear>(
      "calendar_year", db::key("year", &CalendarYear::year), db::column("number", &CalendarYear::number),
      db::column("title", &CalendarYear::title), db::column("loaded_on", &CalendarYear::loaded_on),
      db::column("text", &CalendarYear::text));
  return kTable;
}

}  // namespace guatu::calendar

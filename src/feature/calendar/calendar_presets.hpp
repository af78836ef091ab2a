// SPDX-License-Identifier: Apache-2.0
// The calendar of the published years (放假安排): made from the texts of data/calendar, in any order. Refuses what
// calendar_toml and the calendar itself refuse.
#pragma once

#include <span>
#include <string_view>

#include "engine/calendar/calendar.hpp"

namespace guatu::calendar {

struct YearText {
  std::string_view place;  // data/calendar/2026.toml
  std::string_view toml;
};

Result<Calendar> calendar_from(std::span<const YearText> texts);

}  // namespace guatu::calendar

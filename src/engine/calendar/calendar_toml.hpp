// SPDX-License-Identifier: Apache-2.0
// Reads one year of the calendar from data/calendar/YYYY.toml: `year`, [[notice]] with number, title and url, and
// [[off]] with name, first, last and the make-up workdays in `work`. Refuses what is missing or malformed, with
// the place of the entry.
#pragma once

#include <string_view>

#include "engine/calendar/calendar.hpp"

namespace guatu::calendar {

// Refuses calendar.toml_syntax, calendar.field_missing, calendar.span_reversed, calendar.file_too_long.
Result<PublishedYear> parse_published_year(std::string_view toml, std::string_view place);

}  // namespace guatu::calendar

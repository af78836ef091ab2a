// SPDX-License-Identifier: Apache-2.0
#include "feature/calendar/calendar_presets.hpp"

#include "engine/calendar/calendar_toml.hpp"

namespace guatu::calendar {

Result<Calendar> calendar_from(std::span<const YearText> texts) {
  std::vector<PublishedYear> years;
  for (const auto& text : texts) {
    GUATU_TRY(PublishedYear year, parse_published_year(text.toml, text.place));
    years.push_back(std::move(year));
  }
  return Calendar::from(std::move(years));
}

}  // namespace guatu::calendar

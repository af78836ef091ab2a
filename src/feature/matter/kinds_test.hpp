// SPDX-License-Identifier: Apache-2.0
// For tests only: the kinds that come with the program, and the calendar of 2026.
#pragma once

#include <fstream>
#include <iterator>

#include "engine/calendar/calendar_toml.hpp"
#include "feature/matter/rulebook.hpp"

namespace guatu::matter {

inline std::string read_source(const std::string& path) {
  std::ifstream file(std::string(GUATU_SOURCE_DIR) + "/" + path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

inline const std::vector<loop::Kind>& kinds() {
  static const auto kKinds = *read_kinds(read_source("data/matter/kinds.toml"));
  return kKinds;
}

inline const calendar::Calendar& calendar_of_2026() {
  static const auto kCalendar =
      *calendar::Calendar::from({*calendar::parse_published_year(read_source("data/calendar/2026.toml"), "2026.toml")});
  return kCalendar;
}

}  // namespace guatu::matter

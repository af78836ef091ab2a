// SPDX-License-Identifier: Apache-2.0
// What matters are handled by (办理规则): the kinds with their limits, and the calendar of workdays. A kind is found
// by its code, its word or another name that registers use. Refuses what loop::parse_kinds refuses, and
// matter.unknown_kind.
#pragma once

#include <string_view>
#include <vector>

#include "engine/calendar/calendar.hpp"
#include "engine/loop/kind.hpp"

namespace guatu::matter {

struct Rulebook {
  std::vector<loop::Kind> kinds;
  calendar::Calendar calendar;
};

Result<std::vector<loop::Kind>> read_kinds(std::string_view toml);
Result<const loop::Kind*> known_kind(const std::vector<loop::Kind>& kinds, std::string_view name);
// As in /matter-kinds: “5 workdays”; the way kinds are written.
std::string limit_text(const loop::Limit& limit);

}  // namespace guatu::matter

// SPDX-License-Identifier: Apache-2.0
// Routes of matters (督办事项): the register, one matter with its course, its timeline and history, acts, the board,
// reminders, kinds; the personal to-do list and who signs inside a unit. Who reads through relations sees what his
// units lead, assist or verify.
#pragma once

#include <string_view>
#include <vector>

#include "feature/calendar/calendar_presets.hpp"
#include "platform/api/route.hpp"

namespace guatu::matter {

struct RuleTexts {
  std::string_view kinds;  // TOML
  std::vector<calendar::YearText> years;
};
std::vector<api::Route> matter_routes(RuleTexts texts);

}  // namespace guatu::matter

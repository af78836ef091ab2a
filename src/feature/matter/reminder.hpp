// SPDX-License-Identifier: Apache-2.0
// The text of a reminder to a unit (催办), ready to copy into whatever the office reminds by: what is late first, each
// with what is asked, its day, and how long it has been late or is left. It names matters and units, never a person.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/date.hpp"

namespace guatu::matter {

struct ReminderLine {
  std::string matter;
  std::string text;
  std::string word;  // what is asked: 反馈
  Date due;
};

std::string reminder_text(std::string_view unit, const std::vector<ReminderLine>& lines, Date today);

}  // namespace guatu::matter

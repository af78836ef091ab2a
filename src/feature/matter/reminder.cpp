// SPDX-License-Identifier: Apache-2.0
#include "feature/matter/reminder.hpp"

#include <fmt/format.h>

namespace guatu::matter {
namespace {

std::string state_of(Date due, Date today) {
  const auto days = (due - today).count();
  if (days < 0) return fmt::format("已逾期{}天", -days);
  if (days == 0) return "今天到期";
  return fmt::format("还有{}天", days);
}

}  // namespace

std::string reminder_text(std::string_view unit, const std::vector<ReminderLine>& lines, Date today) {
  std::string text =
      fmt::format("{}：以下{}项督办事项请抓紧办理（{}）：", unit, lines.size(), format_date_chinese(today));
  int number = 0;
  for (const auto& line : lines)
    text += fmt::format("\n{}. {}（{}）请{}，期限{}月{}日，{}。", ++number, line.text, line.matter, line.word,
                        month_of(line.due), day_of(line.due), state_of(line.due, today));
  return text;
}

}  // namespace guatu::matter

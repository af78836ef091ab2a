// SPDX-License-Identifier: Apache-2.0
#include "engine/loop/course.hpp"

#include <algorithm>

namespace guatu::loop {

bool is_suspended(const Course& course) { return !course.suspensions.empty() && !course.suspensions.back().until; }

bool is_running(const Course& course) { return is_open(course.state) && !is_suspended(course) && !course.ending; }

bool is_over(const Course& course) { return !is_open(course.state) || course.ending.has_value(); }

std::int64_t suspended_days(const Course& course, Date from, Date until) {
  std::int64_t days = 0;
  for (const auto& suspension : course.suspensions) {
    const Date first = std::max(suspension.since, from);
    const Date last = std::min(suspension.until.value_or(until), until);
    if (first < last) days += (last - first).count();
  }
  return days;
}

bool is_on_duty(const Course& course, const UnitId& unit) {
  return course.lead == unit || std::ranges::find(course.assisting, unit, &Assisting::unit) != course.assisting.end();
}

std::vector<QuarterTarget> quarter_targets(int year, const std::vector<std::string>& texts) {
  std::vector<QuarterTarget> targets;
  for (int quarter = 1; quarter <= 4 && static_cast<std::size_t>(quarter) <= texts.size(); ++quarter) {
    const std::string& text = texts[static_cast<std::size_t>(quarter - 1)];
    if (!text.empty()) targets.push_back({quarter, text, Month(year, quarter * 3).last_day(), std::nullopt, year});
  }
  return targets;
}

}  // namespace guatu::loop

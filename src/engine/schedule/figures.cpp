// SPDX-License-Identifier: Apache-2.0
#include "engine/schedule/figures.hpp"

#include <fmt/format.h>

#include <cmath>

#include "engine/schedule/compute.hpp"

namespace guatu::schedule {

std::string fixed(double value, int places) {
  return std::isfinite(value) ? fmt::format("{:.{}f}", value, places) : std::string("null");
}

std::string fixed(std::optional<double> value, int places) {
  return value ? fixed(*value, places) : std::string("null");
}

std::string ticks_as_minutes(double ticks, int places) {
  return fixed(ticks / static_cast<double>(kTicksPerMinute), places);
}

std::string percent(double share) { return fixed(100 * share, 1) + "%"; }

std::string in_days(const WorkCalendar& calendar, Span span) {
  return fixed(static_cast<double>(span.ticks) / static_cast<double>(calendar.workday().ticks), 1);
}

std::string variance_text(const WorkCalendar& calendar, Moment baseline, Moment computed) {
  constexpr double kTooLittle = 0.05;
  const double days = variance_days(calendar, baseline, computed);
  return std::abs(days) < kTooLittle ? std::string() : fmt::format("{:+.1f}", days);
}

}  // namespace guatu::schedule

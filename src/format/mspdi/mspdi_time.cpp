// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <charconv>

#include "base/date.hpp"
#include "format/mspdi/mspdi.hpp"

namespace guatu::mspdi {
namespace {

constexpr Tenths kTenthsPerDay = 14'400;

// "08:00", "08:00:30", "08:00:30.5" after the T; seconds are cut to tenths of a minute, so that 23:59:59 stays in its
// day.
std::optional<Tenths> parse_clock(std::string_view text) {
  int fields[3] = {0, 0, 0};
  std::size_t at = 0;
  for (int i = 0; i < 3 && at < text.size(); ++i) {
    const auto [end, error] = std::from_chars(text.data() + at, text.data() + text.size(), fields[i]);
    if (error != std::errc{} || fields[i] < 0 || fields[i] > 60) return std::nullopt;
    at = static_cast<std::size_t>(end - text.data());
    if (at < text.size() && text[at] != ':') break;
    ++at;
  }
  return fields[0] * 600 + fields[1] * 10 + fields[2] / 6;
}

constexpr std::int64_t kDurationFieldMax = 1'000'000'000;

}  // namespace

Time parse_time(std::string_view text) {
  if (text.size() < 10) return std::nullopt;
  const auto date = parse_date(text.substr(0, 10));
  if (!date) return std::nullopt;
  const Tenths day = Tenths{date->time_since_epoch().count()} * kTenthsPerDay;
  if (text.size() < 16) return day;
  const auto clock = parse_clock(text.substr(11));
  if (!clock) return std::nullopt;
  return day + *clock;
}

std::optional<Tenths> parse_duration(std::string_view text) {
  bool negative = false;
  if (!text.empty() && text[0] == '-') {
    negative = true;
    text.remove_prefix(1);
  }
  if (text.empty() || text[0] != 'P') return std::nullopt;
  text.remove_prefix(1);
  bool in_time = false;
  double seconds = 0;
  while (!text.empty()) {
    if (text[0] == 'T') {
      in_time = true;
      text.remove_prefix(1);
      continue;
    }
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value, std::chars_format::fixed);
    if (error != std::errc{} || end == text.data() + text.size() || !(value < kDurationFieldMax) || value < 0)
      return std::nullopt;
    switch (*end) {
      case 'Y':
        seconds += value * 365 * 86'400;
        break;
      case 'D':
        seconds += value * 86'400;
        break;
      case 'H':
        seconds += value * 3600;
        break;
      case 'M':
        seconds += value * (in_time ? 60 : 30 * 86'400);
        break;
      case 'S':
        seconds += value;
        break;
      default:
        return std::nullopt;
    }
    text.remove_prefix(static_cast<std::size_t>(end - text.data()) + 1);
  }
  const auto tenths = static_cast<Tenths>(seconds / 6 + 0.5);
  return negative ? -tenths : tenths;
}

std::optional<Tenths> time_needed(const Assignment& assignment) {
  constexpr double kLengthMax = 1e12;
  if (!assignment.work || assignment.units <= 0) return std::nullopt;
  const Tenths regular = *assignment.work - assignment.overtime_work.value_or(0);
  const double length = static_cast<double>(regular) / assignment.units;
  if (regular <= 0 || length >= kLengthMax) return std::nullopt;
  return static_cast<Tenths>(length + 0.5);
}

std::string format_time(Tenths time) {
  const Tenths day = time >= 0 ? time / kTenthsPerDay : -((-time + kTenthsPerDay - 1) / kTenthsPerDay);
  const Tenths clock = time - day * kTenthsPerDay;
  return fmt::format("{}T{:02}:{:02}:{:02}", format_date(Date{std::chrono::days{day}}), clock / 600, clock / 10 % 60,
                     clock % 10 * 6);
}

std::string format_duration(Tenths duration) {
  const Tenths size = duration < 0 ? -duration : duration;
  return fmt::format("{}PT{}H{}M{}S", duration < 0 ? "-" : "", size / 600, size / 10 % 60, size % 10 * 6);
}

}  // namespace guatu::mspdi

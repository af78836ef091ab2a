// SPDX-License-Identifier: Apache-2.0
#include "format/network/network_cells.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "base/date.hpp"
#include "base/text.hpp"

namespace guatu::network {
namespace {

constexpr double kAmountMax = 1.0e12;

std::optional<std::int32_t> parse_clock(std::string_view text) {
  int hour = 0;
  int minute = 0;
  const char* end = text.data() + text.size();
  const auto first = std::from_chars(text.data(), end, hour);
  if (first.ec != std::errc{} || first.ptr == end || *first.ptr != ':') return std::nullopt;
  const auto second = std::from_chars(first.ptr + 1, end, minute);
  if (second.ec != std::errc{} || second.ptr != end) return std::nullopt;
  if (hour < 0 || hour > 24 || minute < 0 || minute > 59 || hour * 60 + minute > 1440) return std::nullopt;
  return hour * 60 + minute;
}

// Tenths of a minute in one unit; elapsed units count round the clock.
std::optional<std::pair<double, Unit>> unit_of(std::string_view text, Tenths workday) {
  if (text.empty() || text == "d" || text == "天" || text == "工作日") return std::pair{double(workday), Unit::working};
  if (text == "m" || text == "min" || text == "分钟") return std::pair{10.0, Unit::working};
  if (text == "h" || text == "小时") return std::pair{600.0, Unit::working};
  if (text == "w" || text == "周") return std::pair{5.0 * double(workday), Unit::working};
  if (text == "em") return std::pair{10.0, Unit::elapsed};
  if (text == "eh") return std::pair{600.0, Unit::elapsed};
  if (text == "ed" || text == "日历天") return std::pair{14'400.0, Unit::elapsed};
  if (text == "ew") return std::pair{7 * 14'400.0, Unit::elapsed};
  if (text == "%") return std::pair{100.0, Unit::percent};
  return std::nullopt;
}

bool is_link_type(std::string_view text) { return text == "FS" || text == "SS" || text == "FF" || text == "SF"; }

}  // namespace

std::optional<Length> parse_length(std::string_view text, Tenths workday) {
  text = trim(text);
  double sign = 1;
  if (!text.empty() && (text[0] == '+' || text[0] == '-')) {
    sign = text[0] == '-' ? -1 : 1;
    text.remove_prefix(1);
  }
  if (text.empty() || (text[0] != '.' && (text[0] < '0' || text[0] > '9'))) return std::nullopt;
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value, std::chars_format::fixed);
  if (error != std::errc{}) return std::nullopt;
  const auto unit = unit_of(trim(text.substr(static_cast<std::size_t>(end - text.data()))), workday);
  if (!unit || !(std::abs(value) * unit->first < kAmountMax)) return std::nullopt;
  return Length{static_cast<std::int64_t>(std::llround(sign * value * unit->first)), unit->second};
}

std::optional<LinkCell> parse_link(std::string_view text, Tenths workday) {
  text = trim(text);
  LinkCell link;
  // "A100 SS+2d": the last word, when it begins with a type, says how; an id alone is finish to start.
  const auto space = text.find_last_of(" \t");
  const std::string_view last = space == std::string_view::npos ? std::string_view{} : text.substr(space + 1);
  if (!is_link_type(last.substr(0, 2))) {
    link.from = text;
    return link.from.empty() ? std::nullopt : std::optional(link);
  }
  link.from = trim(text.substr(0, space));
  link.type = last.substr(0, 2);
  if (last.size() > 2) {
    const auto lag = parse_length(last.substr(2), workday);
    if (!lag) return std::nullopt;
    link.lag = *lag;
  }
  return link.from.empty() ? std::nullopt : std::optional(link);
}

Time parse_moment(std::string_view text, DateSide side) {
  text = trim(text);
  const auto date = parse_date(text.substr(0, 10));
  if (!date) return std::nullopt;
  const Tenths day = Tenths{date->time_since_epoch().count()} * 14'400;
  if (text.size() <= 10) return side == DateSide::start ? day : day + 14'400;
  if (text[10] != ' ' && text[10] != 'T') return std::nullopt;
  const auto minute = parse_clock(text.substr(11));
  if (!minute) return std::nullopt;
  return day + *minute * 10;
}

std::optional<WorkingTime> parse_shift(std::string_view text) {
  const auto dash = text.find('-');
  if (dash == std::string_view::npos) return std::nullopt;
  const auto from = parse_clock(text.substr(0, dash));
  const auto to = parse_clock(text.substr(dash + 1));
  if (!from || !to || *from >= *to) return std::nullopt;
  return WorkingTime{*from, *to};
}

std::vector<std::string> split_csv_line(std::string_view line) {
  std::vector<std::string> fields(1);
  bool quoted = false;
  for (std::size_t i = 0; i < line.size(); ++i) {
    const char c = line[i];
    if (quoted && c == '"' && i + 1 < line.size() && line[i + 1] == '"') {
      fields.back() += '"';
      ++i;
    } else if (c == '"') {
      quoted = !quoted;
    } else if (c == ',' && !quoted) {
      fields.emplace_back();
    } else {
      fields.back() += c;
    }
  }
  return fields;
}

}  // namespace guatu::network

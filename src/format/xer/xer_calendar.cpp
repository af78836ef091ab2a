// SPDX-License-Identifier: Apache-2.0
// clndr_data: node = (0||name(attributes)(children)). Days of the week are 1 Sunday … 7 Saturday, an exception names
// its day as d|days since 1899-12-30, a shift is s|08:00|f|16:00 in either order.
#include <charconv>
#include <cmath>

#include "base/date.hpp"
#include "format/xer/xer.hpp"

namespace guatu::xer {
namespace {

constexpr int kDepthMax = 16;
constexpr std::size_t kNodesMax = 500'000;
constexpr std::int64_t kEpochDays = 25'569;  // from 1899-12-30 to 1970-01-01
constexpr std::int64_t kDayMax = 200'000;

struct Node {
  std::string_view name;
  std::string_view attributes;
  std::vector<Node> children;
};

class Parser {
 public:
  explicit Parser(std::string_view text) : text_(text) {}

  std::vector<Node> nodes(int depth) {
    std::vector<Node> found;
    while (skip_to_bracket() && text_[at_] == '(' && count_ < kNodesMax) found.push_back(node(depth));
    return found;
  }

 private:
  // To the next bracket of either kind; false at the end.
  bool skip_to_bracket() {
    while (at_ < text_.size() && text_[at_] != '(' && text_[at_] != ')') ++at_;
    return at_ < text_.size();
  }

  // At "(": the text up to the next bracket, which is left in place.
  std::string_view head() {
    const std::size_t from = ++at_;
    skip_to_bracket();
    return text_.substr(from, at_ - from);
  }

  Node node(int depth) {
    ++count_;
    Node result;
    const std::string_view title = head();
    const auto bars = title.rfind("||");
    result.name = bars == std::string_view::npos ? title : title.substr(bars + 2);
    if (opens()) {
      result.attributes = head();
      close();
    }
    if (opens()) {
      ++at_;
      if (depth < kDepthMax)
        result.children = nodes(depth + 1);
      else
        while (skip_to_bracket() && text_[at_] == '(') ++at_;
      close();
    }
    close();
    return result;
  }

  bool opens() { return skip_to_bracket() && text_[at_] == '('; }
  void close() {
    if (skip_to_bracket() && text_[at_] == ')') ++at_;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::size_t count_ = 0;
};

std::string_view attribute(std::string_view attributes, std::string_view name) {
  while (!attributes.empty()) {
    const auto bar = attributes.find('|');
    if (bar == std::string_view::npos) return {};
    const auto end = attributes.find('|', bar + 1);
    const auto value = attributes.substr(bar + 1, end == std::string_view::npos ? end : end - bar - 1);
    if (attributes.substr(0, bar) == name) return value;
    if (end == std::string_view::npos) return {};
    attributes.remove_prefix(end + 1);
  }
  return {};
}

std::optional<std::int32_t> minute_of(std::string_view text) {
  int hour = 0;
  int minute = 0;
  const char* end = text.data() + text.size();
  const auto first = std::from_chars(text.data(), end, hour);
  if (first.ec != std::errc{} || first.ptr == end || *first.ptr != ':') return std::nullopt;
  if (std::from_chars(first.ptr + 1, end, minute).ec != std::errc{}) return std::nullopt;
  if (hour < 0 || hour > 24 || minute < 0 || minute > 59) return std::nullopt;
  return hour * 60 + minute;
}

std::vector<WorkingTime> shifts_of(const Node& day) {
  std::vector<WorkingTime> shifts;
  for (const Node& child : day.children) {
    const auto from = minute_of(attribute(child.attributes, "s"));
    auto to = minute_of(attribute(child.attributes, "f"));
    if (!from || !to) continue;
    if (*to <= *from) to = 1440;
    shifts.push_back({*from, *to});
  }
  return shifts;
}

void read_week(const Node& days, Calendar& calendar) {
  for (const Node& day : days.children) {
    int number = 0;
    std::from_chars(day.name.data(), day.name.data() + day.name.size(), number);
    if (number < 1 || number > 7) continue;
    calendar.week[static_cast<std::size_t>((number + 5) % 7)] = shifts_of(day);
    calendar.has_week = true;
  }
}

void read_exceptions(const Node& exceptions, Calendar& calendar) {
  for (const Node& exception : exceptions.children) {
    const std::string_view text = attribute(exception.attributes, "d");
    std::int64_t serial = 0;
    if (std::from_chars(text.data(), text.data() + text.size(), serial).ec != std::errc{}) continue;
    const std::int64_t day = serial - kEpochDays;
    if (day < -kDayMax || day > kDayMax) continue;
    calendar.differing_days[static_cast<std::int32_t>(day)] = shifts_of(exception);
  }
}

void read_nodes(const std::vector<Node>& nodes, Calendar& calendar) {
  for (const Node& node : nodes) {
    if (node.name == "DaysOfWeek")
      read_week(node, calendar);
    else if (node.name == "Exceptions")
      read_exceptions(node, calendar);
    else
      read_nodes(node.children, calendar);
  }
}

}  // namespace

void read_calendar_text(std::string_view text, Calendar& calendar) { read_nodes(Parser(text).nodes(0), calendar); }

Minutes minutes_of_hours(double hours) { return std::llround(hours * 60); }

Time parse_time(std::string_view text) {
  if (text.size() < 10) return std::nullopt;
  const auto date = parse_date(text.substr(0, 10));
  if (!date) return std::nullopt;
  const Minutes day = Minutes{date->time_since_epoch().count()} * 1440;
  if (text.size() < 16) return day;
  const auto minute = minute_of(text.substr(11));
  if (!minute) return std::nullopt;
  return day + *minute;
}

}  // namespace guatu::xer

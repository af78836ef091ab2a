// SPDX-License-Identifier: Apache-2.0
#include "feature/matter/number.hpp"

#include <algorithm>
#include <charconv>
#include <optional>

namespace guatu::matter {
namespace {

constexpr std::string_view kOpen = "〔";
constexpr std::string_view kClose = "〕";
constexpr std::string_view kEnd = "号";
constexpr std::string_view kPlainPrefix = "督办";

std::optional<int> count_in(std::string_view text) {
  int number = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
  if (text.empty() || read.ec != std::errc() || read.ptr != text.data() + text.size() || number < 0)
    return std::nullopt;
  return number;
}

std::optional<Number> parse_number(std::string_view text) {
  const auto open = text.find(kOpen);
  const auto close = text.find(kClose);
  if (open == std::string_view::npos || close == std::string_view::npos || close < open || !text.ends_with(kEnd))
    return std::nullopt;
  const auto year_at = open + kOpen.size();
  const auto count_at = close + kClose.size();
  if (count_at + kEnd.size() > text.size()) return std::nullopt;
  const auto year = count_in(text.substr(year_at, close - year_at));
  const auto count = count_in(text.substr(count_at, text.size() - kEnd.size() - count_at));
  if (!year || !count) return std::nullopt;
  return Number{std::string(text.substr(0, open)), *year, *count};
}

}  // namespace

std::string text_of(const Number& number) {
  return number.prefix + std::string(kOpen) + std::to_string(number.year) + std::string(kClose) +
         std::to_string(number.count) + std::string(kEnd);
}

Number next_number(const std::vector<std::string>& latest, int year) {
  std::optional<Number> next;
  for (const auto& text : latest) {
    const auto number = parse_number(text);
    if (!number) continue;
    if (!next) next = Number{number->prefix, year, 0};
    if (number->prefix == next->prefix && number->year == year) next->count = std::max(next->count, number->count);
  }
  if (!next) next = Number{std::string(kPlainPrefix), year, 0};
  ++next->count;
  return *next;
}

std::string part_number(std::string_view whole, int part) { return std::string(whole) + "-" + std::to_string(part); }

}  // namespace guatu::matter

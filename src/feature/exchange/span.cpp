// SPDX-License-Identifier: Apache-2.0
#include "feature/exchange/span.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "base/text.hpp"

namespace guatu::exchange {
namespace {

constexpr std::array<std::pair<std::string_view, std::pair<int, int>>, 12> kNamedSpans{{
    {"前三季度", {1, 9}},
    {"上半年", {1, 6}},
    {"一季度", {1, 3}},
    {"二季度", {4, 6}},
    {"三季度", {7, 9}},
    {"四季度", {10, 12}},
    {"1季度", {1, 3}},
    {"2季度", {4, 6}},
    {"3季度", {7, 9}},
    {"4季度", {10, 12}},
    {"下半年", {7, 12}},
    {"全年", {1, 12}},
}};
// What people put between two months; the wide dashes are longer in UTF-8 than the hyphen.
constexpr std::array<std::string_view, 7> kDashes{"—", "–", "-", "~", "至", "－", "～"};
constexpr std::string_view kMonthMark = "月";
constexpr std::string_view kYearMark = "年";

bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::size_t digits_at(std::string_view text, std::size_t at) {
  std::size_t count = 0;
  while (at + count < text.size() && is_digit(text[at + count])) ++count;
  return count;
}

int number_of(std::string_view digits) {
  int number = 0;
  for (const char c : digits) number = number * 10 + (c - '0');
  return number;
}

bool is_month(std::string_view digits) {
  return (digits.size() == 1 || digits.size() == 2) && number_of(digits) >= 1 && number_of(digits) <= 12;
}

std::size_t dash_at(std::string_view text, std::size_t at) {
  std::size_t length = 0;
  // A doubled dash (——) counts as one.
  for (bool found = true; found;) {
    found = false;
    for (const auto dash : kDashes)
      if (text.substr(at + length).starts_with(dash)) length += dash.size(), found = true;
  }
  return length;
}

struct FoundSpan {
  LabelSpan span;
  std::size_t start = 0;
  std::size_t length = 0;
};

// A span whose digits begin at `at`: 8月, 1-8月, 1月-8月.
std::optional<FoundSpan> numeric_span_at(std::string_view label, std::size_t at) {
  const std::size_t first_digits = digits_at(label, at);
  const std::string_view first = label.substr(at, first_digits);
  if (!is_month(first)) return std::nullopt;
  std::size_t next = at + first_digits;
  const bool month_mark = label.substr(next).starts_with(kMonthMark);
  if (month_mark) next += kMonthMark.size();
  if (const std::size_t dash = dash_at(label, next); dash > 0) {
    const std::size_t last_digits = digits_at(label, next + dash);
    const std::string_view last = label.substr(next + dash, last_digits);
    const std::size_t end = next + dash + last_digits;
    if (is_month(last) && label.substr(end).starts_with(kMonthMark) && number_of(first) <= number_of(last))
      return FoundSpan{{number_of(first), number_of(last), {}}, at, end + kMonthMark.size() - at};
  }
  if (!month_mark) return std::nullopt;
  return FoundSpan{{number_of(first), number_of(first), {}}, at, next - at};
}

bool is_end_of_span(std::string_view before) {
  for (const auto dash : kDashes) {
    if (!before.ends_with(dash)) continue;
    const std::string_view first = before.substr(0, before.size() - dash.size());
    return first.ends_with(kMonthMark) || (!first.empty() && is_digit(first.back()));
  }
  return false;
}

std::optional<FoundSpan> find_span(std::string_view label) {
  for (std::size_t at = 0; at < label.size(); ++at) {
    for (const auto& [name, months] : kNamedSpans)
      if (label.substr(at).starts_with(name)) return FoundSpan{{months.first, months.second, {}}, at, name.size()};
    // A month behind a month and a dash is the end of a span that does not hold (8—1月).
    const bool after_dash = is_end_of_span(label.substr(0, at));
    if (is_digit(label[at]) && !after_dash && (at == 0 || !is_digit(label[at - 1]))) {
      if (auto found = numeric_span_at(label, at)) return found;
    }
  }
  return std::nullopt;
}

void strip_around(std::string& before, std::string& after) {
  for (const std::string_view word : {"截至", "截止", "截止到", "截至到"})
    if (before.ends_with(word)) before.erase(before.size() - word.size());
  for (const std::string_view word : {"份", "底", "末"})
    if (after.starts_with(word)) after.erase(0, word.size());
}

}  // namespace

std::optional<int> find_year(std::string_view text) {
  for (std::size_t at = 0; at + 4 <= text.size(); ++at) {
    if (digits_at(text, at) != 4 || (at > 0 && is_digit(text[at - 1])) || !text.substr(at).starts_with("20")) continue;
    const std::string_view rest = text.substr(at + 4);
    if (rest.starts_with(kYearMark) || rest.empty() || rest.starts_with('.') || rest.starts_with('-') ||
        rest.starts_with('_'))
      return number_of(text.substr(at, 4));
  }
  return std::nullopt;
}

std::optional<int> take_year(std::string& label) {
  for (std::size_t at = 0; at + 4 < label.size(); ++at) {
    if (digits_at(label, at) != 4 || (at > 0 && is_digit(label[at - 1]))) continue;
    if (!std::string_view(label).substr(at + 4).starts_with(kYearMark)) continue;
    const int year = number_of(std::string_view(label).substr(at, 4));
    if (year < 1990 || year > 2100) continue;
    const bool whole_year = std::string_view(label).substr(at + 4 + kYearMark.size()).starts_with("度");
    label.erase(at, whole_year ? 4 : 4 + kYearMark.size());
    return year;
  }
  return std::nullopt;
}

std::optional<LabelSpan> take_span(std::string& label) {
  std::string without_year = label;
  const auto year = take_year(without_year);
  auto found = find_span(without_year);
  if (!found) return std::nullopt;
  std::string before = without_year.substr(0, found->start);
  std::string after = without_year.substr(found->start + found->length);
  strip_around(before, after);
  label = before + after;
  found->span.year = year;
  return found->span;
}

}  // namespace guatu::exchange

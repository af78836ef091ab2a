// SPDX-License-Identifier: Apache-2.0
#include "platform/http/conditional.hpp"

#include <algorithm>
#include <charconv>

#include "platform/http/field.hpp"

namespace guatu::http {
namespace {

std::string_view without_weakness(std::string_view tag) {
  if (tag.starts_with("W/")) tag.remove_prefix(2);
  return tag;
}

// Larger than any file when it does not fit; nothing when it is no number.
std::optional<std::uint64_t> parse_position(std::string_view text) {
  if (text.empty() || text.find_first_not_of("0123456789") != std::string_view::npos) return std::nullopt;
  std::uint64_t value = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
  return read.ec == std::errc() ? value : UINT64_MAX;
}

}  // namespace

bool names_tag(std::string_view if_none_match, std::string_view tag) {
  if (tag.empty()) return false;
  if (trim_field(if_none_match) == "*") return true;
  while (!if_none_match.empty())
    if (without_weakness(trim_field(next_item(if_none_match, ','))) == without_weakness(tag)) return true;
  return false;
}

RangeAnswer answer_range(std::string_view range, std::uint64_t size) {
  using Kind = RangeAnswer::Kind;
  std::string_view rest = trim_field(range);
  if (!same_name(next_item(rest, '='), "bytes") || rest.contains(',')) return {};
  rest = trim_field(rest);
  const auto dash = rest.find('-');
  if (dash == std::string_view::npos) return {};
  const auto first = parse_position(rest.substr(0, dash));
  const auto last = parse_position(rest.substr(dash + 1));
  if (!first) {  // "-500": the last 500
    if (dash != 0 || !last) return {};
    if (*last == 0 || size == 0) return {Kind::not_satisfiable};
    const auto bytes = std::min(*last, size);
    return {Kind::part, {size - bytes, bytes}};
  }
  if (!last && dash + 1 != rest.size()) return {};
  if (last && *last < *first) return {};
  if (*first >= size) return {Kind::not_satisfiable};
  const auto end = last ? std::min(*last, size - 1) : size - 1;
  return {Kind::part, {*first, end - *first + 1}};
}

}  // namespace guatu::http

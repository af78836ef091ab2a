// SPDX-License-Identifier: Apache-2.0
#include "platform/http/field.hpp"

#include <algorithm>

namespace guatu::http {
namespace {

char lower(char letter) { return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter + ('a' - 'A')) : letter; }

bool is_digit(char letter) { return letter >= '0' && letter <= '9'; }

bool is_token_letter(char letter) {
  constexpr std::string_view kOthers = "!#$%&'*+-.^_`|~";
  return is_digit(letter) || (lower(letter) >= 'a' && lower(letter) <= 'z') || kOthers.contains(letter);
}

}  // namespace

bool same_name(std::string_view one, std::string_view other) {
  return std::ranges::equal(one, other, {}, lower, lower);
}

std::string lower_case(std::string_view text) {
  std::string lowered(text);
  std::ranges::transform(lowered, lowered.begin(), lower);
  return lowered;
}

bool is_token(std::string_view text) { return !text.empty() && std::ranges::all_of(text, is_token_letter); }

bool has_control(std::string_view text) {
  return std::ranges::any_of(text, [](char letter) {
    return (static_cast<unsigned char>(letter) < ' ' && letter != '\t') || letter == '\x7F';
  });
}

std::string_view trim_field(std::string_view text) {
  const auto first = text.find_first_not_of(" \t");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

std::string_view next_item(std::string_view& rest, char separator) {
  const auto end = rest.find(separator);
  const std::string_view item = rest.substr(0, end);
  rest = end == std::string_view::npos ? std::string_view() : rest.substr(end + 1);
  return item;
}

int quality_of(std::string_view item) {
  next_item(item, ';');
  while (!item.empty()) {
    std::string_view parameter = trim_field(next_item(item, ';'));
    if (parameter.size() < 2 || lower(parameter[0]) != 'q' || parameter[1] != '=') continue;
    parameter.remove_prefix(2);
    const auto well_formed = [&] {
      return !parameter.empty() && parameter.size() <= 5 && (parameter[0] == '0' || parameter[0] == '1') &&
             (parameter.size() == 1 || parameter[1] == '.') &&
             std::ranges::all_of(parameter.substr(std::min<std::size_t>(2, parameter.size())), is_digit);
    };
    if (!well_formed()) return 0;
    int thousandths = parameter[0] - '0';
    for (std::size_t place = 2; place < 5; ++place)
      thousandths = thousandths * 10 + (place < parameter.size() ? parameter[place] - '0' : 0);
    return std::min(thousandths, 1000);
  }
  return 1000;
}

}  // namespace guatu::http

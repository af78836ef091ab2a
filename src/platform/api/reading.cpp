// SPDX-License-Identifier: Apache-2.0
#include "platform/api/reading.hpp"

#include <algorithm>
#include <charconv>

#include "base/secrecy.hpp"
#include "base/text.hpp"

namespace guatu::api {

std::unexpected<Error> wrong_type(std::string_view expected) {
  return refuse(ErrorKind::invalid, "", "api.wrong_type", {{"expected", std::string(expected)}});
}

std::unexpected<Error> unknown_choice(std::string_view given, std::string_view choices) {
  return refuse(ErrorKind::invalid, "", "api.unknown_choice",
                {{"value", std::string(given.substr(0, 200))}, {"choices", std::string(choices)}});
}

Result<void> check_text(std::string_view text, std::size_t characters_max) {
  const bool has_control = std::ranges::any_of(text, [](char letter) {
    return (static_cast<unsigned char>(letter) < 0x20 && letter != '\n' && letter != '\t' && letter != '\r') ||
           letter == 0x7f;
  });
  if (has_control || !is_valid_utf8(text)) return refuse(ErrorKind::invalid, "", "api.control_character");
  if (character_count(text) > characters_max)
    return refuse(ErrorKind::invalid, "", "api.text_too_long", {{"max", std::to_string(characters_max)}});
  return {};
}

Result<void> check_kept_text(std::string_view text, std::size_t characters_max) {
  GUATU_CHECK(check_text(text, characters_max));
  const auto marking = find_secrecy_marking(text);
  if (!marking) return {};
  return refuse(ErrorKind::invalid, "", "api.secrecy_marking", {{"word", *marking}});
}

Result<std::string_view> read_text(const json::Value& value, std::size_t characters_max) {
  const auto text = value.as_text();
  if (!text) return wrong_type("text");
  GUATU_CHECK(check_kept_text(*text, characters_max));
  return *text;
}

Result<std::string> Reading<std::string>::from_text(std::string_view text) { return std::string(trim(text)); }

Result<std::int64_t> Reading<std::int64_t>::from_text(std::string_view text) {
  std::int64_t number = 0;
  const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (fault != std::errc() || end != text.data() + text.size()) return wrong_type("integer");
  return number;
}

Result<std::int64_t> Reading<std::int64_t>::from_json(const json::Value& value) {
  if (const auto number = value.as_integer()) return *number;
  return wrong_type("integer");
}

}  // namespace guatu::api

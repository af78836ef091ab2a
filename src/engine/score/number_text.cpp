// SPDX-License-Identifier: Apache-2.0
#include "engine/score/number_text.hpp"

#include <array>
#include <charconv>
#include <cmath>

#include "base/decimal.hpp"
#include "engine/score/statistics.hpp"

namespace guatu::score {

void append_number(std::string& out, double value) {
  if (!is_present(value)) return;
  if (value == 0) value = 0;  // −0 prints as 0
  std::array<char, 64> buffer{};
  const double size = std::abs(value);
  const bool plain = size == 0 || (size >= 1e-7 && size < 1e21);
  const auto [end, error] = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value,
                                          plain ? std::chars_format::fixed : std::chars_format::scientific);
  out.append(buffer.data(), end);
}

std::string number_text(double value) {
  std::string text;
  append_number(text, value);
  return text;
}

std::string fixed_text(double value, int places) {
  if (!is_present(value) || places < 0 || std::abs(value) >= 1e14) return number_text(value);
  const auto decimal = decimal_from_double(value);
  return decimal ? format_decimal(*decimal, places) : number_text(value);
}

JsonWriter& write_number(JsonWriter& json, double value) {
  if (!std::isfinite(value)) return json.null();
  return json.raw(number_text(value));
}

JsonWriter& write_number(JsonWriter& json, std::string_view name, double value) {
  return write_number(json.key(name), value);
}

void append_csv(std::string& out, std::string_view cell) {
  if (cell.find_first_of(",\"\n\r") == std::string_view::npos) {
    out += cell;
    return;
  }
  out += '"';
  for (const char c : cell) {
    if (c == '"') out += '"';
    out += c;
  }
  out += '"';
}

}  // namespace guatu::score

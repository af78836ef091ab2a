// SPDX-License-Identifier: Apache-2.0
#include "feature/unit/phone.hpp"

#include <algorithm>

namespace guatu::unit {

namespace {

constexpr std::size_t kWholeNumber = 11;  // of a mobile telephone, or of a fixed one with its area code

// The digits alone, without the code of the country, which says nothing of whose number it is.
std::string digits_of(std::string_view phone) {
  std::string digits;
  for (const char letter : phone)
    if (letter >= '0' && letter <= '9') digits.push_back(letter);
  const bool is_abroad = phone.find('+') != std::string_view::npos || digits.starts_with("0086");
  if (digits.starts_with("00")) digits.erase(0, is_abroad ? 2 : 0);
  if (is_abroad && digits.starts_with("86")) digits.erase(0, 2);
  return digits;
}

}  // namespace

std::string masked_phone(std::string_view phone) {
  if (phone.empty()) return {};
  const std::string digits = digits_of(phone);
  if (digits.size() >= kWholeNumber) return digits.substr(0, 3) + "****" + digits.substr(digits.size() - 4);
  return "****" + digits.substr(digits.size() - digits.size() / 3);
}

Result<void> check_phone(std::string_view phone) {
  const auto is_digit = [](char letter) { return letter >= '0' && letter <= '9'; };
  const auto is_allowed = [&](char letter) {
    return is_digit(letter) || std::string_view("+-()/ ").find(letter) != std::string_view::npos;
  };
  if (phone.empty()) return {};
  if (std::ranges::all_of(phone, is_allowed) && std::ranges::count_if(phone, is_digit) >= 3) return {};
  return refuse(ErrorKind::invalid, "phone", "unit.bad_phone");
}

}  // namespace guatu::unit

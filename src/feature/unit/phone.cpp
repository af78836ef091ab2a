// SPDX-License-Identifier: Apache-2.0
#include "feature/unit/phone.hpp"

#include <algorithm>

namespace guatu::unit {

std::string masked_phone(std::string_view phone) {
  if (phone.empty()) return {};
  if (phone.size() < 8)
    return "****" + std::string(phone.substr(phone.size() - std::min<std::size_t>(2, phone.size())));
  return std::string(phone.substr(0, 3)) + "****" + std::string(phone.substr(phone.size() - 4));
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

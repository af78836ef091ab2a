// SPDX-License-Identifier: Apache-2.0
#include "feature/account/one_time_code.hpp"

#include "base/text.hpp"

namespace guatu::account {

std::string show_half(std::string_view half) {
  std::string shown;
  for (std::size_t i = 0; i < half.size(); ++i) {
    if (i > 0 && i % 4 == 0) shown.push_back('-');
    shown.push_back(half[i]);
  }
  return shown;
}

std::optional<TypedCode> read_code(std::string_view typed) {
  std::string letters;
  for (char c : squeeze(typed.substr(0, 256))) {
    if (c == '-' || c == '+') continue;
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    if (kCodeAlphabet.find(c) == std::string_view::npos) return std::nullopt;
    letters.push_back(c);
  }
  if (letters.size() != 2 * kHalfLetters) return std::nullopt;
  return TypedCode{letters.substr(0, kHalfLetters), letters.substr(kHalfLetters)};
}

}  // namespace guatu::account

// SPDX-License-Identifier: Apache-2.0
// One-time codes (启用码) of two halves: the system administrator sees the first, the security administrator the
// second, and the person of the account types both, in any order. A half is twelve letters that are not mistaken for
// each other.
#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace guatu::account {

inline constexpr std::string_view kCodeAlphabet = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
inline constexpr std::size_t kHalfLetters = 12;
inline constexpr std::chrono::days kCodeLife{7};

std::string show_half(std::string_view half);  // ABCD-EFGH-JKLM

struct TypedCode {
  std::string first;
  std::string second;
};
// What was typed, without spaces and hyphens, in capitals; none: not two halves.
std::optional<TypedCode> read_code(std::string_view typed);

}  // namespace guatu::account

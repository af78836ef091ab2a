// SPDX-License-Identifier: Apache-2.0
#include "base/code.hpp"

#include <algorithm>

namespace guatu {
namespace {

constexpr std::string_view kAlphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";
constexpr std::size_t kLength = 18;
static_assert(kAlphabet.size() == 31);

bool is_digit(char c) { return c >= '0' && c <= '9'; }

}  // namespace

CheckedCode check_credit_code(std::string_view code) {
  CheckedCode checked;
  if (code.size() != kLength) return checked;
  std::size_t sum = 0;
  std::size_t weight = 1;
  const char last = code.back();
  if (!is_digit(last) && (last < 'A' || last > 'Z')) return checked;
  for (std::size_t i = 0; i + 1 < kLength; ++i) {
    const auto value = kAlphabet.find(code[i]);
    if (value == std::string_view::npos) return checked;
    sum += value * weight;
    weight = weight * 3 % kAlphabet.size();
  }
  checked.expected = kAlphabet[(kAlphabet.size() - sum % kAlphabet.size()) % kAlphabet.size()];
  checked.check = last == *checked.expected ? CodeCheck::right : CodeCheck::wrong_check_digit;
  return checked;
}

CodeCheck check_project_code(std::string_view code) {
  constexpr std::string_view form = "0000-000000-00-00-000000";
  if (code.size() != form.size()) return CodeCheck::wrong_form;
  for (std::size_t i = 0; i < form.size(); ++i)
    if (form[i] == '-' ? code[i] != '-' : !is_digit(code[i])) return CodeCheck::wrong_form;
  return CodeCheck::right;
}

}  // namespace guatu

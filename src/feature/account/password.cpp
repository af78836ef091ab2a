// SPDX-License-Identifier: Apache-2.0
#include "feature/account/password.hpp"

#include <algorithm>
#include <array>
#include <vector>

#include "base/text.hpp"

namespace guatu::account {
namespace {

// So much of a password must be its own: with less a list of words and a few keys more would find it.
constexpr std::size_t kOwnBytesMin = 4;
constexpr std::size_t kRunMin = 3;  // aaa
constexpr int kKindsWanted = 3;

std::string lower(std::string_view text) {
  std::string lowered(text);
  for (char& c : lowered)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return lowered;
}

int kinds_in(std::string_view password) {
  std::array<bool, 4> seen{};
  for (const char c : password)
    seen[c >= 'a' && c <= 'z' ? 0U : c >= 'A' && c <= 'Z' ? 1U : c >= '0' && c <= '9' ? 2U : 3U] = true;
  return static_cast<int>(std::ranges::count(seen, true));
}

bool is_text(std::string_view password) {
  return is_valid_utf8(password) && std::ranges::none_of(password, [](char c) {
           const auto byte = static_cast<unsigned char>(c);
           return byte < 0x20 || byte == 0x7F;
         });
}

std::size_t run_length(std::string_view text, std::size_t begin) {
  std::size_t length = 1;
  while (begin + length < text.size() && text[begin + length] == text[begin]) ++length;
  return length;
}

}  // namespace

CommonPasswords::CommonPasswords(std::string_view text) {
  for (const std::string& line : split(text, "\n")) {
    if (line.starts_with('#')) continue;
    for (std::string& word : split(line, " ")) {
      longest_ = std::max(longest_, word.size());
      words_.insert(std::move(word));
    }
  }
}

std::size_t CommonPasswords::covered(std::string_view password) const {
  const std::string text = lower(password);
  std::vector<std::size_t> best(text.size() + 1);  // of the part before it
  for (std::size_t i = 0; i < text.size(); ++i) {
    best[i + 1] = std::max(best[i + 1], best[i]);
    const std::size_t run = run_length(text, i);
    for (std::size_t length = kRunMin; length <= run; ++length)
      best[i + length] = std::max(best[i + length], best[i] + length);
    for (std::size_t length = 1; length <= longest_ && i + length <= text.size(); ++length)
      if (words_.contains(std::string_view(text).substr(i, length)))
        best[i + length] = std::max(best[i + length], best[i] + length);
  }
  return best.back();
}

Result<void> check_password(std::string_view password, const Id<Account>& account, Profile profile,
                            const CommonPasswords& common) {
  if (password.size() > kPasswordBytesMax)
    return refuse(ErrorKind::invalid, "password", "password.too_long", {{"max", std::to_string(kPasswordBytesMax)}});
  if (!is_text(password)) return refuse(ErrorKind::invalid, "password", "password.not_text");
  Error faults;
  const auto add = [&](const char* code, ProblemArgs args = {}) {
    faults.problems.push_back({"password", code, std::move(args)});
  };
  if (character_count(password) < kPasswordCharactersMin)
    add("password.too_short", {{"min", std::to_string(kPasswordCharactersMin)}});
  if (lower(password).find(account.value) != std::string::npos) add("password.contains_account");
  if (common.covered(password) + kOwnBytesMin > password.size()) add("password.common");
  if (profile == Profile::mlps3 && kinds_in(password) < kKindsWanted) add("password.too_few_kinds");
  if (!faults.problems.empty()) return refuse(std::move(faults));
  return {};
}

bool is_password_expired(Profile profile, Date changed_on, Date today) {
  return profile == Profile::mlps3 && changed_on + kPasswordLife < today;
}

bool needs_totp(Profile profile, const Account& account) {
  return profile == Profile::mlps3 && account.is_administrator();
}

}  // namespace guatu::account

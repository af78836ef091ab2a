// SPDX-License-Identifier: Apache-2.0
// Passwords (口令): what one must be. At least 12 characters, not the account's name, not built from common words
// (data/password/common.txt: keyboard walks, pinyin, digits). Profile mlps3 (GB/T 22239-2019, level 3) also wants three
// kinds of characters, a change after 90 days and none of the last five; profile asvs (OWASP ASVS 5.0, 6.2) asks for
// no composition and no change. Refuses password.too_short, password.too_long, password.not_text,
// password.contains_account, password.common, password.too_few_kinds.
#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <string_view>

#include "base/date.hpp"
#include "base/result.hpp"
#include "feature/account/account.hpp"

namespace guatu::account {

inline constexpr std::size_t kPasswordCharactersMin = 12;
inline constexpr std::size_t kPasswordBytesMax = 512;
inline constexpr std::size_t kEarlierPasswords = 5;  // of which mlps3 allows none again
inline constexpr std::chrono::days kPasswordLife{90};

class CommonPasswords {
 public:
  CommonPasswords() = default;
  explicit CommonPasswords(std::string_view text);  // words separated by spaces and line breaks; # begins a comment

  std::size_t size() const { return words_.size(); }
  // The most characters of the password that listed words and runs of one character cover, in bytes.
  std::size_t covered(std::string_view password) const;

 private:
  std::set<std::string, std::less<>> words_;
  std::size_t longest_ = 0;
};

// All faults at once, at place `password`.
Result<void> check_password(std::string_view password, const Id<Account>& account, Profile profile,
                            const CommonPasswords& common);

bool is_password_expired(Profile profile, Date changed_on, Date today);
// Whether this account may not work without a second factor.
bool needs_totp(Profile profile, const Account& account);

}  // namespace guatu::account

// SPDX-License-Identifier: Apache-2.0
#include "feature/account/password.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

namespace guatu::account {
namespace {

const CommonPasswords& listed() {
  static const CommonPasswords kListed = [] {
    std::ifstream file(GUATU_SOURCE_DIR "/data/password/common.txt");
    return CommonPasswords(std::string(std::istreambuf_iterator<char>(file), {}));
  }();
  return kListed;
}

std::string codes_of(const Result<void>& outcome) {
  std::string codes;
  if (outcome) return codes;
  for (const auto& problem : outcome.error().problems) codes += (codes.empty() ? "" : " ") + problem.code;
  return codes;
}

std::string codes(std::string_view password, Profile profile) {
  return codes_of(check_password(password, {"li.ming"}, profile, listed()));
}

TEST(PasswordTest, accepts) {
  const std::pair<const char*, Profile> rows[] = {
      {"Tuoche-lu47-Qiao", Profile::mlps3},
      {"tuoche lu qiao dong", Profile::asvs},
      {"三岔路口的第七棵槐树旁边", Profile::asvs},
      {"x9#Kq2vT!m4Z", Profile::mlps3},
      {"correct horse battery staple", Profile::asvs},
      {"Zhongguo-jk7Qw!b", Profile::mlps3},  // a listed word with enough beside it
  };
  for (const auto& [password, profile] : rows) EXPECT_EQ(codes(password, profile), "") << password;
}

TEST(PasswordTest, refuses) {
  struct Row {
    std::string password;
    Profile profile;
    const char* codes;
  };
  const Row rows[] = {
      {"", Profile::asvs, "password.too_short password.common"},
      {"x9#Kq2vT!m4", Profile::asvs, "password.too_short"},
      {"三岔路口的第七棵槐树旁", Profile::asvs, "password.too_short"},  // counted in characters
      {std::string(513, 'x'), Profile::asvs, "password.too_long"},
      {"x9#Kq2vT!m4\n7", Profile::asvs, "password.not_text"},
      {"x9#Kq2vT!m4\xff", Profile::asvs, "password.not_text"},
      {"x9#Kq-LI.Ming-2vT", Profile::asvs, "password.contains_account"},
      {"tuoche lu qiao dong", Profile::mlps3, "password.too_few_kinds"},
      {"Tuocheluqiaodong", Profile::mlps3, "password.too_few_kinds"},
      {"qwertyuiop123", Profile::asvs, "password.common"},
      {"1qaz2wsx3edc4rfv", Profile::asvs, "password.common"},
      {"woaini1314520", Profile::asvs, "password.common"},
      {"WoAiNi1314520", Profile::asvs, "password.common"},
      {"Zhongguo@2026", Profile::mlps3, "password.common"},
      {"Admin@123456#", Profile::mlps3, "password.common"},
      {"Password123!!!", Profile::mlps3, "password.common"},
      {"aaaaaaaaaaaaaaaa", Profile::asvs, "password.common"},
      {"aaaabbbbccccdddd", Profile::asvs, "password.common"},
  };
  for (const Row& row : rows) EXPECT_EQ(codes(row.password, row.profile), row.codes) << row.password;
}

TEST(PasswordTest, the_list_is_long_enough_and_lower_case) {
  EXPECT_GE(listed().size(), 1000U);
  for (const char* word : {"123456", "qwerty", "1qaz2wsx", "woaini", "5201314", "zhongguo", "admin"})
    EXPECT_EQ(listed().covered(word), std::string_view(word).size()) << word;
}

TEST(PasswordTest, covers_as_much_as_words_can) {
  const CommonPasswords words("# ab is no word here\nabc bcd\nefg");
  const std::pair<const char*, std::size_t> rows[] = {{"abcd", 3},    {"abcbcd", 6}, {"xabcx", 3}, {"ab", 0},
                                                      {"abcdefg", 6}, {"zzz", 3},    {"zz", 0},    {"", 0}};
  for (const auto& [password, covered] : rows) EXPECT_EQ(words.covered(password), covered) << password;
}

TEST(PasswordTest, only_mlps3_ages) {
  const Date changed = date_of(2026, 6, 1);
  EXPECT_FALSE(is_password_expired(Profile::mlps3, changed, changed + std::chrono::days(90)));
  EXPECT_TRUE(is_password_expired(Profile::mlps3, changed, changed + std::chrono::days(91)));
  EXPECT_FALSE(is_password_expired(Profile::asvs, changed, changed + std::chrono::days(1000)));
}

TEST(PasswordTest, only_administrators_under_mlps3_must_have_a_second_factor) {
  Account account;
  account.posts = {{Role::audit, {}}};
  EXPECT_TRUE(needs_totp(Profile::mlps3, account));
  EXPECT_FALSE(needs_totp(Profile::asvs, account));
  account.posts = {{Role::clerk, {}}};
  EXPECT_FALSE(needs_totp(Profile::mlps3, account));
}

}  // namespace
}  // namespace guatu::account

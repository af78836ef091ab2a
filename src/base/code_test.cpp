// SPDX-License-Identifier: Apache-2.0
#include "base/code.hpp"

#include <gtest/gtest.h>

namespace guatu {
namespace {

TEST(CreditCode, Checks) {
  const struct {
    const char* code;
    CodeCheck check;
  } rows[] = {
      {"91350100M000100Y43", CodeCheck::right},  // the standard's own example
      {"91350100M000100Y4Z", CodeCheck::wrong_check_digit},
      {"91350100M000100Z43", CodeCheck::wrong_form},  // Z is not in the alphabet
      {"91350100M000100Y4?", CodeCheck::wrong_form},
      {"91350100M000100Y44", CodeCheck::wrong_check_digit},
      {"91350100M000100Y34", CodeCheck::wrong_check_digit},  // two letters changed places
      {"000000000000000000", CodeCheck::right},              // the sum 0 asks for 0, not for 31
      {"91350100M000100Y4", CodeCheck::wrong_form},
      {"91350100M000100Y430", CodeCheck::wrong_form},
      {"91350100m000100Y43", CodeCheck::wrong_form},
      {"91350100M0001O0Y43", CodeCheck::wrong_form},  // the letter O
      {"", CodeCheck::wrong_form},
  };
  for (const auto& row : rows) EXPECT_EQ(check_credit_code(row.code).check, row.check) << row.code;
  EXPECT_EQ(check_credit_code("91350100M000100Y44").expected, '3');
  EXPECT_FALSE(check_credit_code("91350100M0001O0Y43").expected.has_value());
}

TEST(CreditCode, FindsEverySingleMistake) {
  const std::string right = "91350100M000100Y43";
  for (std::size_t i = 0; i < right.size(); ++i) {
    for (const char letter : std::string("0123456789ABCDEFGHJKLMNPQRTUWXY")) {
      std::string wrong = right;
      wrong[i] = letter;
      EXPECT_EQ(check_credit_code(wrong).check == CodeCheck::right, letter == right[i]) << wrong;
    }
  }
}

TEST(ProjectCode, HasAFormOnly) {
  for (const char* code : {"2301-640102-04-01-123456", "0000-000000-00-00-000000"})
    EXPECT_EQ(check_project_code(code), CodeCheck::right) << code;
  for (const char* code : {"", "2301-640102-04-01-12345", "2301-640102-04-01-1234567", "2301_640102-04-01-123456",
                           "2301-64010A-04-01-123456", "23010640102004001-123456"})
    EXPECT_EQ(check_project_code(code), CodeCheck::wrong_form) << code;
}

}  // namespace
}  // namespace guatu

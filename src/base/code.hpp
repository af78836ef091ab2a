// SPDX-License-Identifier: Apache-2.0
// Standard codes. The unified social credit code (统一社会信用代码, GB 32100-2015) ends in a check digit: 31 letters
// without I O S V Z, weights 3^(i−1) mod 31. Real early codes fail it, so a mismatch is a finding to be overridden and
// not a refusal. The national project code (项目代码) has a form and no published check digit; none is invented.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace guatu {

enum class CodeCheck { right, wrong_check_digit, wrong_form };

struct CheckedCode {
  CodeCheck check = CodeCheck::wrong_form;
  std::optional<char> expected;  // the check digit the first 17 letters ask for
};

// 18 letters of the alphabet, upper case; surrounding space is not part of a code.
CheckedCode check_credit_code(std::string_view code);
// 2301-640102-04-01-123456: year and month (or office), division, industry, kind, serial. Never wrong_check_digit.
CodeCheck check_project_code(std::string_view code);

}  // namespace guatu

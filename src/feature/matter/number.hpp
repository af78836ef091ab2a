// SPDX-License-Identifier: Apache-2.0
// Numbers of matters (督办编号): 云调督〔2026〕7号. The next one goes on where the office's own numbers of the year
// are; its prefix is the one last used. A number is never used again.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace guatu::matter {

struct Number {
  std::string prefix;  // 云调督
  int year = 0;
  int count = 0;
};

std::string text_of(const Number& number);
// After the latest numbers, the newest first; those of another form are passed over.
Number next_number(const std::vector<std::string>& latest, int year);
// 云调督〔2026〕7号-2: the second part of a matter.
std::string part_number(std::string_view whole, int part);

}  // namespace guatu::matter

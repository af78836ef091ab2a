// SPDX-License-Identifier: Apache-2.0
// What a careful reader marks in a draft (文稿校核): too long, 增长-5%, 满意率 that is no ratio, and numbers that no
// bound value supports. Findings are advice: nothing is refused, and a person decides.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "engine/report/report.hpp"

namespace guatu::report {

enum class Genre { comprehensive, special };  // 综合性 ≤ 5000 characters, 专项 ≤ 4000 (基层减负)

inline constexpr std::size_t kComprehensiveCharactersMax = 5000;
inline constexpr std::size_t kSpecialCharactersMax = 4000;

struct Finding {
  Problem problem;        // lint.too_long, lint.negative_growth, lint.satisfaction, lint.unsupported_number
  std::size_t begin = 0;  // bytes in the text
  std::size_t end = 0;
};

// Tables and the head of a Markdown text count as far as they are text of the document.
std::vector<Finding> lint(const Text& text, Genre genre);

}  // namespace guatu::report

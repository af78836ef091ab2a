// SPDX-License-Identifier: Apache-2.0
// Numbers as a sentence shows them: the unit decides the factor and the places, the one rounding rule of the system
// does the rest. Refuses a unit that the fact's dimension does not have.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "engine/report/template_node.hpp"

namespace guatu::report {

struct Shown {
  std::string magnitude;  // 103.73, without sign
  std::string unit;       // appended; empty where the text has it already
  int sign = 0;           // of the number as shown: 0.04% is 0 with one place
};

// The unit that a literal begins with: 亿元, 万元, 元, %, 个百分点, 百分点; empty when none.
std::string_view unit_at_start(std::string_view text);
std::string exact_text(const Ratio& ratio);  // 0.972, or 2/3 where no decimal is exact

// Empty when the unit does not fit.
std::optional<Shown> show_number(const Number& number, const Format& format, std::string_view following);

}  // namespace guatu::report

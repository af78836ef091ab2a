// SPDX-License-Identifier: Apache-2.0
// What a spreadsheet's number format (数字格式) says about a number: a day, a month, a percentage. Knows the
// built-in numbers with their Chinese meanings and reads custom codes such as yyyy"年"m"月" or [$-804]d.
#pragma once

#include <string_view>

#include "base/sheet.hpp"

namespace guatu::sheet {

NumberStyle style_of_builtin(unsigned format_id);           // ECMA-376 part 1, 18.8.30, with the list for zh-cn
NumberStyle style_of_format(std::string_view format_code);  // its first section counts: positive numbers

enum class DayCount : std::uint8_t { from_1900, from_1904 };

// Makes a date of a number whose style asks for one and whose value is a day that exists; other cells stay.
void apply_style(Cell& cell, NumberStyle style, DayCount day_count);

}  // namespace guatu::sheet

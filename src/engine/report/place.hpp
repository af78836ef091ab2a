// SPDX-License-Identifier: Apache-2.0
// Where in a template something stands (位置): notice.md:12:5, line and character counted from one, so that an editor
// jumps there.
#pragma once

#include <string>
#include <string_view>

namespace guatu::report {

std::string place_of(std::string_view text, std::string_view name, std::size_t at);

}  // namespace guatu::report

// SPDX-License-Identifier: Apache-2.0
#include "engine/report/place.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"

namespace guatu::report {

std::string place_of(std::string_view text, std::string_view name, std::size_t at) {
  const auto before = text.substr(0, at);
  const auto line = 1 + std::ranges::count(before, '\n');
  const auto line_begin = before.rfind('\n') == std::string_view::npos ? 0 : before.rfind('\n') + 1;
  return fmt::format("{}:{}:{}", name, line, 1 + character_count(before.substr(line_begin)));
}

}  // namespace guatu::report

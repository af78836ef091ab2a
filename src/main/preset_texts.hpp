// SPDX-License-Identifier: Apache-2.0
// The texts that come with the program (内置文本): rule sets, holiday notices, as features take them. They are read
// from nowhere else, so that every job and route counts by the same ones.
#pragma once

#include <string_view>
#include <vector>

#include "feature/calendar/calendar_presets.hpp"
#include "platform/resource/resource.hpp"

namespace guatu {

// Those under a folder of data, with their names.
template <class Text>
std::vector<Text> texts_under(std::string_view folder) {
  std::vector<Text> texts;
  for (const auto name : resource::names_under(folder)) texts.push_back({name, *resource::find(name)});
  return texts;
}

inline std::vector<calendar::YearText> preset_years() { return texts_under<calendar::YearText>("data/calendar"); }

}  // namespace guatu

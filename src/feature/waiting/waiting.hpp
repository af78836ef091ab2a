// SPDX-License-Identifier: Apache-2.0
// Second steps (待我决定): what one person has begun and another one has to decide, put together over the registers, so
// that nobody has to look into five pages to find what waits for him. Each is decided where it stands; here it is only
// found, and only by who may decide it: never by who asked for it.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/date.hpp"
#include "base/named.hpp"

namespace guatu::waiting {

enum class Step { adjustment, correction, transcription, form, rule_set };
inline constexpr Named<Step> kSteps[] = {{Step::adjustment, "adjustment", "项目调整待审批"},
                                         {Step::correction, "correction", "统计数更正待确认"},
                                         {Step::transcription, "transcription", "统计数待复录"},
                                         {Step::form, "form", "报表待审批"},
                                         {Step::rule_set, "rule_set", "亮灯规则待确认"}};
constexpr std::span<const Named<Step>> names_of(Step) { return kSteps; }

struct Waiting {
  Step step = Step::adjustment;
  std::string id;     // of the record on whose page it is decided: a project's for its adjustment
  std::string title;  // of that record, or of the paper
  std::string about;  // what is asked
  std::string asked_by;
  Date asked_on;
  // Relations of the record to people and units, over which the right may be held.
  std::vector<std::pair<std::string, std::string>> ties{};
  // Of a transcription whose typings differ: only these two may type again.
  std::vector<std::string> only{};
};

// The right by which it is decided.
std::string_view right_of(Step step);
// Whether it waits for this account as a person, rights aside.
bool is_for(const Waiting& one, std::string_view account);

}  // namespace guatu::waiting

// SPDX-License-Identifier: Apache-2.0
// Month spans and years as they stand in headers and titles: 1—8月, 8月完成投资, 2026年1-3月, 上半年, 前三季度.
// A span found in a label is taken out of it, so that what is left can be compared with field names.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace guatu::exchange {

struct LabelSpan {
  int first = 0;  // months 1…12
  int last = 0;
  std::optional<int> year;

  friend auto operator<=>(const LabelSpan&, const LabelSpan&) = default;
};

// Takes the span out of `label` (already squeezed), with 截至, 底 and 末 around it. Nothing when there is none.
std::optional<LabelSpan> take_span(std::string& label);
// The first year 2000…2099 that is written as a year: 2026年, 2026年度, or between underscores and dashes (_2026,
// 2026-09-21).
std::optional<int> find_year(std::string_view text);
// Takes 2026年 out of the label and leaves 年度 where it was 2026年度.
std::optional<int> take_year(std::string& label);

}  // namespace guatu::exchange

// SPDX-License-Identifier: Apache-2.0
// Target (目标) as written in a work report: “5.5%左右”, “5%—5.5%”, “≥70”, “1000亿元以上”, “12起以内”,
// “与经济增长同步”, “不低于全国平均水平”, “力争6%”, “降低3%”. The text becomes bounds, a strictness and, where the
// bar is somebody else's figure, a reference; the text itself is kept. An adjusted target keeps the old one beside
// it. Refuses text without a number or a known reference.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/decimal.hpp"
#include "base/result.hpp"

namespace guatu::figures {

enum class Strictness { exact, about, at_least, more_than, at_most, less_than, between };
enum class Ambition { committed, striving };  // striving: 力争, 奋斗目标, 争取
enum class Reference { none, economic_growth, national, provincial, city, last_year };
enum class Direction { higher_is_better, lower_is_better };

struct Target {
  std::optional<Decimal> low;   // at least, from; for exact and about both are the number
  std::optional<Decimal> high;  // at most, to
  Strictness strictness = Strictness::exact;
  Ambition ambition = Ambition::committed;
  Reference reference = Reference::none;  // the bar is this figure plus `offset`; low and high are empty
  Decimal offset;                         // “高于全国0.5个百分点”
  std::optional<Decimal> striving;        // “5%以上，力争6%”: the 6, beside the committed 5
  std::string unit;                       // %, 亿元, 个百分点, …; as written
  std::string text;                       // as written

  // The number that completion is measured against: the committed (lower) bound, or the ceiling.
  std::optional<Decimal> bar() const;
};

// Refuses indicator.target_empty, indicator.target_without_number, indicator.target_reversed, decimal.*.
Result<Target> parse_target(std::string_view text);

// Does the value meet the target? `about` counts as met within `tolerance` below (above, for lower-is-better).
enum class Met { met, missed, undecided };  // undecided: the reference's figure is not known
Met compare(const Target& target, const Decimal& value, Direction direction, const Decimal& tolerance,
            const std::optional<Decimal>& reference);

// A target that was changed within the year: both are shown, the current one counts.
struct AdjustedTarget {
  Target current;
  std::optional<Target> original;
  std::string reason;  // of the change, with its document number
};

}  // namespace guatu::figures

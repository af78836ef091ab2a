// SPDX-License-Identifier: Apache-2.0
// Progress of an indicator: completion (完成率), the gap to the trajectory in 百分点 (超序时), the pace and the growth
// needed for the rest of the year, ceilings that use up an allowance, reverse indicators held against a limit,
// 双过半 and 开门红, and the status words of a supervision report. All quotients are exact; a caller rounds when it
// prints. Not applicable is not missing, and missing is never good. Refuses figures beyond figure.hpp; a zero
// target has no completion.
#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "base/date.hpp"
#include "engine/indicator/figure.hpp"
#include "engine/indicator/target.hpp"

namespace guatu::figures {

enum class Availability { available, missing, not_applicable };

struct Observed {
  std::optional<Decimal> value;
  Availability availability = Availability::missing;  // of the value
};

struct Progress {
  std::optional<Ratio> completion;  // cumulative ÷ target; none for a zero target
  std::optional<Ratio> expected;    // the trajectory's share; none where not applicable
  std::optional<Ratio> ahead;       // completion − expected; × 100 are 百分点
};

// Refuses indicator.figure_too_large.
Result<Progress> measure_progress(const Decimal& cumulative, const Decimal& target,
                                  const std::optional<Ratio>& expected);

struct RequiredPace {
  Decimal remaining;  // target − cumulative; negative when passed
  int months_left = 0;
  std::optional<Ratio> per_month;  // none when no month is left
};
// month 1…12 is the last month included. Refuses indicator.month_out_of_range.
Result<RequiredPace> required_pace(const Decimal& cumulative, const Decimal& target, int month);

// needed = (T·B_year − A_cum)/B_rest − 1, T = 1 + target growth, B the base year's figures (growth in %).
// The result is a share: 0.0612 is 6.12 %. Refuses indicator.base_exhausted when nothing of the base year is left.
Result<Ratio> required_growth(const Decimal& target_growth, const Decimal& base_year, const Decimal& base_cumulative,
                              const Decimal& cumulative);
// Where only growth is published: needed = (T_g − s·g)/(1 − s), s last year's cumulative share; labelled 测算.
// Result in %, exact. Refuses indicator.base_exhausted when s ≥ 1, indicator.share_out_of_range below 0.
Result<Ratio> required_growth_by_share(const Decimal& target_growth, const Decimal& growth, const Ratio& share);

// A ceiling (事故起数 ≤ 12): the allowance used up. allowance 0 has no share.
struct CeilingUse {
  Decimal left;  // negative when broken
  std::optional<Ratio> used;
  Met met = Met::met;
};
Result<CeilingUse> measure_ceiling(const Decimal& used, const Decimal& allowance);

// A reverse indicator (PM2.5 ≤ 35) compares its level to the limit: below is good. Share over (+) or under (−).
Result<Ratio> measure_reverse(const Decimal& level, const Decimal& limit);  // indicator.zero_target

// 双过半: completion ≥ 50 % at the end of June; 开门红: ≥ 25 % at the end of March. For growth targets: growth ≥
// target.
Met holds_by_completion(const Ratio& completion, int month);  // month 3 or 6; undecided otherwise
Met holds_by_growth(const Decimal& growth, const Decimal& target_growth);

enum class Status { on_schedule, behind, ahead, done, done_early, other };
std::string_view word_of(Status status);  // 达进度, 欠进度, 超进度, 已完成, 提前完成, 其它
std::string_view code_of(Status status);
// `tolerance` in points on both sides (a setting): within it is on schedule. Complete is done, before December
// done_early. No completion, no expectation or no figure: other.
Status status_of(const Progress& progress, const Decimal& tolerance, int month);

}  // namespace guatu::figures

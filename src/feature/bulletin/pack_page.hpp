// SPDX-License-Identifier: Apache-2.0
// The snapshot as the page of the meeting pack: wall chart with explanations, then agenda, changes of colour, missing
// reports, overdue matters, sprint list, projects and indicators.
#pragma once

#include "feature/bulletin/pack_facts.hpp"
#include "feature/wallchart/pack_view.hpp"

namespace guatu::bulletin {

struct Masthead {  // what the page says of itself
  std::string digest;
  std::string program_version;
};

wallchart::Chart make_chart(const cycle::Snapshot& snapshot, const PackFacts& facts);
wallchart::PackView make_page(const cycle::Snapshot& snapshot, const PackFacts& facts, const Masthead& masthead);

// Shared with the sheets and the notice.
inline constexpr std::string_view kByHand = "人工定灯";
// 680亿元，增长≥6%
std::string target_text(const indicator::Indicator& indicator, std::string_view level, std::string_view growth);
// The number of the adjustment; 未附文号 when it changed without one.
std::string adjustment_text(const AdjustedTarget& adjusted);
std::string style_word(const cycle::Snapshot& snapshot, std::string_view light);
std::string marked_word(const cycle::Snapshot& snapshot, const wallchart::Cell& cell);  // 绿灯（人工定灯）
// Who set it by hand, until when and why, and what the rules say.
std::string hand_sentence(const cycle::Snapshot& snapshot, const cycle::FrozenLight& light);
std::string reason_of(const cycle::Snapshot& snapshot, const cycle::FrozenLight& light);
std::string hundred_million(Money money);       // 12.60
std::string percent_text(const Ratio& share);   // 97.2%
std::string signed_points(const Ratio& share);  // +13.8
std::string district_name(const cycle::Snapshot& snapshot, const PackFacts& facts);
std::string due_state(const matter::Matter& matter, Date today);  // 逾期 3 天, 2 天后到期, 已办结

}  // namespace guatu::bulletin

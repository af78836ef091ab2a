// SPDX-License-Identifier: Apache-2.0
#include "feature/indicator/target_edit.hpp"

#include <algorithm>

#include "engine/indicator/target.hpp"

namespace guatu::indicator {
namespace {

void check_text(std::vector<Problem>& problems, const std::string& place, const std::string& text) {
  if (text.empty()) return;
  if (const auto parsed = figures::parse_target(text); !parsed)
    for (Problem problem : parsed.error().problems) {
      problem.place = place;
      problems.push_back(std::move(problem));
    }
}

std::vector<Problem> faults_of(const TargetWish& wish) {
  std::vector<Problem> problems;
  if (wish.level.empty() && wish.growth.empty() && wish.internal_level.empty())
    problems.push_back({"level", "indicator.target_empty", {}});
  check_text(problems, "level", wish.level);
  check_text(problems, "growth", wish.growth);
  check_text(problems, "internal_level", wish.internal_level);
  return problems;
}

bool names_an_adjustment(const TargetWish& wish) {
  return !wish.adjustment_number.empty() || wish.adjusted_on || !wish.reason.empty();
}

void check_adjustment(std::vector<Problem>& problems, const TargetWish& wish,
                      const std::vector<TargetAdjustment>& earlier) {
  if (wish.adjustment_number.empty()) problems.push_back({"adjustment_number", "indicator.adjustment_incomplete", {}});
  if (!wish.adjusted_on) problems.push_back({"adjusted_on", "indicator.adjustment_incomplete", {}});
  if (wish.reason.empty()) problems.push_back({"reason", "indicator.adjustment_incomplete", {}});
  if (std::ranges::find(earlier, wish.adjustment_number, &TargetAdjustment::number) != earlier.end())
    problems.push_back({"adjustment_number", "indicator.adjustment_number_taken", {{"value", wish.adjustment_number}}});
}

}  // namespace

std::string adjustment_key(const Target& target) {
  return target.indicator.value + "/" + target.unit.value + "/" + std::to_string(target.year);
}

Result<TargetEdit> set_target(Target fresh, const TargetWish& wish) {
  auto problems = faults_of(wish);
  if (names_an_adjustment(wish)) problems.push_back({"adjustment_number", "indicator.adjustment_of_nothing", {}});
  if (!problems.empty()) return refuse(Error{ErrorKind::invalid, std::move(problems)});
  fresh.level = wish.level;
  fresh.growth = wish.growth;
  fresh.internal_level = wish.internal_level;
  fresh.note = wish.note;
  return TargetEdit{std::move(fresh), std::nullopt};
}

Result<TargetEdit> adjust_target(const Target& before, const TargetWish& wish,
                                 const std::vector<TargetAdjustment>& earlier, std::string_view actor) {
  auto problems = faults_of(wish);
  const bool changes = wish.level != before.level || wish.growth != before.growth;
  if (changes)
    check_adjustment(problems, wish, earlier);
  else if (names_an_adjustment(wish))
    problems.push_back({"adjustment_number", "indicator.adjustment_without_change", {}});
  if (!problems.empty()) return refuse(Error{ErrorKind::invalid, std::move(problems)});
  TargetEdit edit{before, std::nullopt};
  edit.target.internal_level = wish.internal_level;
  edit.target.note = wish.note;
  if (!changes) return edit;
  edit.adjustment = {
      before.indicator,  before.unit,  before.year,        wish.adjustment_number,
      *wish.adjusted_on, before.level, wish.level,         before.growth,
      wish.growth,       wish.reason,  std::string(actor), static_cast<std::int64_t>(earlier.size()) + 1};
  edit.target.level = wish.level;
  edit.target.growth = wish.growth;
  edit.target.level_before = before.level;
  edit.target.adjustment_number = wish.adjustment_number;
  edit.target.adjusted_on = wish.adjusted_on;
  return edit;
}

Result<void> check_month_shares(const MonthShares& shares) {
  const Decimal whole(100, 0);
  std::optional<Decimal> before;
  for (std::size_t i = 0; i < shares.share.size(); ++i) {
    const auto& share = shares.share[i];
    if (!share) continue;
    const std::string place = "shares[" + std::to_string(i) + "]";
    if (share->is_negative() || *share > whole)
      return refuse(ErrorKind::invalid, place, "indicator.share_out_of_bounds", {{"value", format_decimal(*share)}});
    if (before && *share < *before)
      return refuse(ErrorKind::invalid, place, "indicator.plan_falls", {{"month", std::to_string(i + 1)}});
    before = share;
  }
  if (!shares.share[11] || *shares.share[11] != whole)
    return refuse(ErrorKind::invalid, "shares[11]", "indicator.shares_not_whole");
  return {};
}

}  // namespace guatu::indicator

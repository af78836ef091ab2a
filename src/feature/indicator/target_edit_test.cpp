// SPDX-License-Identifier: Apache-2.0
#include "feature/indicator/target_edit.hpp"

#include <gtest/gtest.h>

#include "feature/indicator/indicator_check.hpp"

namespace guatu::indicator {
namespace {

std::string codes(const Error& error) {
  std::string all;
  for (const auto& problem : error.problems) all += problem.place + " " + problem.code + "; ";
  return all;
}

template <class T>
std::string codes(const Result<T>& result) {
  return result ? "" : codes(result.error());
}

TargetWish wish(const char* level, const char* growth) { return {level, growth, "", "", "", {}, ""}; }

TargetWish adjustment(const char* level) {
  return {level, "5.5%", "", "", "云政发〔2026〕12号", date_of(2026, 7, 3), "上级调整"};
}

Target stored() {
  Target target;
  target.indicator.value = "I01";
  target.unit.value = "U01";
  target.year = 2026;
  target.level = "680";
  target.growth = "5.5%";
  return target;
}

TEST(TargetEditTest, the_first_setting_is_plain) {
  for (const char* level : {"680", "≥70", "5%—5.5%", "与经济增长同步", ""})
    EXPECT_EQ(codes(set_target({}, wish(level, "5.5%左右"))), "") << level;
  const auto edit = set_target({}, wish("680", ""));
  EXPECT_EQ(edit->target.level, "680");
  EXPECT_FALSE(edit->adjustment);
}

TEST(TargetEditTest, refuses_a_first_setting) {
  EXPECT_EQ(codes(set_target({}, wish("", ""))), "level indicator.target_empty; ");
  EXPECT_EQ(codes(set_target({}, wish("尽力而为", ""))), "level indicator.target_without_number; ");
  EXPECT_EQ(codes(set_target({}, wish("", "6%—5%"))), "growth indicator.target_reversed; ");
  EXPECT_EQ(codes(set_target({}, adjustment("700"))), "adjustment_number indicator.adjustment_of_nothing; ");
}

TEST(TargetEditTest, an_adjustment_keeps_the_target_before) {
  const auto edit = adjust_target(stored(), adjustment("700"), {}, "linyan");
  ASSERT_TRUE(edit);
  EXPECT_EQ(edit->target.level, "700");
  EXPECT_EQ(edit->target.level_before, "680");
  EXPECT_EQ(edit->target.adjustment_number, "云政发〔2026〕12号");
  ASSERT_TRUE(edit->adjustment);
  EXPECT_EQ(edit->adjustment->level_before, "680");
  EXPECT_EQ(edit->adjustment->level_after, "700");
  EXPECT_EQ(edit->adjustment->growth_before, "5.5%");
  EXPECT_EQ(edit->adjustment->adjusted_by, "linyan");
  EXPECT_EQ(edit->adjustment->sequence, 1);
}

TEST(TargetEditTest, notes_and_the_internal_level_change_without_one) {
  TargetWish same = wish("680", "5.5%");
  same.internal_level = "690";
  const auto edit = adjust_target(stored(), same, {}, "linyan");
  ASSERT_TRUE(edit);
  EXPECT_EQ(edit->target.internal_level, "690");
  EXPECT_EQ(edit->target.level_before, "");
  EXPECT_FALSE(edit->adjustment);
}

TEST(TargetEditTest, refuses_an_adjustment) {
  EXPECT_EQ(codes(adjust_target(stored(), wish("700", "5.5%"), {}, "linyan")),
            "adjustment_number indicator.adjustment_incomplete; adjusted_on indicator.adjustment_incomplete; "
            "reason indicator.adjustment_incomplete; ");
  EXPECT_EQ(codes(adjust_target(stored(), wish("680", "6%"), {}, "linyan")).substr(0, 51),
            "adjustment_number indicator.adjustment_incomplete; ");
  EXPECT_EQ(codes(adjust_target(stored(), adjustment("680"), {}, "linyan")),
            "adjustment_number indicator.adjustment_without_change; ");
  const auto first = adjust_target(stored(), adjustment("700"), {}, "linyan");
  EXPECT_EQ(codes(adjust_target(first->target, adjustment("720"), {*first->adjustment}, "linyan")),
            "adjustment_number indicator.adjustment_number_taken; ");
}

MonthShares shares(std::vector<const char*> words) {
  MonthShares all;
  for (std::size_t i = 0; i < words.size(); ++i)
    if (std::string_view(words[i]) != "-") all.share[i] = *parse_decimal(words[i]);
  return all;
}

TEST(MonthSharesTest, rise_to_the_whole) {
  EXPECT_EQ(codes(check_month_shares(shares({"-", "10", "20", "30", "30", "50", "60", "70", "80", "90", "95", "100"}))),
            "");
  EXPECT_EQ(codes(check_month_shares(shares({"8", "10", "20", "30", "29", "50", "60", "70", "80", "90", "95", "100"}))),
            "shares[4] indicator.plan_falls; ");
  EXPECT_EQ(codes(check_month_shares(shares({"8", "10", "20", "30", "40", "50", "60", "70", "80", "90", "95", "99"}))),
            "shares[11] indicator.shares_not_whole; ");
  EXPECT_EQ(codes(check_month_shares(shares({"8"}))), "shares[11] indicator.shares_not_whole; ");
  EXPECT_EQ(codes(check_month_shares(shares({"-1"}))), "shares[0] indicator.share_out_of_bounds; ");
  EXPECT_EQ(codes(check_month_shares(shares({"100.1"}))), "shares[0] indicator.share_out_of_bounds; ");
}

std::vector<unit::Unit> units() {
  std::vector<unit::Unit> all(4);
  const char* ids[] = {"U03", "U01", "U02", "D00"};
  for (std::size_t i = 0; i < all.size(); ++i) all[i].id.value = ids[i];
  for (std::size_t i = 0; i < 3; ++i) all[i].parent = Id<unit::Unit>{"D00"};
  all[0].kind = all[1].kind = unit::UnitKind::street;
  all[2].kind = unit::UnitKind::town;
  return all;
}

TEST(PeersTest, are_those_chosen_or_those_alike) {
  using Ids = std::vector<Id<unit::Unit>>;
  EXPECT_EQ(peers_of({"U01"}, units(), {}), (Ids{{"U03"}, {"U01"}}));
  EXPECT_EQ(peers_of({"U01"}, units(), {{{"U01"}, {{"U02"}}}}), (Ids{{"U01"}, {"U02"}}));
  EXPECT_EQ(peers_of({"U01"}, units(), {{{"U01"}, {}}}), (Ids{{"U03"}, {"U01"}}));
  EXPECT_EQ(peers_of({"U01"}, units(), {{{"U03"}, {{"U02"}}}}), (Ids{{"U03"}, {"U01"}}));
  EXPECT_TRUE(peers_of({"U99"}, units(), {}).empty());
  EXPECT_EQ(codes(check_peers({{"U99"}, {{"U01"}, {"U98"}}}, units())),
            "unit indicator.unknown_unit; peers[1] indicator.unknown_unit; ");
}

TEST(EstimateTest, says_something_within_bounds) {
  Estimate estimate{{"I01"}, {"U01"}, Month(2026, 9), *parse_decimal("72.5"), {}, "", "", {}};
  EXPECT_EQ(codes(check_estimate(estimate, units())), "");
  estimate.value.reset();
  EXPECT_EQ(codes(check_estimate(estimate, units())), "value indicator.estimate_empty; ");
  estimate.growth = *parse_decimal("1000000");
  EXPECT_EQ(codes(check_estimate(estimate, units())), "growth indicator.growth_too_large; ");
  estimate.unit.value = "U99";
  estimate.growth = *parse_decimal("5");
  EXPECT_EQ(codes(check_estimate(estimate, units())), "unit indicator.unknown_unit; ");
}

TEST(IndicatorCheckTest, keeps_the_addresses_of_views) {
  Indicator indicator;
  indicator.id.value = "I01";
  indicator.responsible = Id<unit::Unit>{"U01"};
  EXPECT_EQ(codes(check_indicator(indicator, units())), "");
  for (const char* id : {"matrix", "sprint"}) {
    indicator.id.value = id;
    EXPECT_EQ(codes(check_indicator(indicator, units())), "id indicator.reserved_id; ");
  }
  indicator.id.value = "I01";
  indicator.responsible = Id<unit::Unit>{"U99"};
  EXPECT_EQ(codes(check_indicator(indicator, units())), "responsible indicator.unknown_unit; ");
}

}  // namespace
}  // namespace guatu::indicator

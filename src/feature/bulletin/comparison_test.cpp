// SPDX-License-Identifier: Apache-2.0
#include "feature/bulletin/comparison.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/golden.hpp"

namespace guatu::bulletin {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::string rules(const char* name) {
  return testing::read_whole(testing::source_path("data/rule/" + std::string(name) + ".toml"));
}

// Every pair of lights of a rule set: one row for what was, one letter for each of what is, in the order of `kLights`.
// w worse, b better, + judged, - unjudged, ~ changed, = the same.
constexpr const char* kLights[] = {"red", "yellow", "unruled", "white", "green", "blue", "grey"};
constexpr std::pair<const char*, const char*> kPairs[] = {
    {"red", "=b--bb-"},   {"yellow", "w=--bb-"}, {"unruled", "++=~++~"}, {"white", "++~=++~"},
    {"green", "ww--=b-"}, {"blue", "ww--w=-"},   {"grey", "++~~++="},
};

char letter_of(Move move) {
  switch (move) {
    case Move::worse:
      return 'w';
    case Move::better:
      return 'b';
    case Move::judged:
      return '+';
    case Move::unjudged:
      return '-';
    case Move::changed:
      return '~';
    default:
      return '?';
  }
}

TEST(LightOrderTest, says_of_every_pair_what_it_means) {
  const LightOrder order(rules("yinchuan-2025"), rules("yinchuan-2025"));
  for (const auto& [before, expected] : kPairs) {
    std::string told;
    for (const char* after : kLights)
      told += std::string_view(before) == after ? '=' : letter_of(order.move(before, after));
    EXPECT_EQ(told, expected) << before;
  }
}

TEST(LightOrderTest, says_no_more_than_it_knows) {
  // Another rule set has a light that the present one does not, and the other way round.
  const LightOrder from_four(rules("yinchuan-2025"), rules("contractor"));
  EXPECT_EQ(from_four.move("orange", "red"), Move::changed);
  EXPECT_EQ(from_four.move("orange", "grey"), Move::unjudged);
  EXPECT_EQ(from_four.move("yellow", "red"), Move::worse);
  const LightOrder to_four(rules("contractor"), rules("yinchuan-2025"));
  EXPECT_EQ(to_four.move("yellow", "orange"), Move::worse);
  EXPECT_EQ(to_four.move("grey", "orange"), Move::judged);
  // Rules that cannot be read, then or now.
  EXPECT_EQ(LightOrder(rules("yinchuan-2025"), "").move("green", "red"), Move::changed);
  EXPECT_EQ(LightOrder("severity = 7", rules("yinchuan-2025")).move("green", "red"), Move::changed);
  EXPECT_EQ(from_four.move("violet", "red"), Move::changed);
  EXPECT_EQ(from_four.move("red", "violet"), Move::changed);
}

// Where grey is also what a figure is given, it judges.
TEST(LightOrderTest, a_light_that_a_figure_can_get_is_a_judgement) {
  std::string text = rules("yinchuan-2025");
  const std::string was = "light = \"yellow\"";
  text.replace(text.find(was), was.size(), "light = \"white\"");
  const LightOrder order(text, text);
  EXPECT_EQ(order.move("green", "white"), Move::worse);
  EXPECT_EQ(order.move("white", "red"), Move::worse);
  EXPECT_EQ(order.move("grey", "white"), Move::judged);
}

// ---- targets ----

indicator::Target target_of(const char* unit, const char* level, const char* number = "") {
  indicator::Target target;
  target.indicator.value = "I01";
  target.unit.value = unit;
  target.year = 2026;
  target.level = level;
  target.adjustment_number = number;
  return target;
}

cycle::Snapshot with(std::vector<indicator::Target> targets) {
  cycle::Snapshot snapshot;
  indicator::Indicator indicator;
  indicator.id.value = "I01";
  snapshot.indicators.indicators = {indicator};
  snapshot.indicators.targets = std::move(targets);
  return snapshot;
}

std::vector<std::string> told(const cycle::Snapshot& before, const cycle::Snapshot& now) {
  std::vector<std::string> lines;
  const Comparison comparison = compare(now, &before);
  for (const TargetMove& move : comparison.targets)
    lines.push_back(move.shown().unit.value + " " + std::string(code_of(move.change)) + " " +
                    (move.before == nullptr ? "-" : move.before->level) + " > " +
                    (move.after == nullptr ? "-" : move.after->level) + " " + move.number());
  return lines;
}

TEST(TargetMoveTest, old_new_and_the_number) {
  const auto before = with({target_of("U18", "680")});
  EXPECT_THAT(told(before, before), IsEmpty());
  EXPECT_THAT(told(before, with({target_of("U18", "700", "31号")})), ElementsAre("U18 adjusted 680 > 700 31号"));
  EXPECT_THAT(told(with({target_of("U18", "680", "31号")}), with({target_of("U18", "700", "33号")})),
              ElementsAre("U18 adjusted 680 > 700 33号"));
  // A workbook may bring another target without a number, or beside an old one.
  EXPECT_THAT(told(before, with({target_of("U18", "700")})), ElementsAre("U18 adjusted 680 > 700 "));
  EXPECT_THAT(told(with({target_of("U18", "680", "31号")}), with({target_of("U18", "700", "31号")})),
              ElementsAre("U18 adjusted 680 > 700 "));
  // There and back again by two adjustments is told too.
  EXPECT_THAT(told(with({target_of("U18", "680", "31号")}), with({target_of("U18", "680", "35号")})),
              ElementsAre("U18 adjusted 680 > 680 35号"));
  EXPECT_THAT(told(before, with({})), ElementsAre("U18 withdrawn 680 > - "));
  EXPECT_THAT(told(before, with({target_of("U18", "680"), target_of("U19", "90")})), ElementsAre("U19 set - > 90 "));
}

TEST(TargetMoveTest, what_is_kept_in_mind_internally_is_not_told) {
  auto before = with({target_of("U18", "")});
  auto now = before;
  before.indicators.targets[0].internal_level = "80";
  now.indicators.targets[0].internal_level = "85";
  EXPECT_THAT(told(before, now), IsEmpty());
  now.indicators.targets[0].growth = "6%";
  EXPECT_THAT(told(before, now), ElementsAre("U18 set - >  "));
}

}  // namespace
}  // namespace guatu::bulletin

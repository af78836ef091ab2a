// SPDX-License-Identifier: Apache-2.0
#include "feature/chain/chain.hpp"

#include <gtest/gtest.h>

namespace guatu::chain {
namespace {

const Date kMonday = date_of(2026, 9, 21);

ChainMatter matter_of(const char* id, const char* project, const char* indicator) {
  ChainMatter one;
  one.matter.id.value = id;
  one.matter.state = matter::State::working;
  if (*project != '\0') one.matter.project = Id<project::Project>{project};
  if (*indicator != '\0') one.matter.indicator = Id<indicator::Indicator>{indicator};
  return one;
}

Found found() {
  Found found;
  found.indicators.resize(2);
  found.indicators[0].id.value = "I01";
  found.indicators[1].id.value = "I02";
  found.projects.resize(2);
  found.projects[0].project.id.value = "P-1";
  found.projects[1].project.id.value = "P-2";
  found.links = {{{"I01"}, {"P-1"}, *parse_decimal("30")},
                 {{"I02"}, {"P-1"}, *parse_decimal("5")},
                 {{"I01"}, {"P-9"}, std::nullopt}};
  found.milestones = {{{"P-2"}, 1, "开工", kMonday, {}}, {{"P-9"}, 1, "开工", kMonday, {}}};
  found.matters = {matter_of("M-1", "P-1", "I01"), matter_of("M-2", "", "I02"), matter_of("M-3", "P-9", ""),
                   matter_of("M-4", "", "")};
  return found;
}

TEST(ChainTest, everything_hangs_on_what_it_belongs_to) {
  const Chain chain = put_together(found(), kMonday);
  ASSERT_EQ(chain.indicators.size(), 2U);
  EXPECT_EQ(chain.indicators[0].projects, (std::vector<Id<project::Project>>{{"P-1"}}));
  EXPECT_TRUE(chain.indicators[0].matters.empty());  // M-1 is its project's
  ASSERT_EQ(chain.indicators[1].matters.size(), 1U);
  EXPECT_EQ(chain.indicators[1].matters.front().matter.id.value, "M-2");
  EXPECT_EQ(chain.projects[0].expected_share, *parse_decimal("30"));
  ASSERT_EQ(chain.projects[0].matters.size(), 1U);
  ASSERT_EQ(chain.projects[1].milestones.size(), 1U);
  ASSERT_EQ(chain.matters.size(), 2U);
}

TEST(ChainTest, a_desk_says_since_when_a_matter_lies_there) {
  Found one;
  one.matters = {matter_of("M-1", "", "")};
  one.matters[0].matter.registered_on = date_of(2026, 8, 1);
  one.matters[0].matter.reported_on = date_of(2026, 9, 11);
  const Chain chain = put_together(one, kMonday);
  EXPECT_EQ(chain.matters.front().desk.days, 10);
  EXPECT_EQ(chain.matters.front().desk.since, date_of(2026, 9, 11));
}

TEST(ChainTest, what_asks_to_be_verified_lies_with_the_verifier) {
  matter::Matter matter = matter_of("M-1", "", "").matter;
  matter.lead = Id<unit::Unit>{"U18"};
  matter.verifier = Id<unit::Unit>{"U02"};
  EXPECT_EQ(desk_of(matter)->value, "U18");
  matter.state = matter::State::completion_requested;
  EXPECT_EQ(desk_of(matter)->value, "U02");
  matter.state = matter::State::verifying;
  EXPECT_EQ(desk_of(matter)->value, "U02");
  matter.verifier.reset();
  EXPECT_EQ(desk_of(matter)->value, "U18");
}

TEST(ChainTest, days_count_from_the_day_after) {
  EXPECT_EQ(late_days({{"P-1"}, 1, "", kMonday, {}}, kMonday), 0);
  EXPECT_EQ(late_days({{"P-1"}, 1, "", date_of(2026, 9, 20), date_of(2026, 12, 1)}, kMonday), 1);
  EXPECT_EQ(late_days({{"P-1"}, 1, "", {}, date_of(2026, 9, 1)}, kMonday), 20);
  EXPECT_EQ(late_days({{"P-1"}, 1, "", {}, {}}, kMonday), 0);
  matter::Matter matter;
  EXPECT_EQ(overdue_days(matter, kMonday), 0);
  matter.due = date_of(2026, 9, 18);
  EXPECT_EQ(overdue_days(matter, kMonday), 3);
}

TEST(ContributionTest, brings_a_part_of_the_whole) {
  const auto code = [](const char* share) {
    Contribution contribution;
    if (*share != '\0') contribution.expected_share = *parse_decimal(share);
    const auto checked = check_contribution(contribution);
    return checked ? std::string() : checked.error().problems.front().code;
  };
  for (const char* share : {"", "0", "35.5", "100"}) EXPECT_EQ(code(share), "") << share;
  for (const char* share : {"-0.1", "100.1"}) EXPECT_EQ(code(share), "chain.share_out_of_bounds") << share;
}

}  // namespace
}  // namespace guatu::chain

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
  EXPECT_EQ(chain.indicators[0].shares.front(), *parse_decimal("30"));
  EXPECT_EQ(chain.indicators[1].shares.front(), *parse_decimal("5"));
  ASSERT_EQ(chain.projects[0].matters.size(), 1U);
  ASSERT_EQ(chain.projects[1].milestones.size(), 1U);
  ASSERT_EQ(chain.matters.size(), 2U);
}

unit::Person person_of(const char* unit, const char* name, const char* role) {
  unit::Person person;
  person.unit.value = unit;
  person.name = name;
  person.role = role;
  person.id = unit::person_id(person.unit, person.name);
  return person;
}

Found asked(std::vector<ChainDuty> duties) {
  Found found;
  found.duties = std::move(duties);
  found.people = {person_of("U18", "安书记", "主要负责人"), person_of("U18", "周衡", "联络员"),
                  person_of("U02", "沈督查", "主要负责人")};
  found.signings = {{{"U18"}, {}, {"U18/安书记"}, {"U18/新人"}}};
  return found;
}

std::string shown(const Desk& desk) {
  return std::string(code_of(desk.role)) + " " + (desk.unit ? desk.unit->value : "-") + " " + desk.person + " " +
         std::to_string(desk.days.value_or(-1));
}

TEST(ChainTest, what_a_project_brings_is_kept_for_each_indicator) {
  Found found;
  for (const char* id : {"I-1", "I-2"}) {
    found.indicators.emplace_back();
    found.indicators.back().id.value = id;
  }
  for (const char* id : {"P-1", "P-2"}) {
    found.projects.emplace_back();
    found.projects.back().project.id.value = id;
  }
  found.links = {{{"I-1"}, {"P-1"}, Decimal(10, 0)}, {{"I-2"}, {"P-1"}, Decimal(35, 0)}, {{"I-2"}, {"P-2"}, {}}};
  const Chain chain = put_together(std::move(found), kMonday);
  using Shares = std::vector<std::optional<Decimal>>;
  EXPECT_EQ(chain.indicators[0].shares, Shares{Decimal(10, 0)});
  EXPECT_EQ(chain.indicators[1].shares, (Shares{Decimal(35, 0), std::nullopt}));
  EXPECT_FALSE(chain.projects[0].expected_share) << "it has two, and none is the first";
}

TEST(ChainTest, a_matter_lies_with_whoever_is_asked) {
  matter::Matter matter = matter_of("M-1", "", "").matter;
  matter.lead = Id<unit::Unit>{"U18"};
  const Date since = date_of(2026, 9, 11);
  const Id<unit::Unit> lead{"U18"};
  const Id<unit::Unit> other{"U02"};
  const Id<matter::Matter> it{"M-1"};
  const auto desk = [&](std::vector<ChainDuty> duties) {
    return shown(desk_of(matter, asked(std::move(duties)), kMonday));
  };
  EXPECT_EQ(desk({{it, "unit:U18", lead, since}}), "unit U18 周衡 10");
  EXPECT_EQ(desk({{it, "unit:U02", other, since}, {it, "unit:U18", lead, since}}), "unit U18 周衡 10");
  EXPECT_EQ(desk({{it, "unit:U02", other, since}, {it, "office", {}, since}}), "unit U02 沈督查 10");
  EXPECT_EQ(desk({{it, "verifier:U02", other, since}}), "verifier U02 沈督查 10");
  EXPECT_EQ(desk({{it, "verifier", {}, since}}), "verifier -  10");
  EXPECT_EQ(desk({{it, "office", {}, {}}}), "office -  -1");
  EXPECT_EQ(desk({{it, "sign:deputy:U18", lead, since}}), "signer U18 安书记 10");
  EXPECT_EQ(desk({{it, "sign:head:U18", lead, since}}), "signer U18 U18/新人 10");
  EXPECT_EQ(desk({{it, "sign:section:U18", lead, since}}), "signer U18  10");
  EXPECT_EQ(desk({{{"M-2"}, "unit:U18", lead, since}}), "unit -  -1");
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
  // Nobody is late with what was suspended, merged, withdrawn or done.
  for (const char* side : {"中止", "合并", "撤销"}) {
    matter.side_state = side;
    EXPECT_EQ(overdue_days(matter, kMonday), 0) << side;
  }
  matter.side_state.clear();
  matter.state = matter::State::closed;
  EXPECT_EQ(overdue_days(matter, kMonday), 0);
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

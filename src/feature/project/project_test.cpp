// SPDX-License-Identifier: Apache-2.0
#include "feature/project/project.hpp"

#include <gtest/gtest.h>

namespace guatu::project {
namespace {

Money yuan(std::int64_t amount) { return Money::of_fen(amount * 100); }

TEST(MonthlyMoneyTest, adds_what_is_given_and_knows_what_is_owed) {
  ProjectYear year;
  year.plan[1] = yuan(10);
  year.plan[2] = yuan(20);
  EXPECT_EQ(cumulative(year.plan, 1), yuan(0));
  EXPECT_EQ(cumulative(year.plan, 3), yuan(30));
  // Nothing planned, nothing reported: January is not owed; February is.
  EXPECT_TRUE(is_reported(year, 1));
  EXPECT_FALSE(is_reported(year, 2));
  year.actual[1] = yuan(0);
  EXPECT_TRUE(is_reported(year, 2));  // a reported zero is a report
  EXPECT_FALSE(is_reported(year, 3));
  EXPECT_EQ(last_reported_month(year.actual, 12), 2);
  EXPECT_EQ(last_reported_month(year.actual, 1), 0);
}

TEST(ProjectCountTest, a_package_counts_once_and_its_parts_beside_it) {
  std::vector<Project> projects(5);
  const char* ids[] = {"A", "B", "B1", "B2", "B3"};
  for (std::size_t i = 0; i < projects.size(); ++i) {
    projects[i].id.value = ids[i];
    if (i >= 2) projects[i].parent = Id<Project>{"B"};
  }
  const ProjectCounts counts = count_projects(projects);
  EXPECT_EQ(counts.entries, 2);
  EXPECT_EQ(counts.sub_projects, 3);
  EXPECT_EQ(counts.split, 4);
}

TEST(MilestoneTest, is_overdue_by_its_baseline_whatever_was_entered_later) {
  Milestone milestone;
  milestone.baseline = date_of(2026, 8, 31);
  milestone.entered = date_of(2026, 12, 31);
  EXPECT_FALSE(milestone.is_overdue(date_of(2026, 8, 31)));
  EXPECT_TRUE(milestone.is_overdue(date_of(2026, 9, 1)));
  EXPECT_EQ(milestone.due(), date_of(2026, 12, 31));
  milestone.actual = date_of(2026, 9, 15);
  EXPECT_FALSE(milestone.is_overdue(date_of(2026, 9, 20)));
}

}  // namespace
}  // namespace guatu::project

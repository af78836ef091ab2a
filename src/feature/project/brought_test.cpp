// SPDX-License-Identifier: Apache-2.0
#include "feature/project/brought.hpp"

#include <gtest/gtest.h>

namespace guatu::project {
namespace {

Money yuan(std::int64_t amount) { return Money::of_fen(amount * 100); }

template <class T>
std::string code_of_refusal(const Result<T>& result) {
  return result ? "" : result.error().problems.front().code;
}

TEST(BroughtTest, only_months_that_differ_are_brought) {
  ProjectYear stored;
  stored.year = 2026;
  stored.actual[0] = yuan(3);
  stored.actual[1] = yuan(4);
  stored.actual[2] = yuan(5);
  ProjectYear brought = stored;
  EXPECT_TRUE(brought_months(&stored, brought).empty());
  brought.actual[1] = yuan(6);  // corrected
  brought.actual[2].reset();    // emptied
  brought.actual[3] = yuan(0);  // a first report; nothing is one, too
  const auto months = brought_months(&stored, brought);
  ASSERT_EQ(months.size(), 3U);
  EXPECT_EQ(months[0].month, Month(2026, 2));
  EXPECT_TRUE(months[0].is_correction());
  EXPECT_TRUE(months[1].is_correction());
  EXPECT_EQ(months[1].after, std::nullopt);
  EXPECT_FALSE(months[2].is_correction());
  EXPECT_EQ(brought_months(nullptr, brought).size(), 3U) << "nothing corrects a year that is not there yet";
  EXPECT_FALSE(brought_months(nullptr, brought)[0].is_correction());
}

TEST(BroughtTest, a_cell_is_refused_for_what_a_report_is_refused_for) {
  ReportFacts facts;
  facts.today = date_of(2026, 9, 21);
  facts.year.year = 2026;
  facts.year.actual[0] = yuan(3);
  const auto brought = [&](int month, std::optional<Money> before, std::optional<Money> after) {
    return code_of_refusal(check_brought(facts, {Month(2026, month), before, after}));
  };
  EXPECT_EQ(brought(8, {}, yuan(2)), "");
  EXPECT_EQ(brought(1, yuan(3), yuan(2)), "") << "the reason is asked for once, of the import";
  EXPECT_EQ(brought(1, yuan(3), {}), "");
  EXPECT_EQ(brought(10, {}, yuan(2)), "project.month_ahead");
  EXPECT_EQ(brought(8, {}, yuan(-2)), "project.negative_actual");
  facts.project.stage = Stage::completed;
  EXPECT_EQ(brought(8, {}, yuan(2)), "project.finished");
  facts.finished_on = facts.today;
  EXPECT_EQ(brought(8, {}, yuan(2)), "");
}

StageMove move(Stage before, Stage after, Date on) {
  StageMove move;
  move.before = before;
  move.after = after;
  move.moved_on = on;
  return move;
}

TEST(BroughtTest, moves_say_since_when_a_project_is_finished_and_when_it_went_on) {
  EXPECT_EQ(course_days({}).finished_on, std::nullopt);
  CourseDays came;
  came.known_on = date_of(2026, 9, 7);
  EXPECT_EQ(came.found_finished_on(), date_of(2026, 9, 7)) << "what it did before it came may be told";
  came.finished_on = date_of(2026, 10, 1);
  EXPECT_EQ(came.found_finished_on(), date_of(2026, 10, 1));
  const auto days = course_days({move(Stage::continuing, Stage::stopped, date_of(2026, 3, 1)),
                                 move(Stage::stopped, Stage::continuing, date_of(2026, 5, 1)),
                                 move(Stage::continuing, Stage::completed, date_of(2026, 8, 1)),
                                 move(Stage::completed, Stage::operating, date_of(2026, 9, 1))});
  EXPECT_EQ(days.resumed_on, date_of(2026, 5, 1));
  EXPECT_EQ(days.finished_on, date_of(2026, 8, 1)) << "when it was finished, not when it went into use";
  EXPECT_EQ(course_days({move(Stage::continuing, Stage::completed, date_of(2026, 8, 1)),
                         move(Stage::completed, Stage::continuing, date_of(2026, 9, 1))})
                .finished_on,
            std::nullopt);
}

TEST(BroughtTest, a_project_stops_by_an_approval_of_its_own) {
  Project project;
  project.id.value = "P-001";
  Adjustment approval;
  approval.kind = AdjustmentKind::stopped;
  approval.approval_number = "云发改〔2026〕88号";
  approval.approved_on = date_of(2026, 4, 2);
  const auto refused = [&](std::vector<Adjustment> own, CourseDays days = {}) {
    return code_of_refusal(check_stop(project, own, days));
  };
  EXPECT_EQ(refused({}), "project.stop_without_approval");
  EXPECT_EQ(refused({approval}), "");
  EXPECT_EQ(refused({approval}, {std::nullopt, date_of(2026, 4, 2), std::nullopt}), "");
  EXPECT_EQ(refused({approval}, {std::nullopt, date_of(2026, 6, 1), std::nullopt}), "project.stop_without_approval")
      << "it was stopped under it and went on";
  Adjustment other = approval;
  other.kind = AdjustmentKind::postponed;
  EXPECT_EQ(refused({other}), "project.stop_without_approval");
  other = approval;
  other.approved_on.reset();
  EXPECT_EQ(refused({other}), "project.stop_without_approval");
  other = approval;
  other.approval_number.clear();
  EXPECT_EQ(refused({other}), "project.stop_without_approval");
}

}  // namespace
}  // namespace guatu::project

// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "feature/project/adjustment.hpp"
#include "feature/project/milestone_change.hpp"
#include "feature/project/month_report.hpp"

namespace guatu::project {
namespace {

Money yuan(std::int64_t amount) { return Money::of_fen(amount * 100); }

MonthReport report_of(int month, std::int64_t actual, const char* text = "", const char* reason = "") {
  MonthReport report;
  report.month = Month(2026, month);
  report.actual = yuan(actual);
  report.progress_text = text;
  report.reason = reason;
  report.reported_by = "zhouheng";
  return report;
}

ReportFacts facts_of(Date today) {
  ReportFacts facts;
  facts.project.id.value = "P-001";
  facts.project.stage = Stage::continuing;
  facts.today = today;
  return facts;
}

template <class T>
std::string code_of_refusal(const Result<T>& result) {
  return result ? "" : result.error().problems.front().code;
}

TEST(MonthReportTest, the_first_report_is_kept_and_late_after_the_fifteenth) {
  const auto reported = decide_report(facts_of(date_of(2026, 9, 16)), report_of(8, 5, "二层", "没有理由的理由"));
  ASSERT_TRUE(reported);
  ASSERT_EQ(reported->reports.size(), 1U);
  EXPECT_EQ(reported->reports[0].sequence, 1);
  EXPECT_EQ(reported->reports[0].reason, "");  // nothing is corrected
  EXPECT_TRUE(is_late(reported->reports[0], cadence::FiguresDue()));
  EXPECT_FALSE(is_late(reported->reports[0], cadence::FiguresDue({{date_of(2026, 9, 15), 16}})));
  EXPECT_EQ(reported->year.year, 2026);
  EXPECT_EQ(reported->year.actual[7], yuan(5));
  EXPECT_EQ(reported->project.progress_text, "二层");
  EXPECT_EQ(reported->project.progress_on, date_of(2026, 9, 16));
  const auto in_time = decide_report(facts_of(date_of(2026, 9, 15)), report_of(8, 5));
  EXPECT_FALSE(is_late(in_time->reports[0], cadence::FiguresDue()));
}

TEST(MonthReportTest, a_correction_keeps_both_values) {
  ReportFacts facts = facts_of(date_of(2026, 9, 20));
  facts.year.actual[7] = yuan(5);
  facts.earlier = {report_of(8, 5, "二层")};
  facts.earlier[0].sequence = 1;
  EXPECT_EQ(code_of_refusal(decide_report(facts, report_of(8, 6))), "project.correction_without_reason");
  EXPECT_EQ(code_of_refusal(decide_report(facts, report_of(8, 5, "", "x"))), "project.nothing_corrected");
  EXPECT_EQ(code_of_refusal(decide_report(facts, report_of(8, 5, "二层", "x"))), "project.nothing_corrected");
  EXPECT_TRUE(decide_report(facts, report_of(8, 5, "三层", "x")));
  const auto corrected = decide_report(facts, report_of(8, 6, "", "漏报"));
  ASSERT_TRUE(corrected);
  ASSERT_EQ(corrected->reports.size(), 1U);
  EXPECT_EQ(corrected->reports[0].sequence, 2);
  EXPECT_EQ(corrected->year.actual[7], yuan(6));
}

TEST(MonthReportTest, a_value_that_an_import_brought_stays_visible) {
  ReportFacts facts = facts_of(date_of(2026, 9, 20));
  facts.year.actual[7] = yuan(5);
  const auto corrected = decide_report(facts, report_of(8, 6, "", "漏报"));
  ASSERT_TRUE(corrected);
  ASSERT_EQ(corrected->reports.size(), 2U);
  EXPECT_EQ(corrected->reports[0].actual, yuan(5));
  EXPECT_EQ(corrected->reports[0].reported_on, std::nullopt);
  EXPECT_FALSE(is_late(corrected->reports[0], cadence::FiguresDue()));
  EXPECT_EQ(corrected->reports[1].sequence, 2);
  // An import after a report.
  facts.earlier = {report_of(8, 4)};
  facts.earlier[0].sequence = 1;
  const auto again = decide_report(facts, report_of(8, 6, "", "漏报"));
  ASSERT_TRUE(again);
  EXPECT_EQ(again->reports[0].sequence, 2);
  EXPECT_EQ(again->reports[1].sequence, 3);
}

TEST(MonthReportTest, an_earlier_month_leaves_the_present_words) {
  ReportFacts facts = facts_of(date_of(2026, 9, 20));
  facts.year.actual[7] = yuan(5);
  facts.project.progress_text = "二层";
  const auto reported = decide_report(facts, report_of(7, 1, "基坑"));
  ASSERT_TRUE(reported);
  EXPECT_EQ(reported->project.progress_text, "二层");
}

TEST(MonthReportTest, refuses) {
  ReportFacts facts = facts_of(date_of(2026, 9, 20));
  EXPECT_TRUE(decide_report(facts, report_of(9, 1)));
  EXPECT_EQ(code_of_refusal(decide_report(facts, report_of(10, 1))), "project.month_ahead");
  EXPECT_EQ(code_of_refusal(decide_report(facts, report_of(9, -1))), "project.negative_actual");
  facts.project.stage = Stage::completed;
  EXPECT_EQ(code_of_refusal(decide_report(facts, report_of(8, 1))), "project.finished");
  facts.finished_on = date_of(2026, 8, 31);
  EXPECT_TRUE(decide_report(facts, report_of(8, 1)));  // it was built in August
  EXPECT_EQ(code_of_refusal(decide_report(facts, report_of(9, 1))), "project.finished");
  facts.year.actual[8] = yuan(2);
  EXPECT_TRUE(decide_report(facts, report_of(9, 1, "", "更正")));  // what was reported may be corrected
}

TEST(MonthReportTest, months_are_missing_when_they_are_due) {
  Project project;
  project.stage = Stage::continuing;
  ProjectYear year;
  year.year = 2026;
  year.plan[5] = yuan(1);
  std::vector<Adjustment> adjustments;
  const auto missing = [&](Date today, const cadence::FiguresDue& due = cadence::FiguresDue()) {
    return missing_months(project, year, Reporting(adjustments, today), due, today).size();
  };
  EXPECT_EQ(missing(date_of(2026, 7, 15)), 0U);
  EXPECT_EQ(missing(date_of(2026, 7, 16)), 1U);  // June; nothing was planned before
  EXPECT_EQ(missing(date_of(2026, 8, 16)), 2U);
  const cadence::FiguresDue later({{date_of(2026, 8, 1), 20}});
  EXPECT_EQ(missing(date_of(2026, 8, 20), later), 1U);
  EXPECT_EQ(missing(date_of(2026, 8, 21), later), 2U);
  year.actual[5] = yuan(0);  // a reported zero is a report
  EXPECT_EQ(missing(date_of(2026, 8, 16)), 1U);
  project.stage = Stage::stopped;
  EXPECT_EQ(missing(date_of(2026, 8, 16)), 0U);
  project.stage = Stage::completed;
  EXPECT_EQ(missing(date_of(2026, 8, 16)), 0U);
  project.stage = Stage::continuing;
  EXPECT_EQ(missing(date_of(2026, 8, 16)), 1U);
  project.parent = Id<Project>{"P-000"};  // its figures stand in the package
  EXPECT_EQ(missing(date_of(2026, 8, 16)), 0U);
  project.parent.reset();
  Adjustment out;
  out.project = project.id;
  out.kind = AdjustmentKind::moved_out;
  out.approved_on = date_of(2026, 8, 17);
  adjustments = {out};
  EXPECT_EQ(missing(date_of(2026, 8, 16)), 1U) << "it leaves tomorrow";
  EXPECT_EQ(missing(date_of(2026, 8, 17)), 0U);
  adjustments.front().kind = AdjustmentKind::stopped;  // the stage says whether it is
  EXPECT_EQ(missing(date_of(2026, 8, 17)), 1U);
}

TEST(MilestoneChangeTest, what_was_promised_changes_by_approval_only) {
  const Date today = date_of(2026, 9, 21);
  Milestone before;
  before.name = "封顶";
  before.baseline = date_of(2026, 9, 15);
  MilestoneEdit edit{before, "", ""};
  edit.milestone.entered = date_of(2026, 10, 10);
  edit.milestone.actual = today;
  EXPECT_TRUE(decide_milestone(before, edit, Editor::unit, today));
  edit.milestone.actual = today + std::chrono::days(1);
  EXPECT_EQ(code_of_refusal(decide_milestone(before, edit, Editor::office, today)), "project.reached_ahead");
  edit.milestone.actual.reset();
  edit.milestone.baseline = date_of(2026, 10, 15);
  edit.approval_number = "31号";
  EXPECT_EQ(code_of_refusal(decide_milestone(before, edit, Editor::unit, today)), "project.baseline_kept");
  EXPECT_EQ(code_of_refusal(decide_milestone(before, edit, Editor::office, today)),
            "project.baseline_without_approval");
  edit.reason = "汛期";
  const auto changed = decide_milestone(before, edit, Editor::office, today);
  ASSERT_TRUE(changed);
  EXPECT_EQ(changed->baseline->before, date_of(2026, 9, 15));
  edit.approval_number.clear();
  EXPECT_EQ(code_of_refusal(decide_milestone(before, edit, Editor::office, today)),
            "project.baseline_without_approval");
  edit = {before, "", ""};
  edit.milestone.name = "封";
  EXPECT_EQ(code_of_refusal(decide_milestone(before, edit, Editor::unit, today)), "project.milestone_renamed");
  EXPECT_TRUE(decide_milestone(before, edit, Editor::office, today));
}

AdjustmentRequest request_of(AdjustmentKind kind, std::optional<Money> plan) {
  AdjustmentRequest request;
  request.project.value = "P-001";
  request.kind = kind;
  request.year = 2026;
  request.year_plan_after = plan;
  request.reason = "用地";
  request.asked_by = "zhouheng";
  return request;
}

TEST(AdjustmentTest, refuses_requests) {
  EXPECT_FALSE(check_request(request_of(AdjustmentKind::added, std::nullopt), {}));
  EXPECT_FALSE(check_request(request_of(AdjustmentKind::postponed, std::nullopt), {}));
  EXPECT_TRUE(check_request(request_of(AdjustmentKind::stopped, std::nullopt), {}));
  EXPECT_TRUE(check_request(request_of(AdjustmentKind::moved_out, std::nullopt), {}));
  EXPECT_EQ(code_of_refusal(check_request(request_of(AdjustmentKind::stopped, yuan(-1)), {})),
            "project.negative_money");
  auto earlier = request_of(AdjustmentKind::stopped, std::nullopt);
  EXPECT_EQ(code_of_refusal(check_request(earlier, {earlier})), "project.already_asked");
  EXPECT_TRUE(check_request(request_of(AdjustmentKind::moved_out, std::nullopt), {earlier}));
  const auto asked = earlier;
  earlier.state = RequestState::refused;
  EXPECT_TRUE(check_request(asked, {earlier}));
}

TEST(AdjustmentTest, is_decided_by_another_person_with_a_number) {
  const Date today = date_of(2026, 9, 21);
  ProjectYear year;
  year.year_plan = yuan(30);
  const auto request = request_of(AdjustmentKind::stopped, yuan(6));
  const Decision approval{RequestState::approved, "88号", ""};
  EXPECT_EQ(code_of_refusal(decide_request(request, year, approval, "zhouheng", today)), "project.decided_by_asker");
  EXPECT_EQ(code_of_refusal(decide_request(request, year, {RequestState::approved, "", ""}, "linyan", today)),
            "project.approval_without_number");
  const auto refused = decide_request(request, year, {RequestState::refused, "", "先补函"}, "linyan", today);
  ASSERT_TRUE(refused);
  EXPECT_FALSE(refused->adjustment);
  EXPECT_EQ(refused->year.year_plan, yuan(30));
  const auto approved = decide_request(request, year, approval, "linyan", today);
  ASSERT_TRUE(approved);
  EXPECT_EQ(approved->stage, Stage::stopped);
  EXPECT_EQ(approved->year.year_plan, yuan(6));
  EXPECT_EQ(approved->adjustment->year_plan_before, yuan(30));
  EXPECT_EQ(approved->adjustment->year_plan_after, yuan(6));
  EXPECT_EQ(code_of_refusal(decide_request(approved->request, year, approval, "guning", today)),
            "project.adjustment_decided");
  // Without a plan named the year's stays.
  const auto plain = decide_request(request_of(AdjustmentKind::stopped, std::nullopt), year, approval, "linyan", today);
  EXPECT_EQ(plain->year.year_plan, yuan(30));
  const auto added = decide_request(request_of(AdjustmentKind::added, yuan(5)), {}, approval, "linyan", today);
  EXPECT_EQ(added->adjustment->year_plan_before, std::nullopt);
  EXPECT_EQ(added->stage, std::nullopt);
}

Project named(const char* id, const char* parent = "") {
  Project project;
  project.id.value = id;
  if (*parent != '\0') project.parent = Id<Project>{parent};
  return project;
}

ProjectYear year_of_project(const char* id, std::int64_t plan, std::int64_t actual) {
  ProjectYear year;
  year.project.value = id;
  year.year = 2026;
  year.year_plan = yuan(plan);
  year.actual[0] = yuan(actual);
  return year;
}

Adjustment adjusted(const char* id, AdjustmentKind kind, std::optional<Money> before, int day) {
  Adjustment adjustment;
  adjustment.project.value = id;
  adjustment.kind = kind;
  adjustment.approved_on = date_of(2026, 3, day);
  adjustment.year_plan_before = before;
  return adjustment;
}

TEST(DenominatorTest, old_and_new_stand_side_by_side) {
  const std::vector projects{named("A"), named("B"), named("B1", "B"), named("C"), named("D"), named("E")};
  const std::vector years{year_of_project("A", 10, 8), year_of_project("B", 6, 6), year_of_project("C", 5, 0),
                          year_of_project("D", 7, 1), year_of_project("E", 2, 0)};
  std::vector<Adjustment> adjustments{
      // B was cut twice; what it began with counts.
      adjusted("B", AdjustmentKind::stopped, yuan(20), 9), adjusted("B", AdjustmentKind::postponed, yuan(30), 2),
      adjusted("C", AdjustmentKind::added, std::nullopt, 5), adjusted("D", AdjustmentKind::moved_out, yuan(7), 5)};
  adjustments.push_back(adjusted("E", AdjustmentKind::moved_out, yuan(2), 1));
  adjustments.back().approved_on = date_of(2025, 3, 1);  // gone before the year began
  const Denominators found =
      denominators_of(2026, {projects, years, adjustments}, {date_of(2026, 3, 31), projects, years});
  EXPECT_EQ(found.original.projects, 3);  // A, B, D
  EXPECT_EQ(found.original.plan, yuan(10 + 30 + 7));
  EXPECT_EQ(found.original.invested, yuan(8 + 6 + 1));
  EXPECT_EQ(found.adjusted.projects, 3);  // A, B, C
  EXPECT_EQ(found.adjusted.plan, yuan(10 + 6 + 5));
  EXPECT_EQ(found.adjusted.invested, yuan(8 + 6));
  ASSERT_EQ(found.adjustments.size(), 4U);
  EXPECT_EQ(found.adjustments[0].approved_on, date_of(2026, 3, 2));
  EXPECT_EQ(Denominator{}.completion(), std::nullopt);
}

TEST(DenominatorTest, a_list_is_fixed_at_the_end_of_march_or_thirty_days_after_its_first_plan) {
  EXPECT_EQ(list_fixed_on(2026, date_of(2025, 11, 3)), date_of(2026, 3, 31));
  EXPECT_EQ(list_fixed_on(2026, date_of(2026, 1, 5)), date_of(2026, 3, 31));
  EXPECT_EQ(list_fixed_on(2026, date_of(2026, 9, 1)), date_of(2026, 10, 1));  // an office that begins in autumn
}

struct PlanCase {
  const char* told;
  std::int64_t fixed_plan;  // -1: not in the ledger yet on the day the list was fixed
  std::int64_t plan;        // now
  std::optional<Adjustment> adjustment;
  std::int64_t original;  // -1: not in it
  std::int64_t adjusted;
};

TEST(DenominatorTest, the_original_one_is_the_list_as_it_was_fixed) {
  const auto approved = [](AdjustmentKind kind, std::optional<Money> before, Date on) {
    Adjustment adjustment = adjusted("A", kind, before, 1);
    adjustment.approved_on = on;
    return adjustment;
  };
  const PlanCase cases[] = {
      {"nothing happened", 10, 10, std::nullopt, 10, 10},
      {"the plan was raised in June by an edit", 10, 15, std::nullopt, 10, 15},
      {"the plan was corrected in the first days", 12, 12, std::nullopt, 12, 12},
      {"added in May by 增补", -1, 5, approved(AdjustmentKind::added, std::nullopt, date_of(2026, 5, 8)), -1, 5},
      {"added in February by 增补", 5, 5, approved(AdjustmentKind::added, std::nullopt, date_of(2026, 2, 8)), -1, 5},
      {"created in May without an adjustment", -1, 5, std::nullopt, -1, 5},
      {"moved out in July", 10, 10, approved(AdjustmentKind::moved_out, yuan(10), date_of(2026, 7, 2)), 10, -1},
      {"edited in May, stopped in June", 10, 4, approved(AdjustmentKind::stopped, yuan(13), date_of(2026, 6, 2)), 10,
       4},
      {"stopped in February", 4, 4, approved(AdjustmentKind::stopped, yuan(13), date_of(2026, 2, 2)), 13, 4},
  };
  for (const PlanCase& one : cases) {
    SCOPED_TRACE(one.told);
    const std::vector projects{named("A")};
    const std::vector years{year_of_project("A", one.plan, 1)};
    std::vector<Adjustment> adjustments;
    if (one.adjustment) adjustments.push_back(*one.adjustment);
    Opening opening{date_of(2026, 3, 31), {}, {}};
    if (one.fixed_plan >= 0) opening.projects = projects, opening.years = {year_of_project("A", one.fixed_plan, 0)};
    const Denominators found = denominators_of(2026, {projects, years, adjustments}, opening);
    EXPECT_EQ(found.original.projects, one.original < 0 ? 0 : 1);
    EXPECT_EQ(found.original.plan, yuan(std::max<std::int64_t>(one.original, 0)));
    EXPECT_EQ(found.adjusted.projects, one.adjusted < 0 ? 0 : 1);
    EXPECT_EQ(found.adjusted.plan, yuan(std::max<std::int64_t>(one.adjusted, 0)));
  }
}

}  // namespace
}  // namespace guatu::project

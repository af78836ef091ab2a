// SPDX-License-Identifier: Apache-2.0
#include "feature/form/form.hpp"

#include <gtest/gtest.h>

#include "feature/form/form_period.hpp"

namespace guatu::form {
namespace {

const Date kToday = date_of(2026, 9, 21);

unit::Unit unit_of(const char* id) {
  unit::Unit unit;
  unit.id.value = unit.name = id;
  return unit;
}

std::vector<unit::Unit> units() { return {unit_of("U17"), unit_of("U18")}; }

FieldCatalog catalog() {
  return {{"project_year", "项目月度投资", "actual", {"完成", "完成投资", "本月完成投资"}, FieldColumns::by_month},
          {"project_year", "项目月度投资", "progress_text", {"形象进度"}},
          {"project_year", "项目月度投资", "cumulative_actual", {"累计完成"}, FieldColumns::none},
          {"enterprise", "企业名录", "product", {"主要产品"}}};
}

Form form_of(const char* id, std::vector<std::string> fields, const char* layout = "project_year") {
  Form form;
  form.id.value = id;
  form.name = "表" + std::string(id);
  form.layout = layout;
  form.fields = std::move(fields);
  form.units = {{"U18"}};
  form.starts_on = date_of(2026, 1, 1);
  form.ends_on = date_of(2026, 12, 31);
  form.proposed_by = "linyan";
  form.proposed_on = date_of(2026, 1, 5);
  return form;
}

std::vector<std::string> told(const std::vector<Problem>& problems) {
  std::vector<std::string> codes;
  for (const Problem& problem : problems) codes.push_back(problem.place + " " + problem.code);
  return codes;
}

template <class T>
std::vector<std::string> refused(const Result<T>& result) {
  return result ? std::vector<std::string>() : told(result.error().problems);
}

using Codes = std::vector<std::string>;

TEST(FormTest, accepts) {
  EXPECT_TRUE(check_form(form_of("B-1_a", {"actual"}), catalog(), units()));
  EXPECT_TRUE(check_form(form_of("B1", {"困难诉求"}, ""), catalog(), units()));
  const Form open = approve(form_of("B1", {"actual"}), "guning", kToday).value();
  EXPECT_EQ(open.state, FormState::open);
  EXPECT_TRUE(open.is_running(kToday));
  EXPECT_FALSE(open.is_running(date_of(2027, 1, 1)));
  EXPECT_FALSE(open.is_running(date_of(2025, 12, 31)));
  EXPECT_FALSE(form_of("B1", {"actual"}).is_running(kToday));
  const Form august = close(open, {"已汇总", Month(2026, 8)}, "linyan", kToday).value();
  EXPECT_EQ(august.state, FormState::open);
  EXPECT_FALSE(is_period_open(august, Month(2026, 8)));
  EXPECT_TRUE(is_period_open(august, Month(2026, 9)));
  EXPECT_TRUE(is_period_open(open, Month(2026, 8)));
  EXPECT_FALSE(is_period_open(open, Month(2027, 1)));
  EXPECT_FALSE(is_period_open(open, Month(2025, 12)));
  EXPECT_EQ(close(august, {"不再需要", {}}, "linyan", kToday)->state, FormState::closed);
  EXPECT_EQ(close(form_of("B1", {"actual"}), {"不批", {}}, "linyan", kToday)->state, FormState::closed);
  const Form again = propose_again(open, form_of("B1", {"actual", "progress_text"}), "guning", kToday).value();
  EXPECT_EQ(again.state, FormState::proposed);
  EXPECT_EQ(again.edition, 2);
  EXPECT_EQ(again.proposed_by, "guning");
  EXPECT_TRUE(again.approved_by.empty());
}

TEST(FormTest, refuses) {
  Form bad = form_of("表一", {"actual", "actual", "satisfaction"});
  bad.units = {{"U18"}, {"U99"}, {"U18"}};
  bad.ends_on = date_of(2025, 1, 1);
  EXPECT_EQ(refused(check_form(bad, catalog(), units())),
            (Codes{"id form.bad_id", "ends_on form.ends_before_start", "fields[1] form.named_twice",
                   "fields[2] form.unknown_field", "units[1] form.unknown_unit", "units[2] form.named_twice"}));
  Form empty = form_of("burden", {}, "observation");
  empty.units.clear();
  EXPECT_EQ(refused(check_form(empty, catalog(), units())),
            (Codes{"id form.bad_id", "fields form.no_fields", "layout form.unknown_layout", "units form.no_units"}));
  EXPECT_EQ(refused(approve(form_of("B1", {"actual"}), "linyan", kToday)), Codes{" form.own_proposal"});
  const Form open = approve(form_of("B1", {"actual"}), "guning", kToday).value();
  EXPECT_EQ(refused(approve(open, "guning", kToday)), Codes{" form.wrong_state"});
  EXPECT_EQ(refused(close(form_of("B1", {"actual"}), {"早", Month(2026, 8)}, "linyan", kToday)),
            Codes{" form.wrong_state"});
  const Form closed = close(open, {"不再需要", {}}, "linyan", kToday).value();
  EXPECT_EQ(refused(close(closed, {"再来", {}}, "linyan", kToday)), Codes{" form.wrong_state"});
  EXPECT_EQ(refused(propose_again(closed, open, "linyan", kToday)), Codes{" form.wrong_state"});
  const Form august = close(open, {"已汇总", Month(2026, 8)}, "linyan", kToday).value();
  EXPECT_EQ(refused(close(august, {"再来", Month(2026, 8)}, "linyan", kToday)), Codes{"through form.closed_already"});
}

TEST(FormTest, tells_what_is_held_already) {
  const Form first = approve(form_of("B1", {"actual"}), "guning", kToday).value();
  EXPECT_EQ(told(find_held(first, catalog(), {first}, kToday)), Codes{});
  // The same field of the same units again, by its code or by the words of the register.
  EXPECT_EQ(told(find_held(form_of("B2", {"progress_text", "actual"}), catalog(), {first}, kToday)),
            Codes{"actual form.field_asked_twice"});
  EXPECT_EQ(
      told(find_held(form_of("B3", {"本月 完成投资", "主要产品", "困难诉求"}, ""), catalog(), {first}, kToday)),
      (Codes{"本月 完成投资 form.field_held", "本月 完成投资 form.field_asked_twice", "主要产品 form.field_held"}));
  // Words on paper are compared with words on paper.
  const Form paper = form_of("B4", {"困难诉求"}, "");
  EXPECT_EQ(told(find_held(form_of("B5", {"困难 诉求"}, ""), catalog(), {paper}, kToday)),
            Codes{"困难 诉求 form.field_asked_twice"});
  // Neither other units, nor a closed form, nor one that is over.
  Form elsewhere = form_of("B6", {"actual"});
  elsewhere.units = {{"U17"}};
  EXPECT_EQ(told(find_held(elsewhere, catalog(), {first}, kToday)), Codes{});
  const Form closed = close(first, {"不再需要", {}}, "linyan", kToday).value();
  EXPECT_EQ(told(find_held(form_of("B2", {"actual"}), catalog(), {closed}, kToday)), Codes{});
  EXPECT_EQ(told(find_held(form_of("B2", {"actual"}), catalog(), {first}, date_of(2027, 2, 1))), Codes{});
}

project::Project project_of(const char* id, const char* unit, const char* parent = "") {
  project::Project project;
  project.id.value = id;
  project.responsible = Id<unit::Unit>{unit};
  if (*parent != '\0') project.parent = Id<project::Project>{parent};
  return project;
}

TEST(FormTest, counts_the_cells_that_a_unit_is_asked_for) {
  AskedRows rows;
  rows.projects = {project_of("A", "U18"), project_of("A-1", "U18", "A"), project_of("B", "U18"),
                   project_of("C", "U17")};
  project::Milestone milestone;
  milestone.project.value = "A";
  project::Milestone done = milestone;
  done.actual = kToday;
  project::Milestone foreign = milestone;
  foreign.project.value = "C";
  rows.milestones = {milestone, done, foreign};
  matter::Matter matter;
  matter.lead = Id<unit::Unit>{"U18"};
  matter.state = matter::State::working;
  matter::Matter other = matter;
  other.lead = Id<unit::Unit>{"U17"};
  rows.matters = {matter, matter, other};
  const Id<unit::Unit> unit{"U18"};
  const auto count = [&](const Form& form) { return count_cells(form, catalog(), rows, unit); };
  EXPECT_EQ(count(form_of("B1", {"actual", "progress_text"})), 4);
  EXPECT_EQ(count_cells(form_of("B1", {"actual"}), catalog(), rows, {"U17"}), 0) << "it is not asked";
  EXPECT_EQ(count(form_of("B1", {"entered", "actual"}, "milestone")), 2);
  EXPECT_EQ(count(form_of("B1", {"latest_report"}, "matter_change")), 2);
  EXPECT_EQ(count(form_of("B1", {"困难", "诉求", "建议"}, "")), 3);
  // The columns that the template really has: a figure of each month, and none for what is computed.
  Form yearly = form_of("B1", {"actual", "progress_text", "cumulative_actual"});
  yearly.frequency = Frequency::year;
  EXPECT_EQ(count(yearly), 2 * (12 + 1));
  yearly.frequency = Frequency::quarter;
  EXPECT_EQ(count(yearly), 2 * (3 + 1));
  yearly.frequency = Frequency::week;
  EXPECT_EQ(count(yearly), 2 * (1 + 1));
}

TEST(FormTest, nobody_is_asked_about_a_project_that_owes_no_months) {
  AskedRows rows;
  for (const auto& stage : project::kStages) {
    rows.projects.push_back(project_of(std::string(stage.code).c_str(), "U18"));
    rows.projects.back().stage = stage.value;
    project::Milestone milestone;
    milestone.project = rows.projects.back().id;
    rows.milestones.push_back(milestone);
  }
  const auto count = [&](const char* layout) {
    return count_cells(form_of("B1", {"progress_text"}, layout), catalog(), rows, {"U18"});
  };
  EXPECT_EQ(count("project_year"), 5) << "neither the stopped one nor the three that are finished";
  EXPECT_EQ(count("milestone"), 5);
  project::Adjustment out;
  out.project.value = "continuing";
  out.kind = project::AdjustmentKind::moved_out;
  rows.reporting = project::Reporting({out}, kToday);
  EXPECT_EQ(count("project_year"), 4);
}

TEST(FormTest, periods_are_offered_by_frequency) {
  Form form = form_of("B1", {"actual"});
  const auto open = [&](Frequency frequency) {
    form.frequency = frequency;
    return open_periods(form, kToday);
  };
  EXPECT_EQ(open(Frequency::week), (Codes{"2026-09-21", "2026-09-14", "2026-09-07"}));
  EXPECT_EQ(open(Frequency::half_month), (Codes{"2026-09-16", "2026-09-01", "2026-08-16"}));
  EXPECT_EQ(open(Frequency::month), (Codes{"2026-09", "2026-08", "2026-07"}));
  EXPECT_EQ(open(Frequency::quarter), (Codes{"2026-Q3", "2026-Q2", "2026-Q1"}));
  EXPECT_EQ(open(Frequency::year), Codes{"2026"});
  EXPECT_EQ(open(Frequency::once), Codes{"2026"});
  form.closed_through = Month(2026, 8);
  EXPECT_EQ(open(Frequency::week), (Codes{"2026-09-21", "2026-09-14", "2026-09-07"}));
  EXPECT_EQ(open(Frequency::month), Codes{"2026-09"});
  EXPECT_EQ(open(Frequency::quarter), Codes{"2026-Q3"});
  form.ends_on = date_of(2026, 10, 31);
  EXPECT_EQ(open(Frequency::year), Codes{"2026"}) << "it ends with the form";
  EXPECT_EQ(open(Frequency::quarter), Codes{"2026-Q3"}) << "the fourth one never ends in it";
  form.ends_on = date_of(2026, 9, 30);
  EXPECT_EQ(open(Frequency::once), Codes{"2026-09"});
}

TEST(FormTest, a_period_is_one_of_the_form) {
  Form form = form_of("B1", {"actual"});
  const auto found = [&](Frequency frequency, const char* text) {
    form.frequency = frequency;
    const auto period = find_period(form, text);
    if (!period) return std::string("none");
    return format_month(period->first) + " " + std::to_string(period->months()) + " " + format_month(period->due);
  };
  EXPECT_EQ(found(Frequency::week, "2026-09-21"), "2026-09 1 2026-09");
  EXPECT_EQ(found(Frequency::week, "2026-09-22"), "none");  // a Tuesday
  EXPECT_EQ(found(Frequency::week, "2026-09"), "none");
  EXPECT_EQ(found(Frequency::half_month, "2026-09-16"), "2026-09 1 2026-09");
  EXPECT_EQ(found(Frequency::half_month, "2026-09-15"), "none");
  EXPECT_EQ(found(Frequency::month, "2026-09"), "2026-09 1 2026-09");
  EXPECT_EQ(found(Frequency::month, "2026"), "none");
  EXPECT_EQ(found(Frequency::quarter, "2026-Q3"), "2026-07 3 2026-09");
  EXPECT_EQ(found(Frequency::quarter, "2026-Q5"), "none");
  EXPECT_EQ(found(Frequency::quarter, "2026-09"), "none");
  EXPECT_EQ(found(Frequency::year, "2026"), "2026-01 12 2026-12");
  EXPECT_EQ(found(Frequency::once, "2026"), "2026-01 12 2026-12");
  EXPECT_EQ(found(Frequency::month, "八月"), "none");
  EXPECT_EQ(found(Frequency::month, ""), "none");
}

TEST(FormTest, periods_fall_into_months) {
  Form form = form_of("B1", {"actual"});
  const auto in = [&](Frequency frequency, Month month) {
    form.frequency = frequency;
    return periods_in(form, month);
  };
  EXPECT_EQ(in(Frequency::week, Month(2026, 8)), 5);
  EXPECT_EQ(in(Frequency::week, Month(2026, 9)), 4);
  EXPECT_EQ(in(Frequency::half_month, Month(2026, 9)), 2);
  EXPECT_EQ(in(Frequency::month, Month(2026, 9)), 1);
  EXPECT_EQ(in(Frequency::month, Month(2027, 1)), 0);
  EXPECT_EQ(in(Frequency::quarter, Month(2026, 9)), 1);
  EXPECT_EQ(in(Frequency::quarter, Month(2026, 8)), 0);
  EXPECT_EQ(in(Frequency::year, Month(2026, 12)), 1);
  EXPECT_EQ(in(Frequency::year, Month(2026, 9)), 0);
  EXPECT_EQ(in(Frequency::once, Month(2026, 12)), 1);
  EXPECT_EQ(in(Frequency::once, Month(2026, 9)), 0);
}

}  // namespace
}  // namespace guatu::form

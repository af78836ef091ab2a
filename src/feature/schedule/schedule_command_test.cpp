// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/schedule/compute.hpp"
#include "engine/schedule/figures.hpp"
#include "feature/schedule/answer.hpp"
#include "feature/schedule/conversion_actions.hpp"
#include "format/network/earned_table.hpp"
#include "tests/support/golden.hpp"

namespace guatu::schedule {
namespace {

// One line an activity: dates, total and free slack in days, what drives it.
std::string table_of(const LoadedSchedule& loaded, const Schedule& computed) {
  std::string out;
  for (Index i = 0; i < loaded.activities.size(); ++i) {
    const WorkCalendar& calendar = loaded.network.calendars[loaded.network.activities[i].calendar];
    const Dates& dates = computed.dates[i];
    out += fmt::format("{} {} {} | {} {} | {} {}{} | {}\n", loaded.activities[i].id, local_time(dates.early_start),
                       local_time(dates.early_finish), local_time(dates.late_start), local_time(dates.late_finish),
                       in_days(calendar, computed.total_float[i]), in_days(calendar, computed.free_float[i]),
                       computed.critical[i] != 0 ? " critical" : "", driver_text(loaded, computed.driver[i]));
  }
  return out;
}

TEST(Schedule, GoldenNetworks) {
  testing::check_golden("schedule", [](const std::string& input) {
    const bool psplib = input.find("PRECEDENCE RELATIONS") != std::string::npos;
    const auto loaded = psplib ? load_psplib(input) : load_csv(input);
    if (!loaded) return loaded.error().problems.front().place + " " + loaded.error().problems.front().code + "\n";
    return table_of(*loaded, *compute(loaded->network));
  });
}

// Files saved by Microsoft Project and exported by Primavera, with the dates those computed; not part of the
// repository.
TEST(Schedule, AgreesWithTheSharedExamples) {
  const auto folder = testing::source_path("../shared/data/schedules");
  if (!std::filesystem::exists(folder)) GTEST_SKIP() << "no shared examples here";
  for (const auto& [name, compared] :
       {std::pair{"links_all_types_2013.xml", 17}, {"ozbuild16.xml", 20}, {"mdl4ra_62.xer", 62}}) {
    const auto loaded = load_schedule(testing::read_whole(folder / name), name);
    ASSERT_TRUE(loaded) << name;
    const Agreement agreement = compare_stored(*loaded, *compute(loaded->network));
    EXPECT_EQ(agreement.compared, static_cast<std::size_t>(compared)) << name;
    EXPECT_EQ(agreement.equal, agreement.compared) << name;
  }
}

constexpr const char* kSmallProject = R"(<Project xmlns="http://schemas.microsoft.com/project"><Name>示范</Name>
<StartDate>2026-03-02T08:00:00</StartDate><CalendarUID>1</CalendarUID><Calendars><Calendar><UID>1</UID>
<Name>Standard</Name><WeekDays/></Calendar></Calendars><Tasks><Task><UID>1</UID><ID>1</ID><Name>甲</Name>
<OutlineLevel>1</OutlineLevel><Duration>PT16H0M0S</Duration><DurationFormat>7</DurationFormat>
<EarlyStart>2026-03-02T08:00:00</EarlyStart><EarlyFinish>2026-03-03T17:00:00</EarlyFinish>
<LateStart>2026-03-02T08:00:00</LateStart><LateFinish>2026-03-04T08:00:00</LateFinish></Task><Task>
<UID>2</UID><ID>2</ID><IsNull>1</IsNull></Task><Task><UID>3</UID><ID>3</ID><Name>乙</Name>
<OutlineLevel>1</OutlineLevel><Duration>PT24H0M0S</Duration><DurationFormat>8</DurationFormat>
<EarlyStart>2026-03-04T17:00:00</EarlyStart><EarlyFinish>2026-03-05T17:00:00</EarlyFinish>
<PredecessorLink><PredecessorUID>1</PredecessorUID><Type>1</Type><LinkLag>4800</LinkLag>
<LagFormat>7</LagFormat></PredecessorLink></Task><Task><UID>4</UID><ID>4</ID><Name>丙</Name>
<OutlineLevel>1</OutlineLevel><Duration>PT8H0M0S</Duration><Start>2026-03-09T08:00:00</Start>
<Finish>2026-03-11T17:00:00</Finish><EarlyStart>2026-03-09T08:00:00</EarlyStart>
<EarlyFinish>2026-03-11T17:00:00</EarlyFinish></Task></Tasks></Project>)";

TEST(Schedule, ComparesStoredDatesAndSaysWhyNot) {
  const LoadedSchedule loaded = *load_mspdi(kSmallProject);
  ASSERT_EQ(loaded.activities.size(), 3U);
  Schedule computed = *compute(loaded.network);
  const Agreement agreement = compare_stored(loaded, computed);
  const Moment computed_late = computed.dates[2].late_finish;
  show_stored_where_kept(loaded, computed);
  EXPECT_EQ(computed.dates[2].early_finish, loaded.activities[2].stored.early_finish);
  EXPECT_EQ(computed.dates[2].late_finish, computed_late);                // the file has none
  EXPECT_EQ(agreement.activities[0].why_not, "late_start, late_finish");  // the last task ends on 11 March
  EXPECT_EQ(agreement.activities[1].verdict, Verdict::agrees);
  EXPECT_EQ(agreement.activities[2].why_not, "split");
  EXPECT_EQ(agreement.compared, 2U);
  EXPECT_EQ(agreement.equal, 1U);
}

TEST(Schedule, AnswersWithTheDocumentedJson) {
  const LoadedSchedule loaded = *load_mspdi(kSmallProject);
  const Schedule computed = *compute(loaded.network);
  const std::string json = compute_json(loaded, computed, compare_stored(loaded, computed));
  EXPECT_THAT(
      json, ::testing::StartsWith(R"({"project":"示范","policy":"msp","data_date":null,"tasks":[{"id":"1","name":"甲",)"
                                  R"("summary":false,"milestone":false,)"
                                  R"("early_start":"2026-03-02T08:00","early_finish":"2026-03-03T17:00",)"));
  EXPECT_THAT(json, ::testing::HasSubstr(R"("driver":"link 1 FS+480min","stored":{"early_start":"2026-03-04T17:00")"));
  EXPECT_THAT(json, ::testing::EndsWith(R"("agreement":{"compared":2,"equal":1}})"));
}

TEST(Schedule, WritesMspdiThatComputesToTheSameDates) {
  const std::string csv =
      "# start: 2026-03-02\n# calendar a: mon-sat 07:00-11:00 12:00-16:00\n# off a: 2026-03-05..2026-03-07\n"
      "id,parent,duration,predecessors,constraint,constraint_date,deadline\nS,,,,,,\nA,S,3d,,,,\nB,S,2ed,A SS+50%,,,\n"
      "C,,4d,S FS-1d; B FF+1ed,snet,2026-03-03,2026-03-20\n";
  const LoadedSchedule loaded = *load_csv(csv);
  const Schedule computed = *compute(loaded.network);
  const LoadedSchedule again = *load_mspdi(to_mspdi(loaded, computed));
  const Agreement agreement = compare_stored(again, *compute(again.network));
  EXPECT_EQ(agreement.compared, 4U);
  for (std::size_t i = 0; i < again.activities.size(); ++i)
    EXPECT_EQ(agreement.activities[i].why_not, "") << again.activities[i].id;
}

TEST(Schedule, ThePolicyCanBeChosen) {
  LoadedSchedule loaded = *load_csv("# start: 2026-03-02\n# data_date: 2026-03-09\nid,duration\nA,2d\n");
  EXPECT_EQ(local_time(compute(loaded.network)->dates[0].early_start), "2026-03-02T08:00");
  set_policy(loaded, Policy::primavera);
  EXPECT_EQ(local_time(compute(loaded.network)->dates[0].early_start), "2026-03-09T08:00");
}

TEST(Schedule, TellsFormatsApart) {
  EXPECT_EQ(format_of("ERMHDR\t8.0", "x"), SourceFormat::xer);
  EXPECT_EQ(format_of("\xEF\xBB\xBF<?xml", "x"), SourceFormat::mspdi);
  EXPECT_EQ(format_of("id,duration", "x.csv"), SourceFormat::csv);
  EXPECT_EQ(format_of("***\nPRECEDENCE RELATIONS:", "x"), SourceFormat::psplib);
}

TEST(Schedule, TextNamesTheDriver) {
  const LoadedSchedule loaded = *load_csv(
      "# start: 2026-03-02\nid,name,duration,predecessors,baseline_start,baseline_finish\nA,土方,2d,,,\n"
      "B,基础,1d,A,2026-03-02,2026-03-02\n");
  const Schedule computed = *compute(loaded.network);
  const std::string text = compute_text(loaded, computed, compare_stored(loaded, computed), Wording::chinese);
  EXPECT_THAT(text, ::testing::HasSubstr("B 基础  2026-03-04 08:00 → 2026-03-04 17:00  0.0  link A FS"));
  EXPECT_THAT(text, ::testing::HasSubstr("B 基础  +2.0"));
}

TEST(Schedule, ReadsEarnedTables) {
  using network::read_earned_csv;
  const network::EarnedTable table = *read_earned_csv("期,计划值,挣值\n1,100,60\n2,\"1,300\",100\n3,1500,\n");
  const EarnedReport report = *earned_schedule({table.planned, table.earned, table.spent});
  EXPECT_EQ(report.planned_duration, 3);
  EXPECT_EQ(report.periods.size(), 2U);
  EXPECT_THAT(earned_json(report), ::testing::HasSubstr(R"("es":0.6000)"));
  EXPECT_EQ(read_earned_csv("a,b\n").error().problems.front().code, "network.no_header");
  EXPECT_EQ(read_earned_csv("pv\nx\n").error().problems.front().code, "network.not_a_figure");
  EXPECT_EQ(read_earned_csv("pv,ev\n1,\n2,1\n").error().problems.front().code, "network.figures_with_holes");
}

TEST(Schedule, WbsSummariesHoldWhatLiesBelowThem) {
  const LoadedSchedule loaded = *load_xer(
      "ERMHDR\t19\n%T\tPROJECT\n%F\tproj_id\tlast_recalc_date\n%R\t1\t2026-03-02 08:00\n%T\tPROJWBS\n"
      "%F\twbs_id\tparent_wbs_id\n%R\t10\t\n%R\t11\t10\n%T\tTASK\n"
      "%F\ttask_id\tproj_id\twbs_id\ttask_type\tstatus_code\ttask_code\tremain_drtn_hr_cnt\n"
      "%R\t1\t1\t11\tTT_WBS\tTK_NotStart\tinner\t0\n%R\t2\t1\t10\tTT_WBS\tTK_NotStart\touter\t0\n"
      "%R\t3\t1\t11\tTT_Task\tTK_NotStart\tA\t16\n%R\t4\t1\t10\tTT_Task\tTK_NotStart\tB\t8\n"
      "%R\t5\t1\t10\tTT_LOE\tTK_NotStart\tL\t8\n%T\tTASKPRED\n%F\ttask_id\tpred_task_id\tpred_type\n"
      "%R\t4\t3\tPR_FS\n%R\t5\t3\tPR_SS\n%R\t5\t4\tPR_FF\n%E\n");
  const Schedule computed = *compute(loaded.network);
  std::map<std::string, std::string> spans;
  for (Index i = 0; i < loaded.activities.size(); ++i)
    spans[loaded.activities[i].id] =
        local_time(computed.dates[i].early_start) + " " + local_time(computed.dates[i].early_finish);
  EXPECT_EQ(spans["inner"], "2026-03-02T08:00 2026-03-03T16:00");
  EXPECT_EQ(spans["outer"], "2026-03-02T08:00 2026-03-04T16:00");
  EXPECT_EQ(spans["L"], "2026-03-02T08:00 2026-03-04T16:00");
}

TEST(Schedule, RefusesEmptyFilesAndCircles) {
  EXPECT_EQ(load_csv("id,duration\n").error().problems.front().code, "schedule.empty");
  EXPECT_EQ(load_csv("id,parent\nA,B\nB,A\n").error().problems.front().code, "schedule.parents_in_a_circle");
  EXPECT_EQ(load_mspdi("<Project/>").error().problems.front().code, "schedule.empty");
  EXPECT_EQ(load_xer("ERMHDR\n%E").error().problems.front().code, "schedule.empty");
}

}  // namespace
}  // namespace guatu::schedule

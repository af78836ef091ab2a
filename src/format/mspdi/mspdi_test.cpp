// SPDX-License-Identifier: Apache-2.0
#include "format/mspdi/mspdi.hpp"

#include <gtest/gtest.h>

#include "base/date.hpp"

namespace guatu::mspdi {
namespace {

std::int32_t day_number(int year, int month, int day) {
  return static_cast<std::int32_t>(date_of(year, month, day).time_since_epoch().count());
}

TEST(MspdiTime, ReadsTimesAndDurations) {
  EXPECT_EQ(*parse_time("1970-01-02T08:00:00"), 14'400 + 4800);
  EXPECT_EQ(*parse_time("1970-01-01T23:59:59"), 14'399);  // stays in its day
  EXPECT_EQ(*parse_time("1969-12-31T00:00:00"), -14'400);
  for (const char* text : {"NA", "", "2026-02-30T08:00:00", "2026-01-01T99:00:00"})
    EXPECT_FALSE(parse_time(text)) << text;
  EXPECT_EQ(*parse_duration("PT80H0M0S"), 48'000);
  EXPECT_EQ(*parse_duration("PT0H33M36S"), 336);
  EXPECT_EQ(*parse_duration("P2DT1H"), 2 * 14'400 + 600);
  EXPECT_EQ(*parse_duration("-PT8H0M0S"), -4800);
  for (const char* text : {"", "8h", "PTxH", "PT99999999999999H"}) EXPECT_FALSE(parse_duration(text)) << text;
  for (const Tenths time : {Tenths{0}, Tenths{14'400 * 20'000 + 4801}, Tenths{-1}})
    EXPECT_EQ(parse_time(format_time(time)), time);
  EXPECT_EQ(parse_duration(format_duration(4807)), 4807);
}

struct Refusal {
  const char* why;
  std::string text;
  const char* place;
  const char* code;
};

std::string deep(int levels) {
  std::string text;
  for (int i = 0; i < levels; ++i) text += i == 0 ? "<Project>" : "<a>";
  return text;
}

TEST(Mspdi, Refuses) {
  for (const Refusal& row : {
           Refusal{"nothing", "", "line 1", "mspdi.not_xml"},
           Refusal{"cut off", "<Project>\n<Tasks>\n<Task><UID>1", "line 3", "mspdi.not_xml"},
           Refusal{"another document", "<APIBusinessObjects/>", "line 1", "mspdi.not_a_project"},
           Refusal{"entities", "<!DOCTYPE Project [<!ENTITY a \"b\">]>\n<Project>&a;</Project>", "line 1",
                   "mspdi.document_type"},
           Refusal{"too deep", deep(100), "line 1", "mspdi.too_deep"},
           Refusal{"a huge text", "<Project><Name>" + std::string(2'000'000, 'x') + "</Name></Project>", "line 1",
                   "mspdi.text_too_long"},
       }) {
    const auto project = read_mspdi(row.text);
    ASSERT_FALSE(project) << row.why;
    EXPECT_EQ(project.error().problems.front().code, row.code) << row.why;
    EXPECT_EQ(project.error().problems.front().place, row.place) << row.why;
  }
}

TEST(Mspdi, ReadsTasksLinksAndAssignments) {
  const Project project = *read_mspdi(
      "<Project "
      "xmlns='http://schemas.microsoft.com/project'><Name>p</Name><HonorConstraints>0</HonorConstraints><Tasks>"
      "<Task><UID>7</UID><Name>x</Name><Active>true</Active><Duration>PT8H0M0S</Duration><TotalSlack>4800</TotalSlack>"
      "<PredecessorLink><PredecessorUID>3</PredecessorUID><Type>3</Type><LinkLag>-600</LinkLag><LagFormat>5</"
      "LagFormat></PredecessorLink>"
      "<ExtendedAttribute><UID>99</UID></ExtendedAttribute><Baseline><Number>0</Number><Start>2026-01-05T08:00:00</"
      "Start></Baseline>"
      "</Task></Tasks><Assignments><Assignment><TaskUID>7</TaskUID><Units>0.5</Units><Work>PT4H0M0S</Work></"
      "Assignment></Assignments></Project>");
  ASSERT_EQ(project.tasks.size(), 1U);
  EXPECT_EQ(project.tasks[0].uid, 7);  // not the attribute's
  EXPECT_EQ(project.tasks[0].duration, 4800);
  EXPECT_EQ(project.tasks[0].total_slack, 4800);
  EXPECT_EQ(project.tasks[0].links[0].lag, -600);
  EXPECT_TRUE(project.tasks[0].baselines[0].start);
  EXPECT_EQ(project.assignments[0].units, 0.5);
}

Project with_calendar(const std::string& inside, const std::string& second = {}) {
  return *read_mspdi("<Project><Calendars><Calendar><UID>1</UID>" + inside + "</Calendar>" + second +
                     "</Calendars></Project>");
}

const char* kWorkday =
    "<WorkingTimes><WorkingTime><FromTime>22:00:00</FromTime><ToTime>00:00:00</ToTime></WorkingTime></WorkingTimes>";

TEST(MspdiCalendar, MidnightIsTheEndOfTheDay) {
  const PlainCalendar plain =
      *plain_calendar(with_calendar(std::string("<WeekDays><WeekDay><DayType>1</DayType><DayWorking>1</DayWorking>") +
                                    kWorkday + "</WeekDay></WeekDays>"),
                      1);
  ASSERT_EQ(plain.week[6].size(), 1U);  // day type 1 is Sunday
  EXPECT_EQ(plain.week[6][0].from, 1320);
  EXPECT_EQ(plain.week[6][0].to, 1440);
  EXPECT_EQ(plain.week[0].size(), 2U);  // days it does not name are the standard week's
}

TEST(MspdiCalendar, ExceptionsAreReadOnceAndMakeUpDaysWork) {
  const std::string twice =
      "<WeekDays><WeekDay><DayType>0</DayType><DayWorking>0</DayWorking><TimePeriod><FromDate>2026-10-01T00:00:00</"
      "FromDate>"
      "<ToDate>2026-12-31T23:59:00</ToDate></TimePeriod></WeekDay></WeekDays>"
      "<Exceptions><Exception><TimePeriod><FromDate>2026-10-01T00:00:00</FromDate><ToDate>2026-10-07T23:59:00</"
      "ToDate></TimePeriod>"
      "<Type>1</Type><DayWorking>0</DayWorking></Exception><Exception><TimePeriod><FromDate>2026-10-10T00:00:00</"
      "FromDate>"
      "<ToDate>2026-10-10T23:59:00</ToDate></TimePeriod><Type>1</Type><DayWorking>1</DayWorking>" +
      std::string(kWorkday) + "</Exception></Exceptions>";
  const PlainCalendar plain = *plain_calendar(with_calendar(twice), 1);
  EXPECT_EQ(plain.differing_days.size(), 8U);
  EXPECT_EQ(plain.differing_days.at(day_number(2026, 10, 10)).size(), 1U);
}

struct Recurrence {
  const char* what;
  const char* fields;
  std::vector<std::int32_t> days;
};

TEST(MspdiCalendar, WorksOutRecurringExceptions) {
  for (const Recurrence& row : {
           Recurrence{"every second Tuesday and Friday",
                      "<Type>6</Type><Period>2</Period><DaysOfWeek>36</DaysOfWeek>",
                      {day_number(2026, 1, 2), day_number(2026, 1, 13), day_number(2026, 1, 16),
                       day_number(2026, 1, 27), day_number(2026, 1, 30)}},
           Recurrence{"the 15th", "<Type>4</Type><Period>1</Period><MonthDay>15</MonthDay>", {day_number(2026, 1, 15)}},
           Recurrence{"the last Thursday",
                      "<Type>5</Type><Period>1</Period><MonthItem>7</MonthItem><MonthPosition>4</MonthPosition>",
                      {day_number(2026, 1, 29)}},
           Recurrence{"1 January of every year",
                      "<Type>2</Type><Month>0</Month><MonthDay>1</MonthDay>",
                      {day_number(2026, 1, 1)}},
           Recurrence{"the first weekday of January",
                      "<Type>3</Type><Month>0</Month><MonthItem>1</MonthItem><MonthPosition>0</MonthPosition>",
                      {day_number(2026, 1, 1)}},
           Recurrence{
               "every tenth day",
               "<Type>7</Type><Period>10</Period>",
               {day_number(2026, 1, 1), day_number(2026, 1, 11), day_number(2026, 1, 21), day_number(2026, 1, 31)}},
       }) {
    const PlainCalendar plain = *plain_calendar(
        with_calendar(std::string("<Exceptions><Exception><TimePeriod><FromDate>2026-01-01T00:00:00</FromDate>"
                                  "<ToDate>2026-01-31T23:59:00</ToDate></TimePeriod>") +
                      row.fields + "</Exception></Exceptions>"),
        1);
    std::vector<std::int32_t> days;
    for (const auto& [day, times] : plain.differing_days) days.push_back(day);
    EXPECT_EQ(days, row.days) << row.what;
  }
}

TEST(MspdiCalendar, InheritsFromItsBaseAndKeepsItsOwn) {
  const Project project = with_calendar(
      "<Exceptions><Exception><TimePeriod><FromDate>2026-05-01T00:00:00</FromDate><ToDate>2026-05-02T23:59:00</"
      "ToDate></TimePeriod>"
      "<DayWorking>0</DayWorking></Exception></Exceptions>",
      std::string("<Calendar><UID>2</UID><BaseCalendarUID>1</BaseCalendarUID><WeekDays><WeekDay><DayType>2</"
                  "DayType><DayWorking>0</DayWorking>"
                  "</WeekDay></WeekDays><Exceptions><Exception><TimePeriod><FromDate>2026-05-02T00:00:00</FromDate>"
                  "<ToDate>2026-05-02T23:59:00</ToDate></TimePeriod><DayWorking>1</DayWorking>") +
          kWorkday + "</Exception></Exceptions></Calendar>");
  const PlainCalendar plain = *plain_calendar(project, 2);
  EXPECT_TRUE(plain.week[0].empty());
  EXPECT_TRUE(plain.differing_days.at(day_number(2026, 5, 1)).empty());
  EXPECT_EQ(plain.differing_days.at(day_number(2026, 5, 2)).size(), 1U);
}

TEST(MspdiCalendar, RefusesEndlessExceptionsAndSurvivesCircles) {
  const std::string century =
      "<Exception><TimePeriod><FromDate>1950-01-01T00:00:00</FromDate><ToDate>2150-01-01T00:00:00</ToDate>"
      "</TimePeriod><DayWorking>0</DayWorking></Exception>";
  const std::string endless = "<Exceptions>" + century + century + century + "</Exceptions>";
  EXPECT_EQ(plain_calendar(with_calendar(endless), 1).error().problems.front().code, "mspdi.too_many");
  const Project circle = with_calendar("<BaseCalendarUID>2</BaseCalendarUID>",
                                       "<Calendar><UID>2</UID><BaseCalendarUID>1</BaseCalendarUID></Calendar>");
  EXPECT_TRUE(plain_calendar(circle, 1));
}

}  // namespace
}  // namespace guatu::mspdi

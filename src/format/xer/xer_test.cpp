// SPDX-License-Identifier: Apache-2.0
#include "format/xer/xer.hpp"

#include <gtest/gtest.h>

#include "base/date.hpp"

namespace guatu::xer {
namespace {

TEST(Xer, ReadsTablesInAnyOrderAndMissingColumns) {
  const File file = *read_xer(
      "ERMHDR\t19.12\t2026-03-02\r\n%T\tTASKPRED\r\n%F\tpred_type\ttask_id\tpred_task_id\tlag_hr_cnt\r\n%R\tPR_"
      "SS\t2\t1\t-16\r\n"
      "%T\tUNKNOWN\r\n%F\ta\r\n%R\t1\r\n%T\tTASK\r\n%F\ttask_id\ttask_name\tremain_drtn_hr_cnt\tearly_start_"
      "date\tstatus_code\r\n"
      "%R\t1\tone\t8,5\t2026-03-02 08:00\tTK_Active\r\n%R\t2\ttwo\r\n%E\r\n");
  EXPECT_EQ(file.version, "19.12");
  ASSERT_EQ(file.tasks.size(), 2U);
  EXPECT_EQ(file.tasks[0].remaining_hours, 8.5);  // some settings write a comma
  EXPECT_EQ(*file.tasks[0].early_start % 1440, 480);
  EXPECT_FALSE(file.tasks[1].remaining_hours);
  EXPECT_EQ(file.relationships[0].lag_hours, -16);
}

struct Refusal {
  const char* why;
  const char* text;
  const char* place;
  const char* code;
};

TEST(Xer, Refuses) {
  for (const Refusal& row : {
           Refusal{"nothing", "", "line 1", "xer.not_xer"},
           Refusal{"another file", "%T\tTASK\n", "line 1", "xer.not_xer"},
           Refusal{"cut off in a row", "ERMHDR\t8\n%T\tTASK\n%F\ttask_id\n%R\t1", "line 4", "xer.truncated"},
           Refusal{"a row before its fields", "ERMHDR\t8\n%T\tTASK\n%R\t1\n%E", "line 3", "xer.row_without_fields"},
       }) {
    const auto file = read_xer(row.text);
    ASSERT_FALSE(file) << row.why;
    EXPECT_EQ(file.error().problems.front().code, row.code) << row.why;
    EXPECT_EQ(file.error().problems.front().place, row.place) << row.why;
  }
}

TEST(Xer, RefusesMoreRowsThanItsLimit) {
  std::string text = "ERMHDR\t8\n%T\tX\n%F\ta\n";
  for (int i = 0; i <= 5'000'000; ++i) text += "%R\n";
  EXPECT_EQ(read_xer(text).error().problems.front().code, "xer.too_many");
}

TEST(XerCalendar, ReadsDaysShiftsAndExceptions) {
  Calendar calendar;
  read_calendar_text(
      "(0||CalendarData()(\x7f\x7f  "
      "(0||DaysOfWeek()((0||1()())(0||2()((0||0(s|08:00|f|12:00)())(0||1(f|00:00|s|13:00)())))))"
      "(0||VIEW(ShowTotal|Y)())(0||Exceptions()((0||0(d|46296)())(0||1(d|46305)((0||0(s|09:00|f|17:00)())))))))",
      calendar);
  EXPECT_TRUE(calendar.has_week);
  EXPECT_TRUE(calendar.week[6].empty());  // 1 is Sunday
  ASSERT_EQ(calendar.week[0].size(), 2U);
  EXPECT_EQ(calendar.week[0][1].to, 1440);  // 00:00 is the end of the day
  const auto day = [](int month, int date) {
    return static_cast<std::int32_t>(date_of(2026, month, date).time_since_epoch().count());
  };
  EXPECT_TRUE(calendar.differing_days.at(day(10, 1)).empty());
  EXPECT_EQ(calendar.differing_days.at(day(10, 10))[0].from, 540);
}

TEST(XerCalendar, LeavesOutWhatItCannotRead) {
  for (const char* text :
       {"", "(", "((((((((", "(0||CalendarData()", "(0||DaysOfWeek()((0||9()())(0||2()((0||0(s|x|f|12:00)())))))",
        ")))", "(0||Exceptions()((0||0(d|99999999999999999999)())))"}) {
    Calendar calendar;
    read_calendar_text(text, calendar);
    EXPECT_TRUE(calendar.differing_days.empty()) << text;
  }
  Calendar calendar;
  read_calendar_text(std::string(200'000, '('), calendar);  // nested without end
  EXPECT_FALSE(calendar.has_week);
}

struct Encoding {
  const char* what;
  std::string bytes;
  const char* text;
};

TEST(XerText, TellsEncodingsApart) {
  for (const Encoding& row : {
           Encoding{"UTF-8 with a mark", "\xEF\xBB\xBF挂图", "挂图"},
           Encoding{"GBK", "\xB9\xD2\xCD\xBC\xD7\xF7\xD5\xBD", "挂图作战"},
           Encoding{"cp1251", "\xCF\xF0\xEE\xE5\xEA\xF2 \xF1\xF2\xF0\xEE\xE8\xF2\xE5\xEB\xFC\xF1\xF2\xE2\xE0",
                    "Проект строительства"},
           Encoding{"cp1252", "B\xE9ton arm\xE9", "Béton armé"},
           Encoding{"plain", "plain", "plain"},
       })
    EXPECT_EQ(to_utf8(row.bytes), row.text) << row.what;
}

}  // namespace
}  // namespace guatu::xer

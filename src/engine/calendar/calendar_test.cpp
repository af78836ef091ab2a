// SPDX-License-Identifier: Apache-2.0
#include "engine/calendar/calendar.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>
#include <regex>
#include <sstream>

#include "base/text.hpp"
#include "engine/calendar/cadence.hpp"
#include "engine/calendar/calendar_toml.hpp"
#include "engine/calendar/deadline.hpp"
#include "tests/support/golden.hpp"

namespace guatu::calendar {
namespace {

using std::chrono::days;

Calendar china() {
  std::vector<PublishedYear> years;
  for (int year = 2018; year <= 2026; ++year) {
    const std::string name = "data/calendar/" + std::to_string(year) + ".toml";
    years.push_back(*parse_published_year(testing::read_whole(testing::source_path(name)), name));
  }
  return *Calendar::from(std::move(years));
}

Date day(const char* text) { return *parse_date(text); }
std::string added(const Calendar& calendar, const char* from, int n) {
  return format_date(calendar.add_workdays(day(from), n)->date);
}

TEST(Calendar, CountsThePublishedYear2026) {
  const Calendar calendar = china();
  const int expected[] = {21, 16, 22, 21, 19, 21, 23, 21, 22, 18, 21, 23};  // rules.md 1
  int sum = 0;
  for (int month = 1; month <= 12; ++month) {
    const auto workdays = *calendar.workdays_in(Month(2026, month));
    EXPECT_EQ(workdays.count, expected[month - 1]) << month;
    EXPECT_EQ(workdays.certainty, Certainty::published);
    sum += workdays.count;
  }
  EXPECT_EQ(sum, 248);
  EXPECT_EQ(calendar.count_workdays(day("2025-12-31"), day("2026-12-31"))->count, 248);
}

TEST(Calendar, AddsAcrossTheSpringFestivalAndMakeUpDays) {
  const Calendar calendar = china();
  // 10 11 12 13 14 | 24 25 26 27 28: both make-up Saturdays are worked.
  EXPECT_EQ(added(calendar, "2026-02-09", 9), "2026-02-27");
  EXPECT_EQ(added(calendar, "2026-02-09", 10), "2026-02-28");
  EXPECT_EQ(added(calendar, "2026-02-13", 1), "2026-02-14");  // a Saturday that is worked
  EXPECT_EQ(added(calendar, "2026-02-14", 1), "2026-02-24");
  EXPECT_EQ(added(calendar, "2026-02-27", 1), "2026-02-28");
  EXPECT_EQ(added(calendar, "2026-02-24", -1), "2026-02-14");
  EXPECT_EQ(added(calendar, "2026-02-20", -1), "2026-02-14");  // from a day off
  EXPECT_EQ(added(calendar, "2026-02-20", 1), "2026-02-24");
  EXPECT_EQ(added(calendar, "2026-02-20", 0), "2026-02-20");
}

TEST(Calendar, NamesItsDays) {
  const Calendar calendar = china();
  EXPECT_EQ(calendar.kind_of(day("2026-02-17")), DayKind::holiday);
  EXPECT_EQ(calendar.kind_of(day("2026-02-28")), DayKind::workday);
  EXPECT_EQ(calendar.kind_of(day("2026-03-07")), DayKind::rest);
  EXPECT_EQ(calendar.named_day(day("2026-02-17"))->name, "春节");
  EXPECT_EQ(calendar.named_day(day("2026-02-17"))->notice, "国办发明电〔2025〕7号");
  EXPECT_EQ(calendar.named_day(day("2019-05-05"))->notice, "国办发明电〔2019〕3号");
  EXPECT_EQ(calendar.named_day(day("2026-03-07")), nullptr);
  EXPECT_EQ(calendar.notice_for(2026)->number, "国办发明电〔2025〕7号");
  EXPECT_EQ(calendar.notice_for(2027), nullptr);
}

TEST(Calendar, LetsANoticeReachIntoTheYearBefore) {
  const Calendar calendar = china();
  EXPECT_EQ(calendar.kind_of(day("2018-12-29")), DayKind::workday);
  EXPECT_EQ(calendar.kind_of(day("2018-12-31")), DayKind::holiday);
  // The extension of 2020 took back a make-up day.
  EXPECT_EQ(calendar.kind_of(day("2020-02-01")), DayKind::holiday);
}

TEST(Calendar, IsProvisionalOutsideTheNotices) {
  const Calendar calendar = china();
  EXPECT_EQ(calendar.certainty_of(day("2026-12-31")), Certainty::published);
  EXPECT_EQ(calendar.certainty_of(day("2027-01-01")), Certainty::provisional);
  EXPECT_EQ(calendar.certainty_of(day("2017-12-31")), Certainty::provisional);
  EXPECT_EQ(*calendar.add_workdays(day("2026-12-30"), 1), (FoundDay{day("2026-12-31"), Certainty::published}));
  EXPECT_EQ(*calendar.add_workdays(day("2026-12-31"), 1), (FoundDay{day("2027-01-01"), Certainty::provisional}));
  EXPECT_EQ(calendar.add_workdays(day("2027-01-02"), -2)->certainty, Certainty::provisional);
  EXPECT_EQ(calendar.count_workdays(day("2026-12-31"), day("2027-01-01"))->certainty, Certainty::provisional);
  EXPECT_EQ(calendar.workdays_in(Month(2027, 1))->certainty, Certainty::provisional);
  EXPECT_EQ(Calendar().certainty_of(day("2026-06-01")), Certainty::provisional);
  EXPECT_EQ(Calendar().kind_of(day("2026-10-01")), DayKind::workday);
}

TEST(Calendar, RefusesWhatItCannotAnswer) {
  const Calendar calendar = china();
  EXPECT_EQ(calendar.add_workdays(day("2199-12-31"), 1).error().problems[0].code, "calendar.out_of_range");
  EXPECT_EQ(calendar.add_workdays(day("1900-01-01"), -1).error().problems[0].code, "calendar.out_of_range");
  EXPECT_EQ(calendar.add_workdays(day("2026-01-01"), 2147483647).error().problems[0].code, "calendar.out_of_range");
  EXPECT_EQ(calendar.add_workdays(day("2026-01-01"), -2147483647 - 1).error().problems[0].code,
            "calendar.out_of_range");
  EXPECT_EQ(calendar.count_workdays(day("2199-12-31") + days(1), day("2026-01-01")).error().problems[0].code,
            "calendar.out_of_range");
}

TEST(Calendar, RefusesContradictions) {
  const NamedDay off{day("2026-01-01"), DayKind::holiday, "元旦", ""};
  NamedDay worked = off;
  worked.kind = DayKind::workday;
  NamedDay far = off;
  far.date = day("2027-03-01");
  const struct {
    std::vector<PublishedYear> years;
    const char* code;
  } refused[] = {
      {{{2026, {}, {}}, {2026, {}, {}}}, "calendar.year_twice"},
      {{{2026, {}, {off, worked}}}, "calendar.day_contradicted"},
      {{{2026, {}, {far}}}, "calendar.day_far_from_year"},
      {{{1900, {}, {}}}, "calendar.year_out_of_range"},
  };
  for (const auto& row : refused) EXPECT_EQ(Calendar::from(row.years).error().problems[0].code, row.code);
  EXPECT_TRUE(Calendar::from({{2026, {}, {off, off}}}).has_value());
}

// rules.md 1, over every day of eleven years and every n up to 60.
TEST(CalendarProperty, HoldsForEveryDay) {
  const Calendar calendar = china();
  for (Date date = day("2018-01-01"); date <= day("2028-12-31"); date += days(1)) {
    Date before = date;
    for (int n = 1; n <= 60; ++n) {
      const Date found = calendar.add_workdays(date, n)->date;
      ASSERT_TRUE(calendar.is_workday(found));
      ASSERT_GT(found, before);
      ASSERT_EQ(calendar.count_workdays(date, found)->count, n);
      before = found;
    }
  }
}

TEST(CalendarProperty, HoldsForRandomSumsAndAgainstWalking) {
  const Calendar calendar = china();
  std::mt19937 random(20260921);
  std::uniform_int_distribution<int> any_day(0, 11 * 365);
  std::uniform_int_distribution<int> any_count(1, 400);
  for (int i = 0; i < 10'000; ++i) {
    const Date date = day("2017-06-01") + days(any_day(random));
    const int a = any_count(random);
    const int b = any_count(random);
    const Date first = calendar.add_workdays(date, a)->date;
    ASSERT_EQ(calendar.add_workdays(first, b)->date, calendar.add_workdays(date, a + b)->date);
    ASSERT_EQ(calendar.count_workdays(date, calendar.add_workdays(date, -a)->date)->count, -a);
    if (i % 10 != 0) continue;
    Date walked = date;
    for (int left = a; left > 0;) {
      walked += days(1);
      if (calendar.is_workday(walked)) --left;
    }
    ASSERT_EQ(walked, first);
  }
}

// Facts published by an independent collection, read when it is at hand.
TEST(Calendar, AgreesWithAnIndependentCollection) {
  const Calendar calendar = china();
  const auto folder = testing::source_path("../shared/data/holidays");
  if (!std::filesystem::exists(folder)) GTEST_SKIP() << "the collection is not here";
  int compared = 0;
  for (int year = 2018; year <= 2026; ++year) {
    const std::string text = testing::read_whole(folder / (std::to_string(year) + ".json"));
    const std::regex entry(R"re("date":\s*"(\d{4}-\d\d-\d\d)",\s*"isOffDay":\s*(true|false))re");
    for (std::sregex_iterator hit(text.begin(), text.end(), entry), end; hit != end; ++hit) {
      EXPECT_EQ(calendar.is_workday(day((*hit)[1].str().c_str())), (*hit)[2] == "false") << (*hit)[1];
      ++compared;
    }
  }
  EXPECT_GT(compared, 290);
}

// ---- deadlines ----

struct DeadlineRow {
  const char* event;
  Term term;
  EndRule end;
  const char* due;
};

TEST(Deadline, FollowsTheCivilCode) {
  const Calendar calendar = china();
  const DeadlineRow accepts[] = {
      {"2026-02-09", {10, TermUnit::workdays}, EndRule::roll_to_workday, "2026-02-28"},
      {"2026-09-21", {5, TermUnit::calendar_days}, EndRule::stay, "2026-09-26"},
      {"2026-09-21", {5, TermUnit::calendar_days}, EndRule::roll_to_workday, "2026-09-28"},
      {"2026-08-31", {1, TermUnit::months}, EndRule::stay, "2026-09-30"},  // no 31st
      {"2026-01-31", {1, TermUnit::months}, EndRule::stay, "2026-02-28"},
      {"2024-01-31", {1, TermUnit::months}, EndRule::stay, "2024-02-29"},  // leap year
      {"2026-01-17", {1, TermUnit::months}, EndRule::roll_to_workday, "2026-02-24"},
      {"2026-02-28", {1, TermUnit::months}, EndRule::stay, "2026-03-28"},  // the corresponding day, not the last
      {"2026-09-05", {15, TermUnit::calendar_days}, EndRule::roll_to_workday, "2026-09-20"},  // a worked Sunday
      {"2026-09-21", {0, TermUnit::calendar_days}, EndRule::stay, "2026-09-21"},
      {"2026-12-31", {12, TermUnit::months}, EndRule::stay, "2027-12-31"},
  };
  for (const auto& row : accepts) {
    const auto found = find_deadline(calendar, day(row.event), row.term, row.end, Standing::internal);
    ASSERT_TRUE(found.has_value());
    EXPECT_EQ(format_date(found->due), row.due) << row.event;
  }
}

TEST(Deadline, IsProvisionalOnlyWhereTheCalendarIsAsked) {
  const Calendar calendar = china();
  const auto certainty = [&](Term term, EndRule end) {
    return find_deadline(calendar, day("2026-12-25"), term, end, Standing::internal)->certainty;
  };
  EXPECT_EQ(certainty({10, TermUnit::workdays}, EndRule::stay), Certainty::provisional);
  EXPECT_EQ(certainty({30, TermUnit::calendar_days}, EndRule::roll_to_workday), Certainty::provisional);
  EXPECT_EQ(certainty({30, TermUnit::calendar_days}, EndRule::stay), Certainty::published);
  EXPECT_EQ(certainty({4, TermUnit::workdays}, EndRule::roll_to_workday), Certainty::published);
}

TEST(Deadline, Refuses) {
  const Calendar calendar = china();
  const struct {
    const char* event;
    Term term;
    const char* code;
  } refuses[] = {
      {"2026-12-25", {10, TermUnit::workdays}, "calendar.provisional"},
      {"2026-12-01", {31, TermUnit::calendar_days}, "calendar.provisional"},
      {"2026-12-01", {-1, TermUnit::calendar_days}, "calendar.negative_term"},
      {"2026-12-01", {100'000'000, TermUnit::calendar_days}, "calendar.out_of_range"},
      {"2026-12-01", {100'000'000, TermUnit::months}, "calendar.out_of_range"},
      {"2190-12-01", {100, TermUnit::months}, "calendar.out_of_range"},
      {"2190-12-01", {9999, TermUnit::workdays}, "calendar.out_of_range"},
  };
  for (const auto& row : refuses) {
    const auto found = find_deadline(calendar, day(row.event), row.term, EndRule::roll_to_workday, Standing::legal);
    ASSERT_FALSE(found.has_value()) << row.event;
    EXPECT_EQ(found.error().problems[0].code, row.code) << row.event;
  }
}

// ---- cadences ----

std::vector<std::string> dates_of(const std::vector<Meeting>& meetings) {
  std::vector<std::string> dates;
  for (const auto& meeting : meetings) dates.push_back(format_date(meeting.date));
  return dates;
}

TEST(Cadence, MovesMondaysOffAndJoinsTheFestivalWeeks) {
  const Calendar calendar = china();
  const Cadence mondays{Rhythm::weekly, 1, OffDayRule::next_workday};
  const auto meetings = *find_meetings(calendar, mondays, day("2026-02-01"), day("2026-03-08"));
  EXPECT_THAT(dates_of(meetings), ::testing::ElementsAre("2026-02-02", "2026-02-09", "2026-02-24", "2026-03-02"));
  ASSERT_EQ(meetings[2].periods.size(), 2U);
  EXPECT_EQ(meetings[2].periods[0].name, "2026-W08");
  EXPECT_EQ(meetings[2].periods[1].name, "2026-W09");
  const auto autumn = *find_meetings(calendar, mondays, day("2026-09-20"), day("2026-10-13"));
  EXPECT_THAT(dates_of(autumn), ::testing::ElementsAre("2026-09-21", "2026-09-28", "2026-10-08", "2026-10-12"));
}

TEST(Cadence, KeepsOrMovesBackBySetting) {
  const Calendar calendar = china();
  const Cadence stay{Rhythm::weekly, 1, OffDayRule::stay};
  EXPECT_EQ(dates_of(*find_meetings(calendar, stay, day("2026-10-05"), day("2026-10-05"))).size(), 1U);
  const Cadence back{Rhythm::weekly, 1, OffDayRule::previous_workday};
  EXPECT_THAT(dates_of(*find_meetings(calendar, back, day("2026-09-29"), day("2026-10-11"))),
              ::testing::ElementsAre("2026-09-30"));
}

TEST(Cadence, HalvesMonthsAndQuarters) {
  const Calendar calendar = china();
  const Cadence halves{Rhythm::half_monthly, 0, OffDayRule::next_workday};
  EXPECT_THAT(dates_of(*find_meetings(calendar, halves, day("2026-08-01"), day("2026-09-15"))),
              ::testing::ElementsAre("2026-08-17", "2026-08-31", "2026-09-15"));
  const Cadence months{Rhythm::monthly, 31, OffDayRule::previous_workday};
  EXPECT_THAT(dates_of(*find_meetings(calendar, months, day("2026-02-01"), day("2026-03-31"))),
              ::testing::ElementsAre("2026-02-28", "2026-03-31"));
  const Cadence quarters{Rhythm::quarterly, 0, OffDayRule::next_workday};
  const auto quarter = *next_meeting(calendar, quarters, day("2026-07-01"));
  EXPECT_EQ(quarter.periods[0].name, "2026-Q3");
  EXPECT_EQ(format_date(quarter.date), "2026-09-30");
}

TEST(Cadence, NamesIsoWeeksAtTheTurnOfTheYear) {
  EXPECT_EQ(period_of(Rhythm::weekly, day("2026-01-01")).name, "2026-W01");
  EXPECT_EQ(period_of(Rhythm::weekly, day("2027-01-03")).name, "2026-W53");
  EXPECT_EQ(period_of(Rhythm::weekly, day("2025-12-29")).name, "2026-W01");
  EXPECT_EQ(period_of(Rhythm::weekly, day("2026-09-21")).name, "2026-W39");
  EXPECT_EQ(period_of(Rhythm::half_monthly, day("2026-02-16")).name, "2026-02b");
}

TEST(Cadence, PeriodsCoverEveryDayOnce) {
  for (const auto rhythm : {Rhythm::weekly, Rhythm::half_monthly, Rhythm::monthly, Rhythm::quarterly}) {
    Period period = period_of(rhythm, day("2023-12-20"));
    while (period.last < day("2029-01-10")) {
      for (Date date = period.first; date <= period.last; date += days(1))
        ASSERT_EQ(period_of(rhythm, date).name, period.name);
      const Period next = period_after(rhythm, period);
      ASSERT_EQ(next.first, period.last + days(1));
      period = next;
    }
  }
}

TEST(Cadence, EveryPeriodIsCoveredByOneMeetingOnAWorkday) {
  const Calendar calendar = china();
  for (int weekday = 1; weekday <= 7; ++weekday) {
    const Cadence cadence{Rhythm::weekly, weekday, OffDayRule::next_workday};
    const auto meetings = *find_meetings(calendar, cadence, day("2018-06-01"), day("2026-11-30"));
    Date covered = meetings.front().periods.front().first - days(1);
    for (const auto& meeting : meetings) {
      ASSERT_TRUE(calendar.is_workday(meeting.date));
      for (const auto& period : meeting.periods) {
        ASSERT_EQ(period.first, covered + days(1));
        covered = period.last;
      }
    }
  }
}

TEST(Cadence, Refuses) {
  const Calendar calendar = china();
  const auto code = [&](Cadence cadence, const char* first, const char* last) {
    const auto found = find_meetings(calendar, cadence, day(first), day(last));
    return found ? std::string("accepted") : found.error().problems[0].code;
  };
  EXPECT_EQ(code({Rhythm::weekly, 0, OffDayRule::stay}, "2026-01-01", "2026-02-01"), "calendar.anchor_out_of_range");
  EXPECT_EQ(code({Rhythm::weekly, 8, OffDayRule::stay}, "2026-01-01", "2026-02-01"), "calendar.anchor_out_of_range");
  EXPECT_EQ(code({Rhythm::weekly, 1, OffDayRule::stay}, "2026-01-01", "2126-02-01"), "calendar.span_too_long");
  EXPECT_EQ(code({Rhythm::weekly, 1, OffDayRule::stay}, "1900-01-01", "1900-02-01"), "calendar.out_of_range");
  EXPECT_EQ(code({Rhythm::weekly, 1, OffDayRule::stay}, "2026-02-01", "2026-01-01"), "accepted");
}

// ---- the files ----

constexpr const char* kNotice = "[[notice]]\nnumber='n'\ntitle='t'\nurl='u'\n";

TEST(CalendarToml, Refuses) {
  const std::string good =
      std::string("year = 2027\n") + kNotice + "[[off]]\nname='元旦'\nfirst=2027-01-01\nlast=2027-01-03\n";
  ASSERT_TRUE(parse_published_year(good, "x").has_value());
  const struct {
    std::string text;
    const char* code;
  } refuses[] = {
      {"year = ", "calendar.toml_syntax"},
      {"", "calendar.field_missing"},
      {"year = 3000\n", "calendar.field_missing"},
      {"year = 2027\n", "calendar.field_missing"},
      {std::string("year = 2027\n") + kNotice, "calendar.field_missing"},
      {std::string("year = 2027\nnotice = [1]\n"), "calendar.field_missing"},
      {good + "work = 3\n", "calendar.field_missing"},
      {good + "work = [3]\n", "calendar.field_missing"},
      {replace_all(good, "last=2027-01-03", "last=2026-12-31"), "calendar.span_reversed"},
      {replace_all(good, "last=2027-01-03", "last=2027-12-31"), "calendar.span_reversed"},
      {replace_all(good, "number='n'", "number=''"), "calendar.field_missing"},
      {std::string(65 * 1024, '#'), "calendar.file_too_long"},
  };
  for (const auto& row : refuses) {
    const auto parsed = parse_published_year(row.text, "x");
    ASSERT_FALSE(parsed.has_value()) << row.text.substr(0, 200);
    EXPECT_EQ(parsed.error().problems[0].code, row.code) << row.text.substr(0, 200);
  }
}

TEST(CalendarToml, SurvivesAnyBytes) {
  const std::string good = testing::read_whole(testing::source_path("data/calendar/2026.toml"));
  std::mt19937 random(7);
  for (int i = 0; i < 500; ++i) {
    std::string bad = good;
    for (int k = 0; k < 4; ++k) bad[random() % bad.size()] = static_cast<char>(random() % 256);
    if (const auto parsed = parse_published_year(bad, "x")) static_cast<void>(Calendar::from({*parsed}));
  }
  std::string deep = "a";
  for (int i = 0; i < 30'000; ++i) deep += ".a";
  EXPECT_FALSE(parse_published_year(deep + " = 1", "x").has_value());
  std::string nested = "a = ";  // through arrays, whose lines may break
  for (int i = 0; i < 250; ++i) nested += "[{" + deep.substr(0, 79) + " =\n";
  EXPECT_FALSE(parse_published_year(nested, "x").has_value());
}

}  // namespace
}  // namespace guatu::calendar

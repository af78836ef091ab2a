// SPDX-License-Identifier: Apache-2.0
#include "feature/calendar/holiday_notice.hpp"

#include <gtest/gtest.h>

#include "engine/calendar/calendar_toml.hpp"

namespace guatu::calendar {
namespace {

HolidayNotice notice_of(std::vector<DaysOff> off) {
  return {2027, {"国办发明电〔2026〕9号", "通知\"引号\"\\与换行\n", "https://www.gov.cn/"}, std::move(off)};
}

TEST(HolidayNoticeTest, is_kept_in_the_form_of_the_built_in_years) {
  const HolidayNotice notice =
      notice_of({{"元旦", date_of(2027, 1, 1), date_of(2027, 1, 3), {}},
                 {"春节", date_of(2027, 2, 5), date_of(2027, 2, 6), {date_of(2027, 1, 31), date_of(2027, 2, 14)}}});
  EXPECT_TRUE(check_notice(notice));
  const auto year = parse_published_year(text_of(notice), "");
  ASSERT_TRUE(year);
  EXPECT_EQ(year->year, 2027);
  EXPECT_EQ(year->notices.front().title, notice.notice.title);
  ASSERT_EQ(year->days.size(), 7U);
  EXPECT_EQ(year->days[3].name, "春节");
  EXPECT_EQ(year->days[5].kind, DayKind::workday);
  EXPECT_EQ(year->days[6].date, date_of(2027, 2, 14));
}

TEST(HolidayNoticeTest, refuses) {
  const auto codes = [](Date first, Date last) {
    const auto checked = check_notice(notice_of({{"元旦", first, last, {}}}));
    return checked ? std::string() : checked.error().problems.front().place + checked.error().problems.front().code;
  };
  EXPECT_EQ(codes(date_of(2027, 1, 1), date_of(2027, 2, 1)), "");
  EXPECT_EQ(codes(date_of(2027, 1, 1), date_of(2027, 1, 1)), "");
  EXPECT_EQ(codes(date_of(2027, 1, 1), date_of(2027, 2, 2)), "off[0].lastcalendar.span_reversed");
  EXPECT_EQ(codes(date_of(2027, 1, 2), date_of(2027, 1, 1)), "off[0].lastcalendar.span_reversed");
}

}  // namespace
}  // namespace guatu::calendar

// SPDX-License-Identifier: Apache-2.0
// Days, months and instants. A Date has no clock and no zone; an Instant is UTC and becomes a local
// text only at the edge (Asia/Shanghai, which has had no summer time since 1991). Refuses days that
// do not exist, such as 2026-02-30.
#pragma once

#include <chrono>
#include <compare>
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace guatu {

using Date = std::chrono::sys_days;
using Instant = std::chrono::sys_time<std::chrono::microseconds>;

inline constexpr std::chrono::hours kChinaOffset{8};

Date date_of(int year, int month, int day);               // the day must exist
Result<Date> checked_date(int year, int month, int day);  // date.no_such_day
Result<Date> parse_date(std::string_view text);           // YYYY-MM-DD; date.not_a_date, date.no_such_day
std::string format_date(Date date);                       // 2026-09-21
std::string format_date_chinese(Date date);               // 2026年9月21日
int year_of(Date date);
int month_of(Date date);
int day_of(Date date);
int weekday_of(Date date);  // ISO: Monday 1 … Sunday 7

Date local_date(Instant instant);             // the day in China
std::string format_instant(Instant instant);  // 2026-09-21T08:30:00.000000Z
Result<Instant> parse_instant(std::string_view text);
std::string format_local_time(Instant instant);  // 2026-09-21 16:30 in China

class Month {
 public:
  constexpr Month() = default;
  constexpr Month(int year, int month) : index_(year * 12 + month - 1) {}  // month 1…12
  static Month of(Date date) { return Month(year_of(date), month_of(date)); }

  constexpr int year() const { return index_ / 12; }
  constexpr int number() const { return index_ % 12 + 1; }  // 1…12
  Date first_day() const;
  Date last_day() const;

  friend constexpr Month operator+(Month month, int months) {
    month.index_ += months;
    return month;
  }
  friend constexpr Month operator-(Month month, int months) { return month + -months; }
  friend constexpr int operator-(Month a, Month b) { return a.index_ - b.index_; }  // months from b to a
  friend constexpr auto operator<=>(Month, Month) = default;

 private:
  int index_ = 0;  // months since year 0
};

struct MonthSpan {  // both ends included
  Month first;
  Month last;

  constexpr bool contains(Month month) const { return first <= month && month <= last; }
  constexpr int months() const { return last - first + 1; }
  friend constexpr auto operator<=>(const MonthSpan&, const MonthSpan&) = default;
};

Result<Month> parse_month(std::string_view text);  // YYYY-MM; date.not_a_month
std::string format_month(Month month);             // 2026-09
std::string format_month_chinese(Month month);     // 2026年9月

// The corresponding day `months` later, or the last day of that month when it has no such day.
Date add_months(Date date, int months);

}  // namespace guatu

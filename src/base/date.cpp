// SPDX-License-Identifier: Apache-2.0
#include "base/date.hpp"

#include <fmt/compile.h>
#include <fmt/format.h>

#include <charconv>

#include "base/assert.hpp"

namespace guatu {
namespace {

using std::chrono::year_month_day;

year_month_day civil(Date date) { return year_month_day(date); }

// Exactly `length` digits, so that 2026-9-1 is not taken for a date on the wire.
bool read_digits(std::string_view text, std::size_t start, std::size_t length, int& value) {
  if (start + length > text.size()) return false;
  const char* begin = text.data() + start;
  if (*begin == '-') return false;
  const auto [end, error] = std::from_chars(begin, begin + length, value);
  return error == std::errc() && end == begin + length;
}

std::unexpected<Error> not_a(const char* code, std::string_view text) {
  return refuse(ErrorKind::invalid, "", code, {{"value", std::string(text)}});
}

}  // namespace

Date date_of(int year, int month, int day) {
  const auto date = checked_date(year, month, day);
  GUATU_ASSERT(date.has_value());
  return *date;
}

Result<Date> checked_date(int year, int month, int day) {
  const year_month_day date(std::chrono::year(year), std::chrono::month(static_cast<unsigned>(month)),
                            std::chrono::day(static_cast<unsigned>(day)));
  if (year < 1900 || year > 2199 || month < 1 || day < 1 || !date.ok())
    return refuse(ErrorKind::invalid, "", "date.no_such_day", {{"value", fmt::format("{}-{}-{}", year, month, day)}});
  return Date(date);
}

Result<Date> parse_date(std::string_view text) {
  int year = 0;
  int month = 0;
  int day = 0;
  if (text.size() != 10 || text[4] != '-' || text[7] != '-' || !read_digits(text, 0, 4, year) ||
      !read_digits(text, 5, 2, month) || !read_digits(text, 8, 2, day))
    return not_a("date.not_a_date", text);
  return checked_date(year, month, day);
}

std::string format_date(Date date) {
  const year_month_day day = civil(date);
  return fmt::format(FMT_COMPILE("{:04}-{:02}-{:02}"), static_cast<int>(day.year()), static_cast<unsigned>(day.month()),
                     static_cast<unsigned>(day.day()));
}

std::string format_date_chinese(Date date) {
  return fmt::format("{}年{}月{}日", year_of(date), month_of(date), day_of(date));
}

int year_of(Date date) { return static_cast<int>(civil(date).year()); }
int month_of(Date date) { return static_cast<int>(static_cast<unsigned>(civil(date).month())); }
int day_of(Date date) { return static_cast<int>(static_cast<unsigned>(civil(date).day())); }
int weekday_of(Date date) { return static_cast<int>(std::chrono::weekday(date).iso_encoding()); }

Date local_date(Instant instant) { return std::chrono::floor<std::chrono::days>(instant + kChinaOffset); }

std::string format_instant(Instant instant) {
  const Date date = std::chrono::floor<std::chrono::days>(instant);
  const std::chrono::hh_mm_ss time(instant - date);
  return fmt::format("{}T{:02}:{:02}:{:02}.{:06}Z", format_date(date), time.hours().count(), time.minutes().count(),
                     time.seconds().count(), time.subseconds().count());
}

Result<Instant> parse_instant(std::string_view text) {
  int hour = 0;
  int minute = 0;
  int second = 0;
  int micros = 0;
  if (text.size() != 27 || text[10] != 'T' || text[13] != ':' || text[16] != ':' || text[19] != '.' ||
      text[26] != 'Z' || !read_digits(text, 11, 2, hour) || !read_digits(text, 14, 2, minute) ||
      !read_digits(text, 17, 2, second) || !read_digits(text, 20, 6, micros) || hour > 23 || minute > 59 || second > 59)
    return not_a("date.not_an_instant", text);
  GUATU_TRY(const Date date, parse_date(text.substr(0, 10)));
  return Instant(date) + std::chrono::hours(hour) + std::chrono::minutes(minute) + std::chrono::seconds(second) +
         std::chrono::microseconds(micros);
}

std::string format_local_time(Instant instant) {
  const Instant local = instant + kChinaOffset;
  const Date date = std::chrono::floor<std::chrono::days>(local);
  const std::chrono::hh_mm_ss time(local - date);
  return fmt::format("{} {:02}:{:02}", format_date(date), time.hours().count(), time.minutes().count());
}

Date Month::first_day() const { return date_of(year(), number(), 1); }
Date Month::last_day() const { return (*this + 1).first_day() - std::chrono::days(1); }

Result<Month> parse_month(std::string_view text) {
  int year = 0;
  int month = 0;
  if (text.size() != 7 || text[4] != '-' || !read_digits(text, 0, 4, year) || !read_digits(text, 5, 2, month) ||
      month < 1 || month > 12 || year < 1900 || year > 2198)
    return not_a("date.not_a_month", text);
  return Month(year, month);
}

std::string format_month(Month month) { return fmt::format("{:04}-{:02}", month.year(), month.number()); }

std::string format_month_chinese(Month month) { return fmt::format("{}年{}月", month.year(), month.number()); }

Date add_months(Date date, int months) {
  const Month month = Month::of(date) + months;
  const int day = std::min(day_of(date), day_of(month.last_day()));
  return date_of(month.year(), month.number(), day);
}

}  // namespace guatu

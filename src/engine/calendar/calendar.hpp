// SPDX-License-Identifier: Apache-2.0
// The workday calendar (工作日历): which days are worked, by the yearly notices of the State Council's general
// office, make-up workdays (调休上班) included. Outside the years with a notice only weekends are known: such
// an answer carries Certainty::provisional (暂定) and is computed again when the notice comes. Adding and
// counting cost O(1): both read tables made once. Refuses a year given twice, a day named twice with different
// kinds, and answers outside 1900–2199.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "base/date.hpp"
#include "base/named.hpp"
#include "base/result.hpp"

namespace guatu::calendar {

enum class DayKind : std::uint8_t { workday, rest, holiday };  // rest: a weekend; holiday: off by a notice
inline constexpr Named<DayKind> kDayKinds[] = {
    {DayKind::workday, "workday", "工作日"}, {DayKind::rest, "rest", "休息日"}, {DayKind::holiday, "holiday", "放假"}};
constexpr std::span<const Named<DayKind>> names_of(DayKind) { return kDayKinds; }
enum class Certainty : std::uint8_t { published, provisional };

struct Notice {
  std::string number;  // 国办发明电〔2025〕7号
  std::string title;
  std::string url;
};

// A day on which a notice departs from, or confirms, the plain week. A worked day is a make-up day.
struct NamedDay {
  Date date;
  DayKind kind = DayKind::holiday;
  std::string name;    // 春节
  std::string notice;  // number of the notice that says so
};

// What the notices about one year say. Days of the neighbouring years may be among them: the notice for 2019
// moved 2018-12-29 to 31.
struct PublishedYear {
  int year = 0;
  std::vector<Notice> notices;
  std::vector<NamedDay> days;
};

struct FoundDay {
  Date date;
  Certainty certainty = Certainty::published;
  friend bool operator==(const FoundDay&, const FoundDay&) = default;
};

struct Workdays {
  int count = 0;
  Certainty certainty = Certainty::published;
  friend bool operator==(const Workdays&, const Workdays&) = default;
};

// A value: copies share the tables, which never change.
class Calendar {
 public:
  // Without any published year every day is provisional.
  Calendar();
  // Refuses calendar.year_twice, calendar.day_contradicted, calendar.day_far_from_year, calendar.year_out_of_range.
  static Result<Calendar> from(std::vector<PublishedYear> years);

  DayKind kind_of(Date date) const;
  bool is_workday(Date date) const { return kind_of(date) == DayKind::workday; }
  // Published when the day's year has a notice.
  Certainty certainty_of(Date date) const;
  const NamedDay* named_day(Date date) const;       // nullptr on a plain day
  const std::vector<PublishedYear>& years() const;  // ordered by year
  const Notice* notice_for(int year) const;         // its first notice; nullptr when there is none

  // The n-th workday after the date (n ≥ 1), the |n|-th before it (n ≤ −1), the date itself for 0.
  // Refuses calendar.out_of_range.
  Result<FoundDay> add_workdays(Date date, int workdays) const;
  // Workdays after `after` up to and with `last`: count(d, add(d, n)) = n. When `last` lies before `after`
  // the workdays from `last` up to the day before `after`, negative.
  Result<Workdays> count_workdays(Date after, Date last) const;
  Result<Workdays> workdays_in(Month month) const;
  // The date itself when worked, else the next (previous) workday.
  Result<FoundDay> next_workday_from(Date date) const;
  Result<FoundDay> last_workday_until(Date date) const;

 private:
  struct Tables;
  explicit Calendar(std::shared_ptr<const Tables> tables) : tables_(std::move(tables)) {}
  std::shared_ptr<const Tables> tables_;
};

}  // namespace guatu::calendar

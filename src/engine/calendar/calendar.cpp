// SPDX-License-Identifier: Apache-2.0
#include "engine/calendar/calendar.hpp"

#include <algorithm>
#include <map>

namespace guatu::calendar {
namespace {

constexpr int kFirstYear = 1900;
constexpr int kLastYear = 2199;
// A notice about a year may reach into the last days of the year before (2018-12-29) or the first of the next.
constexpr int kReachDays = 31;

Date first_day() { return date_of(kFirstYear, 1, 1); }
Date last_day() { return date_of(kLastYear, 12, 31); }

std::unexpected<Error> out_of_range(Date date, int workdays) {
  return refuse(ErrorKind::invalid, "", "calendar.out_of_range",
                {{"date", format_date(date)}, {"workdays", std::to_string(workdays)}});
}

}  // namespace

struct Calendar::Tables {
  std::vector<PublishedYear> years;
  std::map<Date, NamedDay> named;
  std::vector<DayKind> kinds;            // by day since first_day()
  std::vector<std::int32_t> worked;      // worked[i]: workdays among the first i days
  std::vector<std::int32_t> workdays;    // the n-th workday's day number
  std::vector<std::uint8_t> year_known;  // by year since kFirstYear

  void fill();
  bool is_known(Date from, Date to) const;
};

void Calendar::Tables::fill() {
  const auto days = static_cast<std::size_t>((last_day() - first_day()).count() + 1);
  kinds.resize(days);
  worked.resize(days + 1, 0);
  workdays.clear();
  year_known.assign(static_cast<std::size_t>(kLastYear - kFirstYear + 1), 0);
  for (const auto& year : years) year_known[static_cast<std::size_t>(year.year - kFirstYear)] = 1;
  int weekday = weekday_of(first_day());
  for (std::size_t i = 0; i < days; ++i) {
    kinds[i] = weekday >= 6 ? DayKind::rest : DayKind::workday;
    weekday = weekday % 7 + 1;
  }
  for (const auto& [date, day] : named) kinds[static_cast<std::size_t>((date - first_day()).count())] = day.kind;
  for (std::size_t i = 0; i < days; ++i) {
    const bool works = kinds[i] == DayKind::workday;
    worked[i + 1] = worked[i] + (works ? 1 : 0);
    if (works) workdays.push_back(static_cast<std::int32_t>(i));
  }
}

bool Calendar::Tables::is_known(Date from, Date to) const {
  if (to < from) std::swap(from, to);
  for (int year = year_of(from); year <= year_of(to); ++year) {
    if (year < kFirstYear || year > kLastYear) return false;
    if (year_known[static_cast<std::size_t>(year - kFirstYear)] == 0) return false;
  }
  return true;
}

namespace {

std::size_t index_of(Date date) { return static_cast<std::size_t>((date - first_day()).count()); }
bool is_in_range(Date date) { return date >= first_day() && date <= last_day(); }
Certainty certainty_when(bool known) { return known ? Certainty::published : Certainty::provisional; }

}  // namespace

Calendar::Calendar() {
  // One table for all calendars without a notice: they are equal.
  static const std::shared_ptr<const Tables> empty = [] {
    auto tables = std::make_shared<Tables>();
    tables->fill();
    return tables;
  }();
  tables_ = empty;
}

Result<Calendar> Calendar::from(std::vector<PublishedYear> years) {
  auto tables = std::make_shared<Tables>();
  std::stable_sort(years.begin(), years.end(),
                   [](const PublishedYear& a, const PublishedYear& b) { return a.year < b.year; });
  for (std::size_t i = 0; i < years.size(); ++i) {
    const int year = years[i].year;
    if (year <= kFirstYear || year >= kLastYear)
      return refuse(ErrorKind::invalid, "", "calendar.year_out_of_range", {{"year", std::to_string(year)}});
    if (i > 0 && years[i - 1].year == year)
      return refuse(ErrorKind::conflict, "", "calendar.year_twice", {{"year", std::to_string(year)}});
    const Date from = date_of(year, 1, 1) - std::chrono::days(kReachDays);
    const Date to = date_of(year, 12, 31) + std::chrono::days(kReachDays);
    for (const auto& day : years[i].days) {
      if (day.date < from || day.date > to)
        return refuse(ErrorKind::invalid, "", "calendar.day_far_from_year",
                      {{"date", format_date(day.date)}, {"year", std::to_string(year)}});
      const auto [entry, is_new] = tables->named.emplace(day.date, day);
      if (!is_new && entry->second.kind != day.kind)
        return refuse(ErrorKind::conflict, "", "calendar.day_contradicted", {{"date", format_date(day.date)}});
    }
  }
  tables->years = std::move(years);
  tables->fill();
  return Calendar(std::move(tables));
}

DayKind Calendar::kind_of(Date date) const {
  if (!is_in_range(date)) return weekday_of(date) >= 6 ? DayKind::rest : DayKind::workday;
  return tables_->kinds[index_of(date)];
}

Certainty Calendar::certainty_of(Date date) const { return certainty_when(tables_->is_known(date, date)); }

const NamedDay* Calendar::named_day(Date date) const {
  const auto found = tables_->named.find(date);
  return found == tables_->named.end() ? nullptr : &found->second;
}

const std::vector<PublishedYear>& Calendar::years() const { return tables_->years; }

const Notice* Calendar::notice_for(int year) const {
  for (const auto& published : tables_->years)
    if (published.year == year && !published.notices.empty()) return &published.notices.front();
  return nullptr;
}

Result<FoundDay> Calendar::add_workdays(Date date, int workdays) const {
  if (!is_in_range(date)) return out_of_range(date, workdays);
  if (workdays == 0) return FoundDay{date, certainty_of(date)};
  const std::size_t i = index_of(date);
  // Workdays up to and with the date when going forward, before it when going back: a date that is off counts for
  // neither.
  const std::int64_t position =
      workdays > 0 ? std::int64_t{tables_->worked[i + 1]} + workdays - 1 : std::int64_t{tables_->worked[i]} + workdays;
  if (position < 0 || position >= static_cast<std::int64_t>(tables_->workdays.size()))
    return out_of_range(date, workdays);
  const Date found = first_day() + std::chrono::days(tables_->workdays[static_cast<std::size_t>(position)]);
  return FoundDay{found, certainty_when(tables_->is_known(date, found))};
}

Result<Workdays> Calendar::count_workdays(Date after, Date last) const {
  if (!is_in_range(after)) return out_of_range(after, 0);
  if (!is_in_range(last)) return out_of_range(last, 0);
  const auto& worked = tables_->worked;
  const int count = last >= after ? worked[index_of(last) + 1] - worked[index_of(after) + 1]
                                  : worked[index_of(last)] - worked[index_of(after)];
  return Workdays{count, certainty_when(tables_->is_known(after, last))};
}

Result<Workdays> Calendar::workdays_in(Month month) const {
  if (month < Month(kFirstYear, 1) || month > Month(kLastYear - 1, 12))
    return refuse(ErrorKind::invalid, "", "calendar.year_out_of_range", {{"year", std::to_string(month.year())}});
  const auto& worked = tables_->worked;
  const int count = worked[index_of(month.last_day()) + 1] - worked[index_of(month.first_day())];
  return Workdays{count, certainty_of(month.first_day())};
}

Result<FoundDay> Calendar::next_workday_from(Date date) const {
  if (is_in_range(date) && is_workday(date)) return FoundDay{date, certainty_of(date)};
  return add_workdays(date, 1);
}

Result<FoundDay> Calendar::last_workday_until(Date date) const {
  if (is_in_range(date) && is_workday(date)) return FoundDay{date, certainty_of(date)};
  return add_workdays(date, -1);
}

}  // namespace guatu::calendar

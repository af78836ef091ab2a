// SPDX-License-Identifier: Apache-2.0
#include "feature/form/form_period.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace guatu::form {
namespace {

constexpr std::size_t kOffered = 3;
constexpr int kMonthsLookedBack = 24;

FormPeriod of_month(Month month) { return {format_month(month), month, month, month, month.first_day()}; }

FormPeriod of_day(Date day) {
  FormPeriod period = of_month(Month::of(day));
  period.text = format_date(day);
  period.begins = day;
  return period;
}

FormPeriod of_year(int year, Month due) {
  return {std::to_string(year), Month(year, 1), Month(year, 12), due, date_of(year, 1, 1)};
}

FormPeriod of_quarter(Month last) {
  return {fmt::format("{}-Q{}", last.year(), last.number() / 3), last - 2, last, last, (last - 2).first_day()};
}

Month first_month(const Form& form) { return Month::of(form.starts_on.value_or(form.proposed_on)); }

std::vector<FormPeriod> periods_of(const Form& form, Month month) {
  const Month end = Month::of(form.ends_on);
  const bool is_last_of_year = month.number() == 12 || month == end;
  switch (form.frequency) {
    case Frequency::once:
      if (month != end) return {};
      return {month.number() == 12 ? of_year(month.year(), month) : of_month(month)};
    case Frequency::week: {
      std::vector<FormPeriod> weeks;
      for (Date day = month.first_day(); day <= month.last_day(); day += std::chrono::days(1))
        if (weekday_of(day) == 1) weeks.push_back(of_day(day));
      return weeks;
    }
    case Frequency::half_month:
      return {of_day(month.first_day()), of_day(month.first_day() + std::chrono::days(15))};
    case Frequency::month:
      return {of_month(month)};
    case Frequency::quarter:
      return month.number() % 3 == 0 ? std::vector{of_quarter(month)} : std::vector<FormPeriod>{};
    case Frequency::year:
      return is_last_of_year ? std::vector{of_year(month.year(), month)} : std::vector<FormPeriod>{};
  }
  return {};
}

// The month in which the period that runs on the day is due.
Month due_month(const Form& form, Date today) {
  const Month now = Month::of(today);
  const Month end = Month::of(form.ends_on);
  switch (form.frequency) {
    case Frequency::once:
      return end;
    case Frequency::quarter:
      return Month(now.year(), (now.number() + 2) / 3 * 3);
    case Frequency::year:
      return std::min(Month(now.year(), 12), std::max(end, now));
    default:
      return now;
  }
}

}  // namespace

std::vector<FormPeriod> periods_due_in(const Form& form, Month month) {
  if (month < first_month(form) || Month::of(form.ends_on) < month) return {};
  return periods_of(form, month);
}

std::int64_t periods_in(const Form& form, Month month) {
  return static_cast<std::int64_t>(periods_due_in(form, month).size());
}

bool is_period_open(const Form& form, Month due) {
  const bool has_begun = !form.starts_on || Month::of(*form.starts_on) <= due;
  return has_begun && due <= Month::of(form.ends_on) && (!form.closed_through || *form.closed_through < due);
}

std::optional<FormPeriod> find_period(const Form& form, std::string_view text) {
  // Its month, or its year, is how it begins.
  const std::string whole(text);
  std::optional<Month> first;
  if (text.size() >= 7)
    if (const auto month = parse_month(whole.substr(0, 7))) first = *month;
  if (!first && text.size() >= 4)
    if (const auto month = parse_month(whole.substr(0, 4) + "-01")) first = *month;
  if (!first) return std::nullopt;
  for (int i = 0; i < 12; ++i)
    for (FormPeriod& period : periods_of(form, *first + i))
      if (period.text == text) return std::move(period);
  return std::nullopt;
}

std::vector<std::string> open_periods(const Form& form, Date today) {
  std::vector<std::string> offered;
  Month month = due_month(form, today);
  for (int i = 0; i < kMonthsLookedBack && offered.size() < kOffered; ++i, month = month - 1) {
    if (!is_period_open(form, month)) continue;
    auto periods = periods_of(form, month);
    std::ranges::reverse(periods);
    for (const FormPeriod& period : periods)
      if (period.begins <= today && offered.size() < kOffered) offered.push_back(period.text);
  }
  return offered;
}

int months_of_period(const Form& form) {
  switch (form.frequency) {
    case Frequency::once:
      return Month::of(form.ends_on).number() == 12 ? 12 : 1;
    case Frequency::quarter:
      return 3;
    case Frequency::year:
      return 12;
    default:
      return 1;
  }
}

}  // namespace guatu::form

// SPDX-License-Identifier: Apache-2.0
// Periods of a form (所属期), by its frequency: weeks by their Monday, half months by their first day, months,
// quarters, years. What is offered to be filled in, what is counted as asked and what is accepted back are the same
// periods. A year, and what is asked for once, ends with the form where that is earlier.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "feature/form/form.hpp"

namespace guatu::form {

struct FormPeriod {
  std::string text;  // 2026-09-21, 2026-09-16, 2026-09, 2026-Q3, 2026
  Month first;       // of its monthly columns
  Month last;
  Month due;    // the month it is counted in and closed with
  Date begins;  // not before then

  int months() const { return last - first + 1; }
};

// Those that are due in a month; the form has to run in it.
std::vector<FormPeriod> periods_due_in(const Form& form, Month month);
std::int64_t periods_in(const Form& form, Month month);

// Whether it can still be filled in.
bool is_period_open(const Form& form, Month due);

std::optional<FormPeriod> find_period(const Form& form, std::string_view text);
// The latest first, at most three: those that have begun and are not closed.
std::vector<std::string> open_periods(const Form& form, Date today);

// How many columns of a by-month field one period opens.
int months_of_period(const Form& form);

}  // namespace guatu::form

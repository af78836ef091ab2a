// SPDX-License-Identifier: Apache-2.0
// Figures (数字) of an answer as text with a stated number of decimals, so that the same answer is the same bytes.
// What is not a finite number is "null".
#pragma once

#include <optional>
#include <string>

#include "engine/schedule/work_calendar.hpp"

namespace guatu::schedule {

std::string fixed(double value, int places);
std::string fixed(std::optional<double> value, int places);
std::string ticks_as_minutes(double ticks, int places);
std::string percent(double share);                             // one decimal
std::string in_days(const WorkCalendar& calendar, Span span);  // workdays, one decimal
// Later is +2.0, earlier -1.5; empty when less than a twentieth of a day apart.
std::string variance_text(const WorkCalendar& calendar, Moment baseline, Moment computed);

}  // namespace guatu::schedule

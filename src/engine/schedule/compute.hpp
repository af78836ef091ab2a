// SPDX-License-Identifier: Apache-2.0
// Critical path method (关键路径法) under the rules of Microsoft Project or of Primavera: early and late dates, total
// and free float, what is critical, and what drives each start. Refuses a cycle with the links that form it and
// indices that point nowhere; every other input gives dates.
#pragma once

#include "base/result.hpp"
#include "engine/schedule/network.hpp"

namespace guatu::schedule {

Result<Schedule> compute(const Network& network);

// 倒排: the end is fixed, late dates are counted back from it, and negative float says what must be made up.
Result<Schedule> compute_backward(Network network, Moment finish);

// Whole workdays that a float below zero asks to be made up (5.1 days are 6); 0 when there is none.
std::int64_t days_to_compress(const WorkCalendar& calendar, Span total_float);

// Days by which a computed date is later (positive) or earlier than its baseline, on the activity's calendar.
double variance_days(const WorkCalendar& calendar, Moment baseline, Moment computed);

}  // namespace guatu::schedule

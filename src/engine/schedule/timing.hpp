// SPDX-License-Identifier: Apache-2.0
// How long an activity and a lag take, forwards and backwards. An activity with parts runs on the calendars of its
// resources and ends with the last of them; one without runs on its own calendar.
#pragma once

#include "engine/schedule/network.hpp"

namespace guatu::schedule {

enum class Measure : std::uint8_t { whole, remaining };

const WorkCalendar& calendar_of(const Network& network, const Activity& activity);
Span length_of(const Activity& activity, Measure measure);

Moment finish_from(const Network& network, const Activity& activity, Moment start, Measure measure);
Moment start_from(const Network& network, const Activity& activity, Moment finish, Measure measure);
Moment next_start(const Network& network, const Activity& activity, Moment moment);
Moment previous_finish(const Network& network, const Activity& activity, Moment moment);

const WorkCalendar& lag_calendar_of(const Network& network, const Link& link);
Span lag_of(const Network& network, const Link& link);
Moment after_lag(const Network& network, const Link& link, Moment moment);
Moment before_lag(const Network& network, const Link& link, Moment moment);

}  // namespace guatu::schedule

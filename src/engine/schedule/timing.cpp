// SPDX-License-Identifier: Apache-2.0
#include "engine/schedule/timing.hpp"

#include <algorithm>

namespace guatu::schedule {
namespace {

Span part_length(const Part& part, Measure measure) {
  return measure == Measure::whole ? part.work + part.delay : part.remaining;
}

Moment shifted(const Network& network, const Link& link, Moment moment, Span lag) {
  if (lag.ticks == 0) return moment;
  return lag_calendar_of(network, link).add(moment, lag);
}

}  // namespace

const WorkCalendar& lag_calendar_of(const Network& network, const Link& link) {
  static const WorkCalendar elapsed = WorkCalendar::round_the_clock();
  if (link.lag_kind == LagKind::elapsed || link.lag_kind == LagKind::elapsed_percent) return elapsed;
  const Activity& to = network.activities[link.to];
  switch (network.rules.lag_calendar) {
    case LagCalendar::predecessor:
      return network.calendars[network.activities[link.from].calendar];
    case LagCalendar::successor:
      return network.calendars[to.lag_calendar == kNone ? to.calendar : to.lag_calendar];
    case LagCalendar::project:
      return network.calendars[network.frames[to.project].calendar];
    case LagCalendar::round_the_clock:
      break;
  }
  return elapsed;
}

const WorkCalendar& calendar_of(const Network& network, const Activity& activity) {
  return network.calendars[activity.calendar];
}

Span length_of(const Activity& activity, Measure measure) {
  return measure == Measure::whole ? activity.duration : activity.remaining;
}

Moment finish_from(const Network& network, const Activity& activity, Moment start, Measure measure) {
  if (activity.part_count == 0) return calendar_of(network, activity).add(start, length_of(activity, measure));
  Moment finish = start;
  for (Index i = 0; i < activity.part_count; ++i) {
    const Part& part = network.parts[activity.part_first + i];
    finish = std::max(finish, network.calendars[part.calendar].add(start, part_length(part, measure)));
  }
  return finish;
}

Moment start_from(const Network& network, const Activity& activity, Moment finish, Measure measure) {
  if (activity.part_count == 0) return calendar_of(network, activity).add(finish, -length_of(activity, measure));
  Moment start = finish;
  for (Index i = 0; i < activity.part_count; ++i) {
    const Part& part = network.parts[activity.part_first + i];
    start = std::min(start, network.calendars[part.calendar].add(finish, -part_length(part, measure)));
  }
  return start;
}

Moment next_start(const Network& network, const Activity& activity, Moment moment) {
  if (activity.part_count == 0) return calendar_of(network, activity).next_work(moment);
  Moment next = kFarFuture;
  for (Index i = 0; i < activity.part_count; ++i)
    next = std::min(next, network.calendars[network.parts[activity.part_first + i].calendar].next_work(moment));
  return next;
}

Moment previous_finish(const Network& network, const Activity& activity, Moment moment) {
  if (activity.part_count == 0) return calendar_of(network, activity).previous_work(moment);
  Moment previous = kFarPast;
  for (Index i = 0; i < activity.part_count; ++i)
    previous =
        std::max(previous, network.calendars[network.parts[activity.part_first + i].calendar].previous_work(moment));
  return previous;
}

Span lag_of(const Network& network, const Link& link) {
  if (link.lag_kind == LagKind::working || link.lag_kind == LagKind::elapsed) return {link.lag};
  return {network.activities[link.from].duration.ticks * link.lag / 10'000};
}

Moment after_lag(const Network& network, const Link& link, Moment moment) {
  return link.lag == 0 ? moment : shifted(network, link, moment, lag_of(network, link));
}

Moment before_lag(const Network& network, const Link& link, Moment moment) {
  return link.lag == 0 ? moment : shifted(network, link, moment, -lag_of(network, link));
}

}  // namespace guatu::schedule

// SPDX-License-Identifier: Apache-2.0
#include "engine/loop/clock.hpp"

#include <algorithm>
#include <tuple>

namespace guatu::loop {
namespace {

using calendar::Deadline;

// Where a limit ends that began on a day. A clock may be provisional, also for a legal term.
Result<std::optional<Deadline>> limit_end(const std::optional<Limit>& limit, std::optional<Date> from,
                                          const Course& course, const Kind& kind, const calendar::Calendar& calendar) {
  if (!limit || !from) return std::nullopt;
  GUATU_TRY(Deadline end,
            calendar::find_deadline(calendar, *from, limit->term, kind.end, calendar::Standing::internal));
  if (kind.suspended_time == SuspendedTime::counts || course.suspensions.empty()) return end;
  // A suspension that lasts moves nothing yet.
  const Date until = is_suspended(course) ? course.suspensions.back().since : *course.suspensions.back().until;
  const auto days = static_cast<int>(suspended_days(course, *from, until));
  if (days == 0) return end;
  GUATU_TRY(Deadline moved, calendar::find_deadline(calendar, end.due, {days, calendar::TermUnit::calendar_days},
                                                    kind.end, calendar::Standing::internal));
  if (end.certainty == calendar::Certainty::provisional) moved.certainty = end.certainty;
  return moved;
}

struct LimitedStep {
  std::optional<Limit> limit;
  std::optional<Date> from;
};

LimitedStep feedback_of(const Course& course, const Kind& kind) {
  if (course.reported_on) return {kind.feedback_every, course.reported_on};
  return {kind.feedback, course.assigned_on};
}

LimitedStep limit_of_step(const Course& course, const Kind& kind) {
  switch (course.state) {
    case State::draft:
      return {kind.enter, course.drafted_on};
    case State::assigned:
      return {kind.accept, course.step_since};
    case State::reassignment_asked:
      return {kind.settle, course.step_since};
    case State::accepted:
    case State::working:
    case State::reported:
    case State::returned:
      return feedback_of(course, kind);
    case State::completion_requested:
    case State::verifying:
      return {kind.verify, course.requested_on};
    case State::done:
      if (kind.needs_publicity) return {kind.publicise, course.done_on};
      return {};
    default:
      return {};
  }
}

std::int64_t days_late(const std::optional<Date>& due, Date on) { return due && *due < on ? (on - *due).count() : 0; }

// Gathers what is owed; the first limit that cannot be computed is the refusal.
class Duties {
 public:
  Duties(const Course& course, const Kind& kind, const calendar::Calendar& calendar)
      : course_(course), kind_(kind), calendar_(calendar) {}

  void owe(DutyKind what, const std::optional<UnitId>& unit, const LimitedStep& step) {
    auto end = limit_end(step.limit, step.from, course_, kind_, calendar_);
    if (!end)
      refusal_ = std::move(end).error();
    else if (*end)
      duties_.push_back({what, unit, (*end)->due, (*end)->certainty, 0});
  }
  void owe(const Duty& duty) { duties_.push_back(duty); }

  Result<std::vector<Duty>> in_order() && {
    if (refusal_) return refuse(*std::move(refusal_));
    std::ranges::stable_sort(duties_, {},
                             [](const Duty& duty) { return std::tuple(duty.due, duty.kind, duty.quarter); });
    return std::move(duties_);
  }

 private:
  const Course& course_;
  const Kind& kind_;
  const calendar::Calendar& calendar_;
  std::vector<Duty> duties_;
  std::optional<Error> refusal_;
};

// The one thing the present step asks of somebody.
std::optional<DutyKind> duty_of_step(State state) {
  switch (state) {
    case State::draft:
      return DutyKind::enter;
    case State::assigned:
      return DutyKind::accept;
    case State::reassignment_asked:
      return DutyKind::settle;
    case State::completion_requested:
    case State::verifying:
      return DutyKind::verify;
    case State::done:
      return DutyKind::publicise;
    default:
      return std::nullopt;
  }
}

std::optional<UnitId> unit_of(const Course& course, DutyKind duty) {
  if (duty == DutyKind::accept) return course.lead;
  if (duty == DutyKind::verify) return course.verifier;
  return std::nullopt;
}

bool is_on_desk(State state) {
  return state == State::assigned || state == State::accepted || state == State::working || state == State::reported ||
         state == State::returned;
}

void owe_on_desk(Duties& duties, const Course& course, const Kind& kind) {
  duties.owe(DutyKind::feedback, course.lead, feedback_of(course, kind));
  for (const auto& one : course.assisting) {
    if (!one.accepted_on && !one.replied_on) duties.owe(DutyKind::accept, one.unit, {kind.accept, course.assigned_on});
    if (!one.replied_on) duties.owe(DutyKind::reply, one.unit, {kind.reply, course.assigned_on});
  }
}

void owe_until_done(Duties& duties, const Course& course, const Kind& kind) {
  if (course.extension)
    duties.owe(DutyKind::decide_extension, std::nullopt, {kind.extension.decide, course.extension->asked_on});
  for (const auto& target : course.quarters)
    if (!target.reported_on)
      duties.owe({DutyKind::quarter, course.lead, target.due, calendar::Certainty::published, target.quarter});
  if (course.due) duties.owe({DutyKind::done, course.lead, *course.due, course.due_certainty, 0});
}

}  // namespace

Result<std::optional<StepClock>> step_clock(const Course& course, const Kind& kind, const calendar::Calendar& calendar,
                                            Date today) {
  if (!course.step_since) return std::nullopt;
  const Date until = course.ending ? course.ending->on : today;
  StepClock clock;
  clock.step = course.state;
  clock.since = *course.step_since;
  clock.days = (until - clock.since).count();
  clock.suspended_days = suspended_days(course, clock.since, until);
  const LimitedStep step = limit_of_step(course, kind);
  GUATU_TRY(const auto end, limit_end(step.limit, step.from, course, kind, calendar));
  if (!end) return clock;
  clock.due = end->due;
  clock.certainty = end->certainty;
  if (!course.ending && !is_suspended(course)) clock.overdue_days = days_late(clock.due, until);
  return clock;
}

std::optional<WholeClock> whole_clock(const Course& course, Date today) {
  if (!course.registered_on) return std::nullopt;
  const Date until = course.done_on ? *course.done_on : course.ending ? course.ending->on : today;
  WholeClock clock;
  clock.since = *course.registered_on;
  clock.days = (until - clock.since).count();
  clock.suspended_days = suspended_days(course, clock.since, until);
  clock.original_due = course.original_due;
  clock.due = course.due;
  if (course.ending || is_suspended(course)) return clock;
  clock.overdue_days = days_late(course.due, until);
  if (course.earlier.empty()) clock.original_overdue_days = days_late(course.original_due, until);
  return clock;
}

Result<std::vector<Duty>> open_duties(const Course& course, const Kind& kind, const calendar::Calendar& calendar) {
  Duties duties(course, kind, calendar);
  if (course.ending || is_suspended(course)) return std::vector<Duty>{};
  if (const auto duty = duty_of_step(course.state))
    duties.owe(*duty, unit_of(course, *duty), limit_of_step(course, kind));
  if (is_on_desk(course.state)) owe_on_desk(duties, course, kind);
  if (is_open(course.state)) owe_until_done(duties, course, kind);
  return std::move(duties).in_order();
}

Date counted_from(const Course& course, const Kind& kind) {
  return kind.count_from == CountFrom::registered ? *course.round_began_on : *course.assigned_on;
}

}  // namespace guatu::loop

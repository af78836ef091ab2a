// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "engine/loop/clock.hpp"
#include "engine/loop/rule.hpp"

namespace guatu::loop {
namespace {

std::unexpected<Error> not_later(Date date, Date due) {
  return refuse(ErrorKind::invalid, "date", "loop.date_not_later",
                {{"date", format_date(date)}, {"due", format_date(due)}});
}

}  // namespace

Result<void> check_within(const Limit& limit, Date due, const Course& course, const Circumstances& around) {
  const Date from = counted_from(course, around.kind);
  auto end = end_of(limit, from, around.kind, around.calendar);
  // A day no later than the unrolled end is within the limit whatever the notice will say.
  if (!end && limit.term.unit != calendar::TermUnit::workdays)
    end = calendar::find_deadline(around.calendar, from, limit.term, calendar::EndRule::stay, around.kind.standing);
  if (!end) return refuse(end.error());
  if (due <= end->due) return {};
  return refuse(ErrorKind::invalid, "date", "loop.due_beyond_limit",
                {{"due", format_date(due)}, {"limit", format_date(end->due)}, {"kind", around.kind.word}});
}

Result<void> ask_extension(Course& course, const Request& request, const Circumstances& around) {
  const ExtensionRule& rule = around.kind.extension;
  if (course.extension)
    return refuse(ErrorKind::conflict, "act", "loop.extension_waits",
                  {{"on", format_date(course.extension->asked_on)}});
  if (rule.times && course.extensions >= *rule.times)
    return refuse(ErrorKind::conflict, "act", "loop.extensions_used_up", {{"times", std::to_string(*rule.times)}});
  GUATU_TRY(const auto ahead, around.calendar.count_workdays(around.today, *course.due));
  if (around.today >= *course.due || ahead.count < rule.ask_ahead_workdays)
    return refuse(ErrorKind::conflict, "today", "loop.asked_too_late",
                  {{"due", format_date(*course.due)}, {"workdays", std::to_string(rule.ask_ahead_workdays)}});
  if (*request.date <= *course.due) return not_later(*request.date, *course.due);
  if (rule.longest) GUATU_CHECK(check_within(*rule.longest, *request.date, course, around));
  course.extension = ExtensionAsk{around.today, *request.date, request.reason, request.actor.person};
  return {};
}

Result<void> decide_extension(Course& course, const Request& request) {
  if (!course.extension) return refuse(ErrorKind::conflict, "act", "loop.no_extension_asked", {});
  if (*request.verdict == Verdict::granted) {
    const Date granted = request.date.value_or(course.extension->due_asked);
    if (granted > course.extension->due_asked)
      return refuse(ErrorKind::invalid, "date", "loop.date_beyond_asked",
                    {{"date", format_date(granted)}, {"asked", format_date(course.extension->due_asked)}});
    if (granted <= *course.due) return not_later(granted, *course.due);
    course.due = granted;
    course.due_certainty = calendar::Certainty::published;
    ++course.extensions;
  } else if (request.reason.empty()) {
    return refuse(ErrorKind::invalid, "reason", "loop.reason_missing", {{"act", std::string(chinese_of(request.act))}});
  }
  course.extension.reset();
  return {};
}

}  // namespace guatu::loop

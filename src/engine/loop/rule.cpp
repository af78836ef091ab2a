// SPDX-License-Identifier: Apache-2.0
#include "engine/loop/rule.hpp"

#include <algorithm>
#include <utility>

namespace guatu::loop {
namespace {

std::unexpected<Error> conflict(std::string code, ProblemArgs args = {}) {
  return refuse(ErrorKind::conflict, "act", std::move(code), std::move(args));
}

Assisting& assisting_of(Course& course, const Actor& actor) {
  return *std::ranges::find(course.assisting, *actor.unit, &Assisting::unit);
}

template <class Which>
std::string units_where(const Course& course, Which which) {
  std::string units;
  for (const auto& one : course.assisting)
    if (which(one)) units += (units.empty() ? "" : "、") + one.unit.value;
  return units;
}

Result<void> accept(Course& course, const Request& request, Role role, Date today) {
  if (role != Role::assisting) return {};
  Assisting& unit = assisting_of(course, request.actor);
  if (unit.accepted_on) return conflict("loop.accepted_already", {{"on", format_date(*unit.accepted_on)}});
  unit.accepted_on = today;
  return {};
}

Result<void> report(Course& course, const Request& request, Role role, Date today) {
  if (role == Role::assisting) {
    Assisting& unit = assisting_of(course, request.actor);
    unit.replied_on = today;
    unit.merged_on.reset();
    return {};
  }
  course.reported_on = today;
  if (!request.quarter) return {};
  const auto target = std::ranges::find(course.quarters, *request.quarter, &QuarterTarget::quarter);
  if (target == course.quarters.end())
    return refuse(ErrorKind::invalid, "quarter", "loop.unknown_quarter",
                  {{"quarter", std::to_string(*request.quarter)}});
  target->reported_on = today;
  return {};
}

Result<void> merge_replies(Course& course, Date today) {
  int merged = 0;
  for (auto& unit : course.assisting)
    if (unit.replied_on && !unit.merged_on) {
      unit.merged_on = today;
      ++merged;
    }
  if (merged == 0) return conflict("loop.nothing_to_merge");
  return {};
}

Result<void> check_parts(const Circumstances& around) {
  const auto open = std::ranges::count(around.parts_over, false);
  if (open > 0) return conflict("loop.parts_open", {{"count", std::to_string(open)}});
  return {};
}

Result<void> check_complete(const Course& course, const Circumstances& around) {
  GUATU_CHECK(check_parts(around));
  if (!around.kind.merges_replies) return {};
  const auto missing = units_where(course, [](const Assisting& one) { return !one.replied_on; });
  if (!missing.empty()) return conflict("loop.reply_missing", {{"units", missing}});
  const auto unmerged = units_where(course, [](const Assisting& one) { return !one.merged_on; });
  if (!unmerged.empty()) return conflict("loop.reply_unmerged", {{"units", unmerged}});
  return {};
}

Result<void> confirm(Course& course, const Request& request, const Circumstances& around) {
  GUATU_CHECK(check_parts(around));
  course.done_on = around.today;
  course.verified_by = request.actor.person;
  course.extension.reset();
  course.held.clear();
  return {};
}

Result<void> check_closing(const Course& course, const Kind& kind) {
  if (kind.needs_publicity && course.state != State::publicised)
    return conflict("loop.publicity_missing", {{"kind", kind.word}});
  if (kind.needs_report_up && !course.reported_up_on) return conflict("loop.report_up_missing", {{"kind", kind.word}});
  if (kind.needs_call_back && !course.called_back_on) return conflict("loop.call_back_missing", {{"kind", kind.word}});
  return {};
}

Result<void> resume(Course& course, const Circumstances& around) {
  Suspension& suspension = course.suspensions.back();
  suspension.until = around.today;
  const auto days = static_cast<int>((around.today - suspension.since).count());
  if (around.kind.suspended_time == SuspendedTime::counts || !course.due || days == 0) return {};
  GUATU_TRY(const auto end,
            calendar::find_deadline(around.calendar, *course.due, {days, calendar::TermUnit::calendar_days},
                                    around.kind.end, calendar::Standing::internal));
  course.due = end.due;
  course.due_certainty = end.certainty;
  return {};
}

Result<void> finish(Course& course, const Request& request, EndingKind kind, Date today) {
  if (kind == EndingKind::merged && *request.target == course.id)
    return refuse(ErrorKind::invalid, "target", "loop.merged_into_itself", {{"matter", course.id.value}});
  if (is_suspended(course)) course.suspensions.back().until = today;
  course.extension.reset();
  course.held.clear();
  course.ending = Ending{kind, today, request.reason, kind == EndingKind::merged ? request.target : std::nullopt};
  return {};
}

Result<void> put_on_list(Course& course) {
  if (course.is_listed) return conflict("loop.already_listed");
  course.is_listed = true;
  return {};
}

Result<void> take_off_list(Course& course, const Kind& kind) {
  if (!course.is_listed) return conflict("loop.not_listed");
  if (kind.is_listed && is_open(course.state)) return conflict("loop.stays_listed", {{"kind", kind.word}});
  course.is_listed = false;
  return {};
}

Result<void> escalate(Course& course, const Kind& kind) {
  if (std::cmp_greater_equal(course.level + 1, kind.levels.size()))
    return conflict("loop.top_level", {{"level", kind.levels.empty() ? "—" : kind.levels.back()}});
  ++course.level;
  return {};
}

Result<void> publicise(Course& course, const Kind& kind, Date today) {
  if (!kind.needs_publicity) return conflict("loop.publicity_not_asked", {{"kind", kind.word}});
  course.publicised_on = today;
  return {};
}

Result<void> close(Course& course, const Kind& kind, Date today) {
  GUATU_CHECK(check_closing(course, kind));
  course.closed_on = today;
  return {};
}

// Acts after it was done, and acts beside the steps.
Result<void> apply_beside(Course& course, const Request& request, const Circumstances& around) {
  switch (request.act) {
    case Act::send_back:
      ++course.returns;
      return {};
    case Act::remind:
      ++course.reminders;
      return {};
    case Act::report_up:
      course.reported_up_on = around.today;
      return {};
    case Act::call_back:
      course.called_back_on = around.today;
      return {};
    case Act::publicise:
      return publicise(course, around.kind, around.today);
    case Act::close:
      return close(course, around.kind, around.today);
    case Act::relapse:
      begin_round(course, RoundEnd::relapse, around);
      return {};
    case Act::suspend:
      course.suspensions.push_back({around.today, request.reason, std::nullopt});
      return {};
    case Act::put_on_list:
      return put_on_list(course);
    case Act::take_off_list:
      return take_off_list(course, around.kind);
    case Act::escalate:
      return escalate(course, around.kind);
    default:  // work, verify, archive, sign, hold back: the step is all there is to them
      return {};
  }
}

}  // namespace

Result<void> apply(Course& course, const Request& request, Role role, const Circumstances& around) {
  const Date today = around.today;
  switch (request.act) {
    case Act::draft:
      return set_draft(course, request, around);
    case Act::enter:
      return enter(course, request, around);
    case Act::split:
      return split(course, request);
    case Act::assign:
      return assign(course, request, around);
    case Act::accept:
      return accept(course, request, role, today);
    case Act::ask_reassignment:
      return check_objection(course, around);
    case Act::settle_reassignment:
      return settle_reassignment(course, request);
    case Act::report:
      return report(course, request, role, today);
    case Act::merge_replies:
      return merge_replies(course, today);
    case Act::ask_extension:
      return ask_extension(course, request, around);
    case Act::decide_extension:
      return decide_extension(course, request);
    case Act::request_completion:
      course.requested_on = today;
      return check_complete(course, around);
    case Act::confirm:
      return confirm(course, request, around);
    case Act::instruct:
      return instruct(course, request, around);
    case Act::resume:
      return resume(course, around);
    case Act::withdraw:
      return finish(course, request, EndingKind::withdrawn, today);
    case Act::merge:
      return finish(course, request, EndingKind::merged, today);
    default:
      return apply_beside(course, request, around);
  }
}

}  // namespace guatu::loop

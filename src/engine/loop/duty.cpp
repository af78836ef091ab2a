// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "engine/loop/clock.hpp"
#include "engine/loop/rule.hpp"

namespace guatu::loop {
namespace {

Result<void> check_grade(const std::string& grade, const Kind& kind) {
  if (kind.grades.empty() ? grade.empty() : find_grade(kind, grade) != nullptr) return {};
  return refuse(ErrorKind::invalid, "grade", "loop.unknown_grade",
                {{"grade", grade.empty() ? "—" : grade}, {"kind", kind.word}, {"accepted", grade_choices(kind)}});
}

std::unexpected<Error> unit_twice(const UnitId& unit) {
  return refuse(ErrorKind::invalid, "assisting", "loop.unit_twice", {{"unit", unit.value}});
}

// A unit that works on it, or did, cannot be the one that verifies it.
Result<void> check_verifier(const Course& course) {
  if (!course.verifier) return {};
  const bool worked = std::ranges::find(course.hands, course.verifier, &Hand::unit) != course.hands.end();
  if (worked || is_on_duty(course, *course.verifier))
    return refuse(ErrorKind::invalid, "verifier", "loop.unit_on_duty", {{"unit", course.verifier->value}});
  return {};
}

Result<void> set_duty(Course& course, const UnitId& lead, const std::vector<UnitId>& assisting) {
  course.lead = lead;
  course.assisting.clear();
  for (const auto& unit : assisting) {
    if (is_on_duty(course, unit)) return unit_twice(unit);
    course.assisting.push_back({unit, {}, {}, {}});
  }
  course.held.clear();
  return check_verifier(course);
}

std::vector<UnitId> assisting_units(const Course& course) {
  std::vector<UnitId> units;
  for (const auto& one : course.assisting) units.push_back(one.unit);
  return units;
}

// The due date of a round: the one given, else the end of the kind's limit.
Result<void> set_due(Course& course, const std::optional<Date>& given, const Circumstances& around) {
  const auto limit = done_limit(around.kind, course.grade);
  if (given) {
    if (*given < around.today)
      return refuse(ErrorKind::invalid, "date", "loop.due_passed",
                    {{"due", format_date(*given)}, {"today", format_date(around.today)}});
    if (limit && around.kind.standing == calendar::Standing::legal)
      GUATU_CHECK(check_within(*limit, *given, course, around));
    if (around.kind.extension.longest)
      GUATU_CHECK(check_within(*around.kind.extension.longest, *given, course, around));
    course.due = given;
    course.due_certainty = calendar::Certainty::published;
  } else {
    if (!limit) return refuse(ErrorKind::invalid, "date", "loop.due_missing", {{"kind", around.kind.word}});
    GUATU_TRY(const auto end, end_of(*limit, counted_from(course, around.kind), around.kind, around.calendar));
    course.due = end.due;
    course.due_certainty = end.certainty;
  }
  if (!course.original_due) course.original_due = course.due;
  for (auto& target : course.quarters)
    if (!target.year && !target.reported_on) target.due = Month(year_of(*course.due), target.quarter * 3).last_day();
  return {};
}

}  // namespace

Result<void> set_draft(Course& course, const Request& request, const Circumstances& around) {
  if (!request.grade.empty()) GUATU_CHECK(check_grade(request.grade, around.kind));
  course.kind = around.kind.code;
  course.grade = request.grade;
  course.verifier = request.verifier;
  course.quarters = around.kind.has_quarters ? request.quarters : std::vector<QuarterTarget>{};
  if (!course.drafted_on) course.drafted_on = around.today;
  return {};
}

Result<void> enter(Course& course, const Request& request, const Circumstances& around) {
  if (!request.grade.empty()) course.grade = request.grade;
  GUATU_CHECK(check_grade(course.grade, around.kind));
  course.kind = around.kind.code;
  if (request.verifier) course.verifier = request.verifier;
  if (around.kind.has_quarters && !request.quarters.empty()) course.quarters = request.quarters;
  if (!course.drafted_on) course.drafted_on = around.today;
  course.registered_on = course.round_began_on = around.today;
  course.is_listed = around.kind.is_listed;
  return {};
}

Result<void> assign(Course& course, const Request& request, const Circumstances& around) {
  if (request.verifier) course.verifier = request.verifier;
  GUATU_CHECK(set_duty(course, *request.lead, request.assisting));
  course.assigned_on = around.today;
  return set_due(course, request.date, around);
}

Result<void> check_objection(const Course& course, const Circumstances& around) {
  if (!around.kind.object) return {};
  GUATU_TRY(const auto end, end_of(*around.kind.object, *course.step_since, around.kind, around.calendar));
  if (around.today <= end.due) return {};
  return refuse(ErrorKind::conflict, "today", "loop.objection_late", {{"due", format_date(end.due)}});
}

// Neither answer moves the due date: a matter that was sent round does not get younger.
Result<void> settle_reassignment(Course& course, const Request& request) {
  if (*request.verdict == Verdict::refused) {
    if (request.reason.empty())
      return refuse(ErrorKind::invalid, "reason", "loop.reason_missing",
                    {{"act", std::string(chinese_of(request.act))}});
    return {};
  }
  if (!request.lead)
    return refuse(ErrorKind::invalid, "lead", "loop.lead_missing", {{"act", std::string(chinese_of(request.act))}});
  if (course.lead == request.lead)
    return refuse(ErrorKind::invalid, "lead", "loop.same_lead", {{"unit", request.lead->value}});
  auto assisting = request.assisting.empty() ? assisting_units(course) : request.assisting;
  if (request.assisting.empty()) std::erase(assisting, *request.lead);
  return set_duty(course, *request.lead, assisting);
}

Result<void> split(Course& course, const Request& request) {
  if (request.parts.empty())
    return refuse(ErrorKind::invalid, "parts", "loop.lead_missing", {{"act", std::string(chinese_of(request.act))}});
  for (auto part = request.parts.begin(); part != request.parts.end(); ++part) {
    if (std::ranges::find(request.parts.begin(), part, part->lead, &PartPlan::lead) != part)
      return unit_twice(part->lead);
    if (part->due && course.due && *part->due > *course.due)
      return refuse(ErrorKind::invalid, "parts", "loop.part_after_due",
                    {{"unit", part->lead.value}, {"due", format_date(*course.due)}});
  }
  course.parts += static_cast<int>(request.parts.size());
  return {};
}

Result<void> instruct(Course& course, const Request& request, const Circumstances& around) {
  if (is_open(course.state)) return {};  // on record; who works on it goes on
  begin_round(course, RoundEnd::instruction, around);
  const auto assisting = request.lead ? request.assisting : assisting_units(course);
  GUATU_CHECK(set_duty(course, request.lead ? *request.lead : *course.lead, assisting));
  course.assigned_on = around.today;
  return set_due(course, request.date, around);
}

void begin_round(Course& course, RoundEnd end, const Circumstances& around) {
  course.earlier.push_back(
      {*course.round_began_on, course.due, course.done_on, course.verified_by, course.closed_on, end});
  course.round_began_on = around.today;
  if (around.kind.is_listed) course.is_listed = true;
  course.extensions = 0;
  course.extension.reset();
  course.held.clear();
  course.verified_by.reset();
  for (auto* date : {&course.assigned_on, &course.reported_on, &course.requested_on, &course.reported_up_on,
                     &course.called_back_on, &course.done_on, &course.publicised_on, &course.closed_on, &course.due})
    date->reset();
}

}  // namespace guatu::loop

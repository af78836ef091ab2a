// SPDX-License-Identifier: Apache-2.0
#include "feature/matter/handling.hpp"

#include <algorithm>

namespace guatu::matter {
namespace {

using loop::Course;

// The last day on which something happened to it, as far as a workbook tells; never after today.
Date last_day(const Matter& row, const Told& told, Date base, Date today) {
  Date last = base;
  const auto see = [&](const std::optional<Date>& date) {
    if (date && *date > last) last = *date;
  };
  for (const auto& date : {row.registered_on, row.assigned_on, row.reported_on, row.done_on}) see(date);
  for (const auto& report : told.reports) see(report.reported_on);
  for (const auto& extension : told.extensions) {
    see(extension.asked_on);
    see(extension.decided_on);
  }
  return std::min(last, today);
}

Date first_day(const Matter& row, Date today) {
  for (const auto& date : {row.registered_on, row.assigned_on, row.reported_on, row.done_on})
    if (date) return std::min(*date, today);
  return today;
}

void take_duty(Course& course, const Matter& row, const Told& told) {
  course.lead = loop_unit(row.lead);
  for (const auto& unit : row.assisting) {
    loop::Assisting one{loop_unit(unit), {}, {}, {}};
    for (const auto& report : told.reports)
      if (report.unit == unit && report.reported_on) one.accepted_on = one.replied_on = report.reported_on;
    if (!loop::is_on_duty(course, one.unit)) course.assisting.push_back(std::move(one));
  }
}

// Who told of it, now or before it was given to somebody else.
void take_hands(Course& course, const Told& told) {
  const auto add_hand = [&](const loop::Hand& hand) {
    if (std::ranges::find(course.hands, hand) == course.hands.end()) course.hands.push_back(hand);
  };
  for (const auto& report : told.reports)
    if (report.unit) add_hand({{}, loop_unit(*report.unit)});
  for (const auto& teller : told.tellers) add_hand({{teller.person}, loop_unit(teller.unit)});
}

void take_dates(Course& course, const Matter& row, Date base, Date last) {
  course.drafted_on = base;
  course.step_since = course.last_on = last;
  // A register may name the day before anybody was given the matter; it is the original one for good.
  course.original_due = row.original_due ? row.original_due : row.due;
  course.due = row.due ? row.due : course.original_due;
  if (row.state == State::draft) return;
  course.registered_on = course.round_began_on = base;
  if (row.state == State::registered) return;
  course.assigned_on = row.assigned_on.value_or(base);
  course.reported_on = row.reported_on;
  if (row.state >= State::completion_requested) course.requested_on = row.reported_on.value_or(last);
  if (loop::is_open(row.state)) return;
  course.done_on = row.done_on.value_or(last);
  if (row.state >= State::publicised) course.publicised_on = last;
  if (row.state >= State::closed) course.closed_on = last;
}

// 挂牌、中止、撤销、合并、反弹.
void take_side_state(Course& course, const Matter& row, const loop::Kind* kind, Date last) {
  const std::string& side = row.side_state;
  const bool kind_lists = kind != nullptr && kind->is_listed && loop::is_open(row.state);
  course.is_listed = row.state != State::draft && (side == "挂牌" || kind_lists);
  if (side == "中止") course.suspensions.push_back({last, row.note, std::nullopt});
  if (side == "撤销") course.ending = loop::Ending{loop::EndingKind::withdrawn, last, row.note, std::nullopt};
  if (side == "合并") course.ending = loop::Ending{loop::EndingKind::merged, last, row.note, std::nullopt};
  if (side == "反弹" && course.round_began_on)
    course.earlier.push_back({*course.round_began_on, row.original_due, {}, {}, {}, loop::RoundEnd::relapse});
}

void take_extensions(Course& course, const Told& told) {
  for (const auto& extension : told.extensions) {
    if (extension.decision == "同意") ++course.extensions;
    const bool waits = extension.decision == "待批" && !extension.decided_on && extension.due_asked;
    if (waits && loop::is_open(course.state) && course.due && *extension.due_asked > *course.due)
      course.extension = loop::ExtensionAsk{extension.asked_on, *extension.due_asked, extension.reason, {}};
  }
}

std::string side_state_of(const Course& course) {
  if (course.ending) return std::string(chinese_of(course.ending->kind));
  if (loop::is_suspended(course)) return "中止";
  if (course.is_listed) return "挂牌";
  const bool relapsed = !course.earlier.empty() && course.earlier.back().end == loop::RoundEnd::relapse;
  return relapsed && loop::is_open(course.state) ? "反弹" : "";
}

}  // namespace

loop::UnitId loop_unit(const Id<unit::Unit>& unit) { return {unit.value}; }
Id<unit::Unit> register_unit(const loop::UnitId& unit) { return {unit.value}; }
std::optional<loop::UnitId> loop_unit(const std::optional<Id<unit::Unit>>& unit) {
  return unit ? std::optional(loop_unit(*unit)) : std::nullopt;
}
std::optional<Id<unit::Unit>> register_unit(const std::optional<loop::UnitId>& unit) {
  return unit ? std::optional(register_unit(*unit)) : std::nullopt;
}
loop::MatterId loop_id(const Id<Matter>& id) { return {id.value}; }
Id<Matter> register_id(const loop::MatterId& id) { return {id.value}; }

Course course_of(const Matter& row, const Told& told, const loop::Kind* kind, Date today) {
  Course course;
  course.id = loop_id(row.id);
  if (row.parent) course.parent = loop_id(*row.parent);
  course.kind = kind == nullptr ? row.kind : kind->code;
  course.grade = row.grade.value_or("");
  course.state = row.state;
  course.verifier = loop_unit(row.verifier);
  course.returns = static_cast<int>(row.return_count);
  const Date base = first_day(row, today);
  const Date last = last_day(row, told, base, today);
  take_dates(course, row, base, last);
  if (row.state >= State::assigned) take_duty(course, row, told);
  take_hands(course, told);
  take_side_state(course, row, kind, last);
  take_extensions(course, told);
  if (kind != nullptr) {
    const auto level = std::ranges::find(kind->levels, row.coordination_level);
    if (level != kind->levels.end()) course.level = static_cast<int>(level - kind->levels.begin());
  }
  return course;
}

void show(Matter& row, const Course& course, const loop::Kind& kind) {
  const bool is_named =
      row.kind == kind.code || row.kind == kind.word || std::ranges::find(kind.aliases, row.kind) != kind.aliases.end();
  if (!is_named) row.kind = kind.word;
  row.grade = course.grade.empty() ? std::nullopt : std::optional(course.grade);
  if (course.parent) row.parent = register_id(*course.parent);
  row.lead = register_unit(course.lead);
  row.assisting.clear();
  for (const auto& one : course.assisting) row.assisting.push_back(register_unit(one.unit));
  row.verifier = register_unit(course.verifier);
  row.registered_on = course.registered_on;
  row.assigned_on = course.assigned_on;
  row.original_due = course.original_due;
  row.due = course.due;
  row.state = course.state;
  row.side_state = side_state_of(course);
  row.reported_on = course.reported_on;
  row.done_on = course.done_on;
  row.return_count = course.returns;
  // The lowest level has no word of its own in registers; what a workbook wrote there stays.
  if (course.level > 0) row.coordination_level = kind.levels[static_cast<std::size_t>(course.level)];
}

bool agrees(const Matter& row, const Course& course, const loop::Kind& kind) {
  Matter shown = row;
  show(shown, course, kind);
  return shown == row;
}

ActDone told_of(const loop::Event& event, const loop::Request& asked, std::int64_t sequence) {
  ActDone done;
  const loop::Request& request = event.request;
  done.matter = register_id(event.after.id);
  done.sequence = sequence;
  done.acted_on = event.on;
  done.act = event.act;
  done.person = asked.actor.person.value;
  if (asked.actor.on_behalf_of) done.on_behalf_of = asked.actor.on_behalf_of->value;
  done.unit = register_unit(asked.actor.unit);
  done.text = request.text;
  done.reason = request.reason;
  done.date = request.date;
  done.verdict = request.verdict;
  done.grade = request.grade;
  done.before = event.from;
  done.after = event.to;
  done.waits = event.held.has_value() && !event.signed_act;
  done.signed_act = event.signed_act;
  done.lead = register_unit(request.lead);
  for (const auto& unit : request.assisting) done.assisting.push_back(register_unit(unit));
  if (request.target) done.target = register_id(*request.target);
  if (request.quarter) done.quarter = *request.quarter;
  return done;
}

std::optional<loop::Act> effect_of(const loop::Event& event) {
  if (event.signed_act) return event.signed_act;
  if (event.held) return std::nullopt;
  return event.act;
}

}  // namespace guatu::matter

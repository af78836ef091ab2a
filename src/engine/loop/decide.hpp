// SPDX-License-Identifier: Apache-2.0
// One act on one matter: decide() takes its course and a request and gives the event with the course after it, or says
// why not. Order of refusals: the day, what stands beside the state, the table, the person, what the act requires, then
// the rules of the act.
//
// Who worked on a matter (as a person, for somebody, or through the unit) never verifies it, decides its extension or
// settles its reassignment. Where a unit asks for signatures nothing leaves it before the last one: until then the act
// is held, changes nothing and stops no clock, and it is judged again on the day it leaves.
#pragma once

#include "engine/loop/kind.hpp"
#include "engine/loop/transition.hpp"

namespace guatu::loop {

// What is true around the matter on the day.
struct Circumstances {
  Date today;
  const Kind& kind;  // the matter's; while it is a draft, the one it shall be
  const calendar::Calendar& calendar;
  std::vector<SignLevel> chain;  // what the actor's unit asks for, in signing order; empty: nothing
  std::vector<bool> parts_over;  // one for each matter this one was split into
};

// Refuses (kind of refusal in brackets)
// - by place in the loop: loop.not_now, loop.ended, loop.suspended, loop.back_in_time (conflict)
// - by person: loop.person_missing (invalid), loop.not_yours, loop.worked_on_it, loop.unit_on_duty, loop.own_signature,
//   loop.not_your_level (forbidden)
// - what is required: loop.text_missing, loop.reason_missing, loop.date_missing, loop.lead_missing,
//   loop.verdict_missing, loop.target_missing (invalid)
// - unsigned yet: loop.waits_for_signature, loop.nothing_to_sign (conflict)
// - by rule of the act: loop.unknown_grade, loop.unit_twice, loop.due_missing, loop.due_passed, loop.due_beyond_limit,
//   loop.part_after_due, loop.objection_late, loop.same_lead, loop.accepted_already, loop.unknown_quarter,
//   loop.nothing_to_merge, loop.reply_missing, loop.reply_unmerged, loop.parts_open, loop.extension_waits,
//   loop.extensions_used_up, loop.asked_too_late, loop.date_not_later, loop.no_extension_asked,
//   loop.date_beyond_asked, loop.publicity_not_asked, loop.publicity_missing, loop.report_up_missing,
//   loop.call_back_missing, loop.top_level, loop.already_listed, loop.not_listed, loop.stays_listed,
//   loop.merged_into_itself, and what calendar::find_deadline refuses
Result<Event> decide(const Course& course, const Request& request, const Circumstances& around);

// The course of one part of a matter that was split: registered on the day, with the parent's kind and grade, not
// assigned yet.
Course part_of(const Course& parent, MatterId id, Date today);

}  // namespace guatu::loop

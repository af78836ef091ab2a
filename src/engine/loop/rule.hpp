// SPDX-License-Identifier: Apache-2.0
// What single acts ask beyond the table, and what they change. decide.cpp calls apply(): the table has been passed,
// required fields are there, the person is allowed. The rest serves apply() only.
#pragma once

#include "engine/loop/decide.hpp"

namespace guatu::loop {

// Changes `course`, whose state is still the one before. May refuse after having changed it: give it a copy.
Result<void> apply(Course& course, const Request& request, Role role, const Circumstances& around);

// duty.cpp: who is on duty, and until when.
// loop.unknown_grade
Result<void> set_draft(Course& course, const Request& request, const Circumstances& around);
Result<void> enter(Course& course, const Request& request, const Circumstances& around);
// loop.unit_twice, loop.unit_on_duty, loop.due_missing, loop.due_passed, loop.due_beyond_limit, calendar.provisional
Result<void> assign(Course& course, const Request& request, const Circumstances& around);
Result<void> check_objection(const Course& course, const Circumstances& around);  // loop.objection_late
Result<void> settle_reassignment(Course& course, const Request& request);         // loop.same_lead
Result<void> split(Course& course, const Request& request);                       // loop.part_after_due
Result<void> instruct(Course& course, const Request& request, const Circumstances& around);
void begin_round(Course& course, RoundEnd end, const Circumstances& around);

// extension.cpp: a later day than the current due date.
// loop.extension_waits, loop.asked_too_late, loop.date_not_later, loop.extensions_used_up, loop.due_beyond_limit
Result<void> ask_extension(Course& course, const Request& request, const Circumstances& around);
// loop.no_extension_asked, loop.date_beyond_asked, loop.date_not_later
Result<void> decide_extension(Course& course, const Request& request);
// Refuses loop.due_beyond_limit for a day after the end of the limit.
Result<void> check_within(const Limit& limit, Date due, const Course& course, const Circumstances& around);

}  // namespace guatu::loop

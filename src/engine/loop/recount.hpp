// SPDX-License-Identifier: Apache-2.0
// Counting a due date anew (期限重算) when the holiday notice is there that it was counted without. Only a date that
// was provisional moves, by the rule that gave it; a date that somebody named rolls off a day off where its kind rolls.
// The original due date never changes. A date that was counted by a published notice stays, whatever comes later.
#pragma once

#include "engine/loop/course.hpp"
#include "engine/loop/kind.hpp"

namespace guatu::loop {

// Whether the course is another one now: its date moved, or is no longer provisional. Refuses calendar.out_of_range.
Result<bool> recount_due(Course& course, const Kind& kind, const calendar::Calendar& calendar);

}  // namespace guatu::loop

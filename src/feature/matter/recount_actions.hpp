// SPDX-License-Identifier: Apache-2.0
// Counting due dates anew (期限重算) after a holiday notice: of every matter that is not over, the date that was
// provisional, and the lines of everybody's list. Inside of a transaction whose entry the caller journals. What moved
// has a new version of its row, so that its people find it among what changed.
#pragma once

#include "feature/calendar/calendar_actions.hpp"
#include "feature/matter/rulebook.hpp"

namespace guatu::matter {

// By number; the same notice again moves nothing.
Result<std::vector<calendar::MovedDue>> recount_dues(db::Tx& tx, const Rulebook& rules);

}  // namespace guatu::matter

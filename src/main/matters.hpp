// SPDX-License-Identifier: Apache-2.0
// The matters by the kinds and calendars that come with the program: who counts due dates anew when a holiday notice is
// there, and what `guatu check` asks of them.
#pragma once

#include "feature/calendar/calendar_actions.hpp"
#include "platform/db/audit.hpp"

namespace guatu {

calendar::Recount recount_of_matters();
db::Promises promises_of_matters();

}  // namespace guatu

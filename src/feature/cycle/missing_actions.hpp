// SPDX-License-Identifier: Apache-2.0
// Who has not reported for a cycle as the registers stand, and the reminders that are made of it by themselves
// (未报送、催报): each kind once a cycle, as a row and a journal entry. Refuses api.no_such_record.
#pragma once

#include <string>
#include <vector>

#include "feature/calendar/calendar_presets.hpp"
#include "feature/cycle/missing.hpp"
#include "platform/db/versioned.hpp"

namespace guatu::cycle {

struct MissingOfCycle {
  Cycle cycle;
  MissingReports reports;
};
Result<MissingOfCycle> load_missing(const db::Reader& reader, const Id<Cycle>& id, Date today);

std::vector<Reminder> load_reminders(const db::Reader& reader, const Id<Cycle>& id);

// What is owed for the cycles that were reminded of and are not frozen.
struct OpenReminder {
  Reminder reminder;  // the last one
  MissingOfCycle missing;
};
Result<std::vector<OpenReminder>> load_open_reminders(const db::Reader& reader, Date today);

// Makes the reminders that are due today; how many.
Result<std::int64_t> remind(db::Tx& tx, std::span<const calendar::YearText> presets);

}  // namespace guatu::cycle

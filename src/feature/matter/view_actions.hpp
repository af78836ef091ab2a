// SPDX-License-Identifier: Apache-2.0
// Matters for reading (事项查询): pages of the register, one matter with everything its screen shows, its timeline, and
// who has to be reminded. Refuses api.no_such_record and what the clocks refuse.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "feature/matter/course_actions.hpp"
#include "platform/db/page.hpp"
#include "platform/db/row_change.hpp"

namespace guatu::matter {

db::Page<Matter> load_matter_page(const db::Reader& reader, const db::PageQuery& query);
Result<std::vector<db::ToldVersion<Matter>>> load_matter_history(const db::Reader& reader, const Id<Matter>& id);

struct PartView {
  Matter row;
  bool is_over = false;
};

struct MatterView {
  Handled handled;
  std::optional<loop::StepClock> step;
  std::optional<loop::WholeClock> whole;
  std::vector<loop::Duty> duties;
  std::vector<Ask> asks;
  std::map<std::string, std::string> replies;  // the last one of each unit
  std::vector<Extension> extensions;
  std::vector<PartView> parts;
  std::vector<Possible> may;
  std::map<std::string, std::vector<loop::SignLevel>> chains;  // of the units in `may`
};
Result<MatterView> view_matter(const db::Reader& reader, const Rulebook& rules, const Party& party,
                               const Id<Matter>& id, Date today);

struct TimelineItem {
  ActDone act;
  std::string person_name;
  bool is_imported = false;
};
Result<std::vector<TimelineItem>> load_timeline(const db::Reader& reader, const Id<Matter>& id);

struct ReminderItem {
  DutyRow duty;
  std::string text;  // of the matter
  std::int64_t reminders = 0;
};
struct UnitReminder {
  unit::Unit unit;
  std::vector<ReminderItem> items;
};
// What units owe until the day, unit by unit in the official order.
std::vector<UnitReminder> load_reminders(const db::Reader& reader, Date until);

}  // namespace guatu::matter

// SPDX-License-Identifier: Apache-2.0
#include "feature/cycle/missing_actions.hpp"

#include "feature/cadence/cycle_plan_actions.hpp"
#include "feature/cycle/cycle_actions.hpp"
#include "feature/cycle/cycle_edit_actions.hpp"
#include "feature/cycle/cycle_store.hpp"
#include "feature/indicator/indicator_actions.hpp"
#include "feature/indicator/indicator_edit_actions.hpp"
#include "feature/light/light_actions.hpp"
#include "feature/matter/matter_actions.hpp"
#include "feature/unit/unit_actions.hpp"

namespace guatu::cycle {
namespace {

// Loaded once for all cycles that are asked about.
struct Registers {
  std::vector<unit::Unit> units;
  std::vector<unit::Person> people;
  lights::Portfolio portfolio;
  std::vector<matter::Matter> matters;
  std::vector<Cycle> cycles;
  cadence::FiguresDue figures;
  std::vector<indicator::Indicator> indicators;
  std::vector<indicator::Target> targets;
  std::vector<indicator::Estimate> given;

  explicit Registers(const db::Reader& reader)
      : units(unit::load_units(reader)),
        people(unit::load_people(reader)),
        portfolio(lights::load_portfolio(reader)),
        matters(matter::load_matters(reader)),
        cycles(load_cycles(reader)),
        figures(cadence::load_figures_due(reader)),
        indicators(indicator::load_indicators(reader)),
        targets(indicator::load_targets(reader)),
        given(indicator::load_estimates(reader)) {}

  MissingReports missing_of(const Cycle& cycle, Date today) const {
    const Month month = figures.month_at(meeting_day(cycle).value_or(today));
    const auto estimates = estimates_asked({units, indicators, targets, given}, month + 1);
    return find_missing_reports({units, people, portfolio, matters, estimates},
                                {month, first_day_of_news(cycles, cycle, today), today});
  }
};

std::set<ReminderKind> made_for(const db::Reader& reader, const Id<Cycle>& id) {
  std::set<ReminderKind> made;
  for (const auto& reminder : load_reminders(reader, id)) made.insert(reminder.kind);
  return made;
}

Reminder reminder_of(const Cycle& cycle, ReminderKind kind, const MissingReports& missing, Date today) {
  Reminder reminder{cycle.id, kind, today, {}, 0};
  for (const auto& unit : missing.units) {
    reminder.units.push_back(unit.unit.value);
    reminder.items += static_cast<std::int64_t>(unit.items.size());
  }
  return reminder;
}

void journal_reminders(db::Tx& tx, const std::vector<Reminder>& made) {
  JsonWriter json;
  json.begin_object().key("reminders").begin_array();
  for (const auto& reminder : made) {
    json.begin_object().member("cycle", reminder.cycle.value).member("kind", code_of(reminder.kind));
    json.member("items", reminder.items).key("units").begin_array();
    for (const auto& unit : reminder.units) json.text(unit);
    json.end_array().end_object();
  }
  tx.journal({"cycle.reminded", made.front().cycle.value, json.end_array().end_object().take()});
}

}  // namespace

Result<MissingOfCycle> load_missing(const db::Reader& reader, const Id<Cycle>& id, Date today) {
  GUATU_TRY(const auto cycle, find_versioned_cycle(reader, id));
  const Registers registers(reader);
  return MissingOfCycle{cycle.row, registers.missing_of(cycle.row, today)};
}

std::vector<Reminder> load_reminders(const db::Reader& reader, const Id<Cycle>& id) {
  return db::load(reader, cycle_reminder_table(), "WHERE cycle = :cycle ORDER BY reminded_on, kind", {{"cycle", id}});
}

Result<std::vector<OpenReminder>> load_open_reminders(const db::Reader& reader, Date today) {
  std::vector<OpenReminder> open;
  std::optional<Registers> registers;
  for (const auto& cycle : load_cycles(reader)) {
    if (cycle.state != CycleState::open && cycle.state != CycleState::collecting) continue;
    const auto reminders = load_reminders(reader, cycle.id);
    if (reminders.empty()) continue;
    if (!registers) registers.emplace(reader);
    open.push_back({reminders.back(), {cycle, registers->missing_of(cycle, today)}});
  }
  return open;
}

Result<std::int64_t> remind(db::Tx& tx, std::span<const calendar::YearText> presets) {
  std::vector<Reminder> made;
  std::optional<Registers> registers;
  for (const auto& cycle : load_cycles(tx)) {
    GUATU_TRY(const auto from, remind_on(tx, cycle, presets));
    const auto due = reminder_due(cycle, from, made_for(tx, cycle.id), tx.today());
    if (!due) continue;
    if (!registers) registers.emplace(tx);
    const auto reminder = reminder_of(cycle, *due, registers->missing_of(cycle, tx.today()), tx.today());
    if (!reminder.units.empty()) made.push_back(reminder);
  }
  if (made.empty()) return std::int64_t{0};
  db::put(tx, cycle_reminder_table(), made);
  journal_reminders(tx, made);
  return static_cast<std::int64_t>(made.size());
}

}  // namespace guatu::cycle

// SPDX-License-Identifier: Apache-2.0
#include "feature/cycle/cycle_edit_actions.hpp"

#include <algorithm>
#include <set>

#include "feature/cadence/cycle_plan_actions.hpp"
#include "feature/calendar/calendar_actions.hpp"
#include "feature/cycle/cycle_actions.hpp"
#include "feature/cycle/cycle_store.hpp"
#include "feature/matter/matter_actions.hpp"
#include "platform/db/row_change.hpp"

namespace guatu::cycle {
namespace {

constexpr int kDaysOfWeek = 7;

CycleKind kind_of(calendar::Rhythm rhythm) {
  if (rhythm == calendar::Rhythm::weekly) return CycleKind::weekly;
  return rhythm == calendar::Rhythm::half_monthly ? CycleKind::half_month : CycleKind::monthly;
}

std::vector<AgendaItem> agenda_of(const db::Reader& reader, const Id<Cycle>& id) {
  return db::load(reader, agenda_item_table(), "WHERE cycle = :cycle ORDER BY sequence", {{"cycle", id}});
}

std::vector<Id<matter::Matter>> named_in(std::initializer_list<const std::vector<AgendaItem>*> agendas) {
  std::set<Id<matter::Matter>> named;
  for (const auto* agenda : agendas)
    for (const auto& item : *agenda)
      if (item.matter) named.insert(*item.matter);
  return {named.begin(), named.end()};
}

Result<void> check_matters(const db::Reader& reader, const std::vector<AgendaItem>& items) {
  const auto found = matter::load_matters_named(reader, named_in({&items}));
  std::vector<Problem> problems;
  for (std::size_t i = 0; i < items.size(); ++i)
    if (items[i].matter && std::ranges::find(found, *items[i].matter, &matter::Matter::id) == found.end())
      problems.push_back(
          {"items[" + std::to_string(i) + "].matter", "cycle.no_such_matter", {{"value", items[i].matter->value}}});
  if (problems.empty()) return {};
  return refuse(Error{ErrorKind::invalid, std::move(problems)});
}

// The plan says how a cycle is called, cut off and led that nobody said more of.
Result<void> complete(Cycle& cycle, const cadence::CyclePlan& plan, const calendar::Calendar& calendar) {
  const Date day = *cycle.planned_on;
  if (cycle.id.empty()) cycle.id = id_for(cycle.kind, day);
  if (cycle.number.empty()) cycle.number = number_for(cycle.kind, day);
  if (cycle.chair.empty()) cycle.chair = plan.chair;
  if (cycle.place.empty()) cycle.place = plan.place;
  if (!cycle.cut_off) {
    GUATU_TRY(cycle.cut_off, cadence::cut_off_of(calendar, plan, day));
  }
  return {};
}

}  // namespace

db::Page<Cycle> load_cycle_page(const db::Reader& reader, const db::PageQuery& query) {
  return db::load_page(reader, cycle_table(), query);
}

Result<db::Versioned<Cycle>> find_versioned_cycle(const db::Reader& reader, const Id<Cycle>& id) {
  auto found = db::find_versioned(reader, cycle_table(), id);
  if (!found) return refuse(ErrorKind::not_found, "", "api.no_such_record", {{"id", id.value}});
  return std::move(*found);
}

Result<std::optional<Date>> remind_on(const db::Reader& reader, const Cycle& cycle, Presets presets) {
  if (!cycle.cut_off) return std::optional<Date>();
  GUATU_TRY(const auto calendar, calendar::load_calendar(reader, presets));
  GUATU_TRY(const Date day, cadence::reminder_of(calendar, cadence::load_plan(reader).row, *cycle.cut_off));
  return std::optional<Date>(day);
}

Result<CycleDetail> load_cycle_detail(const db::Reader& reader, const Id<Cycle>& id, Presets presets, Date today) {
  CycleDetail detail;
  GUATU_TRY(detail.cycle, find_versioned_cycle(reader, id));
  const Cycle& cycle = detail.cycle.row;
  GUATU_TRY(detail.remind_on, remind_on(reader, cycle, presets));
  detail.month = cadence::load_figures_due(reader).month_at(meeting_day(cycle).value_or(today));
  const auto cycles = load_cycles(reader);
  if (const Cycle* before = cycle_before(cycles, cycle)) {
    detail.previous = before->id;
    detail.last_agenda = agenda_of(reader, before->id);
  }
  if (const Cycle* after = cycle_after(cycles, cycle)) detail.next = after->id;
  detail.agenda = agenda_of(reader, id);
  detail.agenda_version = last_agenda_position(reader, id);
  for (auto& matter : matter::load_matters_named(reader, named_in({&detail.agenda, &detail.last_agenda})))
    detail.matters[matter.id.value] = matter;
  return detail;
}

Result<db::Versioned<Cycle>> create_cycle(db::Tx& tx, Cycle cycle, Presets presets) {
  GUATU_TRY(const auto calendar, calendar::load_calendar(tx, presets));
  GUATU_CHECK(complete(cycle, cadence::load_plan(tx).row, calendar));
  GUATU_CHECK(check_cycle(cycle));
  GUATU_TRY(const std::int64_t version, db::put_new(tx, cycle_table(), cycle));
  tx.journal({"cycle.created", cycle.id.value, db::change_content<Cycle>(cycle_table(), nullptr, cycle)});
  return db::Versioned<Cycle>{std::move(cycle), version};
}

Result<std::vector<Cycle>> plan_cycles(db::Tx& tx, Date until, Presets presets) {
  const auto plan = cadence::load_plan(tx).row;
  GUATU_TRY(const auto calendar, calendar::load_calendar(tx, presets));
  GUATU_TRY(const auto meetings, cadence::planned_meetings(calendar, plan, tx.today(), until));
  const auto known = load_cycles(tx);
  std::vector<Cycle> made;
  for (const auto& meeting : meetings) {
    Cycle cycle;
    cycle.kind = kind_of(meeting.rhythm);
    cycle.planned_on = meeting.day;
    cycle.cut_off = meeting.cut_off;
    GUATU_CHECK(complete(cycle, plan, calendar));
    if (std::ranges::find(known, cycle.id, &Cycle::id) == known.end()) made.push_back(std::move(cycle));
  }
  if (save(tx, made).written() == 0) return made;
  JsonWriter json;
  json.begin_object().member("until", format_date(until)).key("cycles").begin_array();
  for (const auto& cycle : made) json.text(cycle.id.value);
  tx.journal({"cycle.planned", "", json.end_array().end_object().take()});
  return made;
}

Result<std::int64_t> plan_ahead(db::Tx& tx, Presets presets) {
  const auto plan = cadence::load_plan(tx);
  if (plan.version == 0) return std::int64_t{0};
  const Date until = tx.today() + std::chrono::days(plan.row.planned_weeks * kDaysOfWeek);
  GUATU_TRY(const auto made, plan_cycles(tx, until, presets));
  return static_cast<std::int64_t>(made.size());
}

Result<db::Versioned<Cycle>> edit_cycle(db::Tx& tx, const Cycle& cycle, std::int64_t expected_version) {
  GUATU_TRY(const auto before, find_versioned_cycle(tx, cycle.id));
  GUATU_CHECK(db::check_version("cycle/" + cycle.id.value, before.version, expected_version));
  GUATU_CHECK(check_changeable(before.row));
  Cycle after = before.row;
  after.number = cycle.number.empty() ? before.row.number : cycle.number;
  after.planned_on = cycle.planned_on;
  after.held_on = cycle.held_on;
  after.cut_off = cycle.cut_off;
  after.chair = cycle.chair;
  after.place = cycle.place;
  after.note = cycle.note;
  GUATU_CHECK(check_cycle(after));
  GUATU_TRY(const std::int64_t version, db::put_if(tx, cycle_table(), after, expected_version));
  if (version != before.version)
    tx.journal({"cycle.edited", cycle.id.value, db::change_content(cycle_table(), &before.row, after)});
  return db::Versioned<Cycle>{std::move(after), version};
}

Result<void> set_agenda(db::Tx& tx, const Id<Cycle>& id, std::vector<AgendaItem> items, std::int64_t expected_version) {
  GUATU_TRY(const auto cycle, find_versioned_cycle(tx, id));
  GUATU_CHECK(db::check_version("agenda/" + id.value, last_agenda_position(tx, id), expected_version));
  GUATU_CHECK(check_changeable(cycle.row));
  GUATU_CHECK(check_matters(tx, items));
  for (std::size_t i = 0; i < items.size(); ++i) {
    items[i].cycle = id;
    items[i].sequence = static_cast<std::int64_t>(i) + 1;
  }
  std::vector<AgendaItem> gone = agenda_of(tx, id);
  std::erase_if(gone, [&](const AgendaItem& item) { return item.sequence <= static_cast<std::int64_t>(items.size()); });
  db::PutCounts counts = db::put(tx, agenda_item_table(), items);
  counts += db::withdraw(tx, agenda_item_table(), gone);
  if (counts.written() == 0) return {};
  JsonWriter json;
  json.begin_object().member("items", items.size()).key("agenda").begin_array();
  for (const auto& item : items) json.text(item.text);
  tx.journal({"cycle.agenda_edited", id.value, json.end_array().end_object().take()});
  return {};
}

}  // namespace guatu::cycle

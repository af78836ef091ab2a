// SPDX-License-Identifier: Apache-2.0
#include "feature/matter/view_actions.hpp"

#include <algorithm>
#include <utility>

#include "feature/account/account_actions.hpp"
#include "feature/matter/course_store.hpp"
#include "feature/matter/matter_store.hpp"
#include "feature/unit/unit_actions.hpp"

namespace guatu::matter {
namespace {

const db::Args of_matter(const Id<Matter>& id) { return {{"matter", id}}; }

std::vector<PartView> load_parts(const db::Reader& reader, const Id<Matter>& whole,
                                 const std::vector<loop::Kind>& kinds, Date today) {
  std::vector<PartView> parts;
  for (auto& row : db::load(reader, matter_table(), "WHERE parent = :parent ORDER BY id", {{"parent", whole}})) {
    const auto stored = db::find(reader, course_table(), row.id);
    const bool is_over = loop::is_over(stored ? *stored : course_of(row, {}, loop::find_kind(kinds, row.kind), today));
    parts.push_back({std::move(row), is_over});
  }
  return parts;
}

std::vector<Signing> load_signings(const db::Reader& reader, const loop::Course& course) {
  std::vector<Signing> signings;
  std::vector<loop::UnitId> units;
  if (course.lead) units.push_back(*course.lead);
  for (const auto& one : course.assisting) units.push_back(one.unit);
  for (const auto& unit : units)
    if (auto signing = db::find(reader, signing_table(), unit)) signings.push_back(std::move(*signing));
  return signings;
}

Result<void> read_clocks(MatterView& view, const Rulebook& rules, const loop::Kind* kind, Date today) {
  static const loop::Kind kWithoutLimits;
  const loop::Course& course = view.handled.course;
  const loop::Kind& limits = kind == nullptr ? kWithoutLimits : *kind;
  GUATU_TRY(view.step, loop::step_clock(course, limits, rules.calendar, today));
  view.whole = loop::whole_clock(course, today);
  GUATU_TRY(view.duties, loop::open_duties(course, limits, rules.calendar));
  GUATU_TRY(view.asks, asks_of(course, kind, rules.calendar));
  return {};
}

// Those of a workbook: no act here says the same of the same day.
bool is_told(const std::vector<TimelineItem>& items, Date on, const std::string& text) {
  return std::ranges::any_of(items, [&](const TimelineItem& item) {
    return item.act.acted_on == on && (item.act.text == text || item.act.reason == text);
  });
}

TimelineItem imported(const Id<Matter>& id, Date on, loop::Act act, const std::optional<Id<unit::Unit>>& unit) {
  TimelineItem item;
  item.act.matter = id;
  item.act.acted_on = on;
  item.act.act = act;
  item.act.unit = unit;
  item.act.before = item.act.after = State::working;
  item.is_imported = true;
  return item;
}

}  // namespace

db::Page<Matter> load_matter_page(const db::Reader& reader, const db::PageQuery& query) {
  return db::load_page(reader, matter_table(), query);
}

Result<std::vector<db::ToldVersion<Matter>>> load_matter_history(const db::Reader& reader, const Id<Matter>& id) {
  auto told = db::load_told_history(reader, matter_table(), id.value);
  if (told.empty()) return refuse(ErrorKind::not_found, "", "api.no_such_record", {{"id", id.value}});
  return told;
}

Result<MatterView> view_matter(const db::Reader& reader, const Rulebook& rules, const Party& party,
                               const Id<Matter>& id, Date today) {
  MatterView view;
  GUATU_TRY(view.handled, load_handled(reader, id, rules.kinds, today));
  const loop::Course& course = view.handled.course;
  const auto* kind = loop::find_kind(rules.kinds, view.handled.matter.row.kind);
  GUATU_CHECK(read_clocks(view, rules, kind, today));
  for (const auto& report :
       db::load(reader, matter_report_table(), "WHERE matter = :matter ORDER BY sequence", of_matter(id)))
    if (report.unit) view.replies[report.unit->value] = report.text;
  view.extensions = db::load(reader, extension_table(), "WHERE matter = :matter ORDER BY asked_on", of_matter(id));
  view.parts = load_parts(reader, id, rules.kinds, today);
  const auto signings = load_signings(reader, course);
  if (kind != nullptr) view.may = possible_acts(course, *kind, party, signings);
  for (const auto& signing : signings) view.chains[signing.unit.value] = signing.chain();
  return view;
}

Result<std::vector<TimelineItem>> load_timeline(const db::Reader& reader, const Id<Matter>& id) {
  GUATU_TRY(const auto found, find_matter(reader, id));
  std::vector<TimelineItem> items;
  std::map<std::string, std::string> names;
  for (auto& act : db::load(reader, act_table(), "WHERE matter = :matter ORDER BY sequence", of_matter(id))) {
    const auto [name, is_new] = names.try_emplace(act.person);
    if (is_new)
      if (const auto account = account::find_account(reader, act.person)) name->second = account->row.name;
    items.push_back({std::move(act), name->second, false});
  }
  std::vector<TimelineItem> earlier;
  for (const auto& report :
       db::load(reader, matter_report_table(), "WHERE matter = :matter ORDER BY sequence", of_matter(id))) {
    if (!report.reported_on || is_told(items, *report.reported_on, report.text)) continue;
    earlier.push_back(imported(id, *report.reported_on, loop::Act::report, report.unit));
    earlier.back().act.text = report.text;
    earlier.back().act.grade = report.progress_word;
  }
  for (const auto& one :
       db::load(reader, extension_table(), "WHERE matter = :matter ORDER BY asked_on", of_matter(id))) {
    if (is_told(items, one.asked_on, one.reason)) continue;
    earlier.push_back(imported(id, one.asked_on, loop::Act::ask_extension, one.unit));
    earlier.back().act.reason = one.reason;
    earlier.back().act.date = one.due_asked;
  }
  std::ranges::stable_sort(earlier, {}, [](const TimelineItem& item) { return item.act.acted_on; });
  std::ranges::move(items, std::back_inserter(earlier));
  return earlier;
}

std::vector<UnitReminder> load_reminders(const db::Reader& reader, Date until) {
  std::vector<UnitReminder> reminders;
  auto units = unit::load_units(reader);
  std::ranges::stable_sort(units, {}, &unit::Unit::sequence);
  for (auto& unit : units) {
    UnitReminder reminder;
    for (auto& duty : load_duties_until(reader, unit_audience(unit.id.value), until)) {
      ReminderItem item;
      if (const auto row = db::find(reader, matter_table(), duty.matter)) item.text = row->text;
      if (const auto course = db::find(reader, course_table(), duty.matter)) item.reminders = course->reminders;
      item.duty = std::move(duty);
      reminder.items.push_back(std::move(item));
    }
    if (reminder.items.empty()) continue;
    reminder.unit = std::move(unit);
    reminders.push_back(std::move(reminder));
  }
  return reminders;
}

}  // namespace guatu::matter

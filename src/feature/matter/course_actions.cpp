// SPDX-License-Identifier: Apache-2.0
#include "feature/matter/course_actions.hpp"

#include <algorithm>
#include <utility>

#include "feature/account/account_actions.hpp"
#include "feature/calendar/calendar_actions.hpp"
#include "feature/indicator/indicator_actions.hpp"
#include "feature/matter/course_store.hpp"
#include "feature/matter/desk_actions.hpp"
#include "feature/matter/matter_store.hpp"
#include "feature/matter/number.hpp"
#include "feature/project/project_actions.hpp"
#include "feature/project/project_list_actions.hpp"
#include "feature/unit/unit_edit_actions.hpp"
#include "platform/db/row_change.hpp"

namespace guatu::matter {
namespace {

constexpr std::int64_t kLatestNumbers = 200;

Result<void> check_unit(const db::Reader& reader, std::string_view place, const loop::UnitId& unit) {
  if (unit::find_unit(reader, register_unit(unit))) return {};
  return refuse(ErrorKind::invalid, std::string(place), "matter.unknown_unit", {{"value", unit.value}});
}

Result<void> check_units(const db::Reader& reader, const loop::Request& request) {
  if (request.lead) GUATU_CHECK(check_unit(reader, "lead", *request.lead));
  for (const auto& unit : request.assisting) GUATU_CHECK(check_unit(reader, "assisting", unit));
  if (request.verifier) GUATU_CHECK(check_unit(reader, "verifier", *request.verifier));
  for (const auto& part : request.parts) GUATU_CHECK(check_unit(reader, "parts", part.lead));
  return {};
}

std::string where_it_stands(const Matter& matter) {
  return matter.side_state.empty() ? std::string(chinese_of(matter.state)) : matter.side_state;
}

// Work that moves to another matter has to go on there: it runs, and is no part of what is merged into it, which would
// end with its whole.
Result<void> check_target(const db::Reader& reader, const loop::Course& course, const loop::MatterId& target,
                          Date today) {
  const auto found = load_handled(reader, register_id(target), {}, today);
  if (!found) return refuse(ErrorKind::invalid, "target", "matter.unknown_target", {{"value", target.value}});
  if (!loop::is_running(found->course))
    return refuse(ErrorKind::conflict, "target", "matter.target_over",
                  {{"value", target.value}, {"state", where_it_stands(found->matter.row)}});
  for (auto parent = found->matter.row.parent; parent;) {
    if (loop_id(*parent) == course.id)
      return refuse(ErrorKind::conflict, "target", "matter.target_is_part",
                    {{"value", target.value}, {"matter", course.id.value}});
    const auto above = find_matter(reader, *parent);
    parent = above ? above->row.parent : std::nullopt;
  }
  return {};
}

// What a course from a workbook may lack, and the engine takes for granted.
Result<void> check_wish(const db::Reader& reader, const loop::Course& course, const loop::Request& request,
                        Date today) {
  GUATU_CHECK(check_units(reader, request));
  if (request.act == loop::Act::ask_extension && !course.due)
    return refuse(ErrorKind::conflict, "act", "matter.no_due", {{"matter", course.id.value}});
  if (request.act == loop::Act::instruct && !loop::is_open(course.state) && !request.lead && !course.lead)
    return refuse(ErrorKind::invalid, "lead", "loop.lead_missing", {{"act", std::string(chinese_of(request.act))}});
  if (request.act == loop::Act::merge && request.target && *request.target != course.id)
    return check_target(reader, course, *request.target, today);
  return {};
}

bool has_milestone(const db::Reader& reader, const std::optional<Id<project::Project>>& project,
                   std::int64_t milestone) {
  if (!project) return false;
  const auto known = project::load_milestones_of(reader, *project);
  return std::ranges::find(known, milestone, &project::Milestone::sequence) != known.end();
}

Result<void> check_links(const db::Reader& reader, const std::optional<Id<project::Project>>& project,
                         const std::optional<std::int64_t>& milestone,
                         const std::optional<Id<indicator::Indicator>>& indicator) {
  if (project && !project::find_project(reader, *project))
    return refuse(ErrorKind::invalid, "project", "matter.unknown_project", {{"value", project->value}});
  if (milestone && !has_milestone(reader, project, *milestone))
    return refuse(ErrorKind::invalid, "milestone", "matter.unknown_milestone",
                  {{"value", std::to_string(*milestone)}, {"project", project ? project->value : "—"}});
  if (!indicator) return {};
  const auto known = indicator::load_indicators(reader);
  if (std::ranges::find(known, *indicator, &indicator::Indicator::id) == known.end())
    return refuse(ErrorKind::invalid, "indicator", "matter.unknown_indicator", {{"value", indicator->value}});
  return {};
}

std::unexpected<Error> changed_since(const Id<Matter>& id, std::int64_t expected, std::int64_t version) {
  return refuse(ErrorKind::conflict, "matter/" + id.value, "store.version_conflict",
                {{"expected", std::to_string(expected)}, {"version", std::to_string(version)}});
}

Id<Matter> free_number(const db::Tx& tx) {
  Number number = next_number(load_latest_numbers(tx, kLatestNumbers), year_of(tx.today()));
  while (find_matter(tx, {text_of(number)})) ++number.count;
  return {text_of(number)};
}

// Versions of its row after the first that say more of its progress than the one before.
std::vector<Teller> load_tellers(const db::Reader& reader, const Id<Matter>& id) {
  std::vector<Teller> tellers;
  std::optional<Matter> before;
  for (const auto& [version, author] : db::load_told_history(reader, matter_table(), id.value)) {
    const auto& row = version.row;
    if (row && before &&
        (row->state != before->state || row->latest_report != before->latest_report ||
         row->reported_on != before->reported_on))
      for (const auto& person : {author.actor, author.on_behalf_of})
        if (!person.empty()) tellers.push_back({person, row->lead});
    before = row;
  }
  return tellers;
}

std::string kind_of_entry(loop::Act act) { return "matter." + std::string(code_of(act)); }

}  // namespace

Result<Rulebook> load_rulebook(const db::Reader& reader, const std::vector<loop::Kind>& kinds,
                               std::span<const calendar::YearText> years) {
  GUATU_TRY(auto calendar, calendar::load_calendar(reader, years));
  return Rulebook{kinds, std::move(calendar)};
}

Result<db::Versioned<Matter>> find_matter(const db::Reader& reader, const Id<Matter>& id) {
  auto found = db::find_versioned(reader, matter_table(), id);
  if (!found) return refuse(ErrorKind::not_found, "", "api.no_such_record", {{"id", id.value}});
  return std::move(*found);
}

Result<Handled> load_handled(const db::Reader& reader, const Id<Matter>& id, const std::vector<loop::Kind>& kinds,
                             Date today) {
  GUATU_TRY(auto found, find_matter(reader, id));
  if (auto course = db::find(reader, course_table(), id)) return Handled{std::move(found), std::move(*course)};
  const db::Args args{{"matter", id}};
  const Told told{db::load(reader, matter_report_table(), "WHERE matter = :matter ORDER BY sequence", args),
                  db::load(reader, extension_table(), "WHERE matter = :matter ORDER BY asked_on", args),
                  load_tellers(reader, id)};
  auto course = course_of(found.row, told, loop::find_kind(kinds, found.row.kind), today);
  return Handled{std::move(found), std::move(course)};
}

std::optional<Id<unit::Unit>> unit_of_account(const db::Reader& reader, const std::string& account) {
  const auto found = account::find_account(reader, account);
  if (!found || !found->row.person) return std::nullopt;
  const auto person = unit::find_person(reader, *found->row.person);
  return person ? std::optional(person->row.unit) : std::nullopt;
}

Result<Handled> act_on(db::Tx& tx, const Rulebook& rules, const Party& party, const Id<Matter>& id, const Wish& wish,
                       std::int64_t expected_version) {
  GUATU_TRY(auto handled, load_handled(tx, id, rules.kinds, tx.today()));
  if (handled.matter.version != expected_version) return changed_since(id, expected_version, handled.matter.version);
  GUATU_TRY(const auto* const kind, known_kind(rules.kinds, handled.matter.row.kind));
  GUATU_CHECK(check_wish(tx, handled.course, wish.request, tx.today()));
  const Matter before = handled.matter.row;
  Desk desk(tx, rules, party);
  Case matter{std::move(handled.matter.row), std::move(handled.course), kind};
  GUATU_CHECK(desk.step(matter, wish));
  GUATU_TRY(const std::int64_t version, desk.save(matter, expected_version));
  tx.journal({kind_of_entry(wish.request.act), id.value, db::change_content(matter_table(), &before, matter.row)});
  return Handled{{std::move(matter.row), version}, std::move(matter.course)};
}

Result<Handled> create_matter(db::Tx& tx, const Rulebook& rules, const Party& party, Matter matter,
                              const std::vector<Wish>& wishes) {
  GUATU_TRY(const auto* const kind, known_kind(rules.kinds, matter.kind));
  GUATU_CHECK(check_links(tx, matter.project, matter.milestone, matter.indicator));
  if (matter.id.empty())
    matter.id = free_number(tx);
  else if (find_matter(tx, matter.id))
    return refuse(ErrorKind::conflict, "id", "matter.number_taken", {{"value", matter.id.value}});
  matter.kind = kind->word;
  matter.started_by = party.account;
  loop::Course course;
  course.id = loop_id(matter.id);
  Desk desk(tx, rules, party);
  Case fresh{std::move(matter), std::move(course), kind};
  for (const Wish& wish : wishes) {
    GUATU_CHECK(check_wish(tx, fresh.course, wish.request, tx.today()));
    GUATU_CHECK(desk.step(fresh, wish));
  }
  GUATU_TRY(const std::int64_t version, desk.save(fresh, std::nullopt));
  tx.journal({kind_of_entry(wishes.front().request.act), fresh.row.id.value,
              db::change_content<Matter>(matter_table(), nullptr, fresh.row)});
  return Handled{{std::move(fresh.row), version}, std::move(fresh.course)};
}

Result<Handled> edit_matter(db::Tx& tx, const Rulebook& rules, const Id<Matter>& id, const MatterText& text,
                            std::int64_t expected_version) {
  GUATU_TRY(auto handled, load_handled(tx, id, rules.kinds, tx.today()));
  GUATU_CHECK(check_links(tx, text.project, text.milestone, text.indicator));
  const Matter before = handled.matter.row;
  Matter& row = handled.matter.row;
  row.text = text.text;
  row.source_kind = text.source_kind;
  row.source = text.source;
  row.project = text.project;
  row.milestone = text.milestone;
  row.indicator = text.indicator;
  row.note = text.note;
  GUATU_TRY(handled.matter.version, db::put_if(tx, matter_table(), row, expected_version));
  if (handled.matter.version != expected_version)
    tx.journal({"matter.edited", id.value, db::change_content(matter_table(), &before, row)});
  return handled;
}

}  // namespace guatu::matter

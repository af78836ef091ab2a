// SPDX-License-Identifier: Apache-2.0
#include "feature/matter/party.hpp"

#include <algorithm>
#include <utility>

namespace guatu::matter {
namespace {

using loop::Act;
using loop::Actor;
using loop::Course;

// Acts that are done to a unit's work, never for the unit that works.
bool is_judging(Act act) {
  switch (act) {
    case Act::verify:
    case Act::send_back:
    case Act::confirm:
    case Act::settle_reassignment:
    case Act::decide_extension:
    case Act::relapse:
      return true;
    default:
      return false;
  }
}

std::vector<loop::UnitId> units_on_duty(const Course& course) {
  std::vector<loop::UnitId> units;
  if (course.lead) units.push_back(*course.lead);
  for (const auto& one : course.assisting) units.push_back(one.unit);
  return units;
}

const loop::Held* held_by(const Course& course, const loop::UnitId& unit) {
  for (const auto& held : course.held)
    if (held.request.actor.unit == unit) return &held;
  return nullptr;
}

bool is_named(const std::vector<std::string>& people, const Names& names) {
  return std::ranges::any_of(people, [&](const std::string& person) { return names.contains(person); });
}

// The chair of a signer: a unit that holds an act whose next level names him.
bool sit_as_signer(Actor& actor, const Course& course, const Party& party, const std::optional<loop::UnitId>& wanted,
                   const std::vector<Signing>& signings) {
  for (const auto& signing : signings) {
    const loop::UnitId unit = loop_unit(signing.unit);
    const loop::Held* held = held_by(course, unit);
    if (held == nullptr || (wanted && *wanted != unit) || !party.signs_as.contains(unit.value)) continue;
    const loop::SignLevel level = held->chain[held->signatures.size()];
    if (!is_named(signing.people(level), party.signs_as)) continue;
    actor.unit = unit;
    actor.sign_level = level;
    return true;
  }
  return false;
}

void sit_as_judge(Actor& actor, const Course& course, const Party& party) {
  actor.unit = loop_unit(party.own_unit);
  if (!course.verifier) return;
  const bool may_for_unit = party.verifies_for.contains(course.verifier->value);
  if (may_for_unit) actor.unit = course.verifier;
  if (may_for_unit && actor.unit == course.verifier) actor.is_verifier = true;
}

}  // namespace

namespace {

template <class AnySigning>
auto& people_in(AnySigning& signing, loop::SignLevel level) {
  if (level == loop::SignLevel::section) return signing.section;
  return level == loop::SignLevel::deputy ? signing.deputy : signing.head;
}

}  // namespace

const std::vector<std::string>& Signing::people(loop::SignLevel level) const { return people_in(*this, level); }

std::vector<loop::SignLevel> Signing::chain() const {
  std::vector<loop::SignLevel> levels;
  for (const auto& level : loop::kSignLevels)
    if (!people(level.value).empty()) levels.push_back(level.value);
  return levels;
}

Result<Signing> decide_signing(const Id<unit::Unit>& unit, const std::vector<SigningLevel>& levels,
                               const Names& known) {
  Signing signing{unit, {}, {}, {}};
  std::vector<Problem> problems;
  for (std::size_t i = 0; i < levels.size(); ++i) {
    const std::string place = "levels[" + std::to_string(i) + "]";
    auto& people = people_in(signing, levels[i].level);
    if (!people.empty())
      problems.push_back(
          {place + ".level", "matter.level_twice", {{"level", std::string(chinese_of(levels[i].level))}}});
    if (levels[i].people.empty())
      problems.push_back(
          {place + ".people", "matter.signer_missing", {{"level", std::string(chinese_of(levels[i].level))}}});
    for (const auto& person : levels[i].people)
      if (!known.contains(person))
        problems.push_back({place + ".people", "matter.unknown_signer", {{"value", person}, {"unit", unit.value}}});
    people = levels[i].people;
  }
  if (!problems.empty()) return refuse(Error{ErrorKind::invalid, std::move(problems)});
  return signing;
}

Result<Actor> actor_for(const Course& course, Act act, const Party& party, const std::optional<loop::UnitId>& wanted,
                        const std::vector<Signing>& signings) {
  Actor actor;
  actor.person.value = party.account;
  if (!party.on_behalf_of.empty()) actor.on_behalf_of = loop::PersonId{party.on_behalf_of};
  actor.is_office = party.is_office;
  actor.is_verifier = party.is_verifier;
  const auto on_duty = units_on_duty(course);
  actor.is_leader =
      std::ranges::any_of(on_duty, [&](const auto& unit) { return party.instructs.contains(unit.value); });
  if (is_judging(act)) {
    sit_as_judge(actor, course, party);
    return actor;
  }
  if (act == Act::sign || act == Act::hold_back)
    if (sit_as_signer(actor, course, party, wanted, signings)) return actor;
  if (wanted && (!party.works_for.contains(wanted->value) || !loop::is_on_duty(course, *wanted))) {
    return refuse(ErrorKind::forbidden, "unit", "matter.not_your_unit", {{"unit", wanted->value}});
  }
  for (const auto& unit : on_duty) {
    if (wanted ? *wanted != unit : !party.works_for.contains(unit.value)) continue;
    if (act == Act::hold_back && held_by(course, unit) == nullptr) continue;
    actor.unit = unit;
    break;
  }
  return actor;
}

namespace {

std::vector<std::string_view> required_by(const loop::Transition& row, Act act) {
  const std::pair<loop::Need, std::string_view> kFields[] = {
      {loop::Need::text, "text"}, {loop::Need::reason, "reason"},   {loop::Need::date, "date"},
      {loop::Need::lead, "lead"}, {loop::Need::verdict, "verdict"}, {loop::Need::target, "target"}};
  std::vector<std::string_view> fields;
  for (const auto& [need, field] : kFields)
    if (row.needs.has(need)) fields.push_back(field);
  if (act == Act::split) fields.push_back("parts");
  return fields;
}

bool is_refused_by_hands(const Course& course, const Actor& actor) {
  const auto worked = [&](const loop::Hand& hand) {
    return hand.person == actor.person || (actor.on_behalf_of && hand.person == *actor.on_behalf_of) ||
           (actor.unit && hand.unit == actor.unit);
  };
  return std::ranges::any_of(course.hands, worked) || (actor.unit && loop::is_on_duty(course, *actor.unit));
}

// Held acts are signed or sent back; without one there is nothing to do.
bool lacks_held(const Course& course, Act act, const Actor& actor) {
  if (act != Act::sign && act != Act::hold_back) return false;
  return !actor.unit || held_by(course, *actor.unit) == nullptr;
}

bool waits_already(const Course& course, const loop::Transition& row, const Actor& actor) {
  return row.needs.has(loop::Need::signatures) && actor.unit && held_by(course, *actor.unit) != nullptr;
}

bool lacks_for_closing(const Course& course, const loop::Kind& kind) {
  return (kind.needs_publicity && course.state != State::publicised) ||
         (kind.needs_report_up && !course.reported_up_on) || (kind.needs_call_back && !course.called_back_on);
}

bool is_offered_in_vain(const Course& course, const loop::Kind& kind, Act act, const Actor& actor) {
  switch (act) {
    case Act::accept:
      return std::ranges::any_of(course.assisting,
                                 [&](const auto& one) { return one.unit == actor.unit && one.accepted_on; });
    case Act::merge_replies:
      return std::ranges::none_of(course.assisting, [](const auto& one) { return one.replied_on && !one.merged_on; });
    case Act::ask_extension:
      return course.extension || !course.due;
    case Act::decide_extension:
      return !course.extension;
    case Act::publicise:
      return !kind.needs_publicity;
    case Act::close:
      return lacks_for_closing(course, kind);
    case Act::put_on_list:
      return course.is_listed;
    case Act::take_off_list:
      return !course.is_listed || (kind.is_listed && loop::is_open(course.state));
    case Act::escalate:
      return std::cmp_greater_equal(course.level + 1, kind.levels.size());
    default:
      return false;
  }
}

}  // namespace

std::vector<Possible> possible_acts(const Course& course, const loop::Kind& kind, const Party& party,
                                    const std::vector<Signing>& signings) {
  std::vector<Possible> possible;
  for (const Act act : loop::acts_now(course)) {
    const auto actor = actor_for(course, act, party, std::nullopt, signings);
    if (!actor) continue;
    const auto* row = loop::find_transition(course, act, *actor);
    if (row == nullptr || lacks_held(course, act, *actor) || waits_already(course, *row, *actor)) continue;
    if (row->needs.has(loop::Need::other_hand) && is_refused_by_hands(course, *actor)) continue;
    if (is_offered_in_vain(course, kind, act, *actor)) continue;
    possible.push_back({act, actor->unit, required_by(*row, act), row->needs.has(loop::Need::signatures)});
  }
  return possible;
}

}  // namespace guatu::matter

// SPDX-License-Identifier: Apache-2.0
#include "engine/loop/decide.hpp"

#include <algorithm>
#include <utility>

#include "engine/loop/rule.hpp"

namespace guatu::loop {
namespace {

std::string word(Act act) { return std::string(chinese_of(act)); }
std::string word(State state) { return std::string(chinese_of(state)); }

Result<void> check_day(const Course& course, Date today) {
  if (course.last_on && today < *course.last_on)
    return refuse(ErrorKind::conflict, "today", "loop.back_in_time",
                  {{"today", format_date(today)}, {"last", format_date(*course.last_on)}});
  return {};
}

Result<void> check_place(const Course& course, const Request& request) {
  const auto accepted = acts_now(course);
  if (std::ranges::find(accepted, request.act) != accepted.end()) return {};
  if (course.ending)
    return refuse(ErrorKind::conflict, "act", "loop.ended",
                  {{"act", word(request.act)},
                   {"ending", std::string(chinese_of(course.ending->kind))},
                   {"on", format_date(course.ending->on)}});
  if (is_suspended(course))
    return refuse(ErrorKind::conflict, "act", "loop.suspended",
                  {{"act", word(request.act)},
                   {"since", format_date(course.suspensions.back().since)},
                   {"accepted", words_of(accepted)}});
  return refuse(ErrorKind::conflict, "act", "loop.not_now",
                {{"act", word(request.act)}, {"state", word(course.state)}, {"accepted", words_of(accepted)}});
}

bool worked_on_it(const Course& course, const PersonId& person) {
  return std::ranges::find(course.hands, person, &Hand::person) != course.hands.end();
}

// Persons, not only units: who moved to another unit, and whom a secretary acted for, stay hands.
Result<void> check_other_hand(const Course& course, const Actor& actor) {
  for (const auto& person : {std::optional(actor.person), actor.on_behalf_of})
    if (person && worked_on_it(course, *person))
      return refuse(ErrorKind::forbidden, "actor", "loop.worked_on_it", {{"person", person->value}});
  const bool unit_worked =
      actor.unit && (is_on_duty(course, *actor.unit) ||
                     std::ranges::find(course.hands, actor.unit, &Hand::unit) != course.hands.end());
  if (unit_worked) return refuse(ErrorKind::forbidden, "actor", "loop.unit_on_duty", {{"unit", actor.unit->value}});
  return {};
}

Result<void> check_needs(const Course& course, const Request& request, Needs needs) {
  const struct {
    Need need;
    bool is_there;
    const char* place;
    const char* code;
  } fields[] = {{Need::text, !request.text.empty(), "text", "loop.text_missing"},
                {Need::reason, !request.reason.empty(), "reason", "loop.reason_missing"},
                {Need::date, request.date.has_value(), "date", "loop.date_missing"},
                {Need::lead, request.lead.has_value(), "lead", "loop.lead_missing"},
                {Need::verdict, request.verdict.has_value(), "verdict", "loop.verdict_missing"},
                {Need::target, request.target.has_value(), "target", "loop.target_missing"}};
  for (const auto& field : fields)
    if (needs.has(field.need) && !field.is_there)
      return refuse(ErrorKind::invalid, field.place, field.code, {{"act", word(request.act)}});
  if (needs.has(Need::other_hand)) return check_other_hand(course, request.actor);
  return {};
}

// The role by which the row lets the actor in; lead and assisting first, because they make somebody a hand.
Role role_by(const Course& course, const Actor& actor, const Transition& row) {
  for (const Role role : {Role::lead, Role::assisting, Role::signer})
    if (row.who.has(role) && has_role(course, actor, role)) return role;
  for (const auto& role : kRoles)
    if (row.who.has(role.value) && has_role(course, actor, role.value)) return role.value;
  GUATU_ASSERT(!"the row was found by a role");
}

void add_hand(Course& course, const PersonId& person, const std::optional<UnitId>& unit) {
  const Hand hand{person, unit};
  if (std::ranges::find(course.hands, hand) == course.hands.end()) course.hands.push_back(hand);
}

void add_hands(Course& course, const Actor& actor) {
  add_hand(course, actor.person, actor.unit);
  if (actor.on_behalf_of) add_hand(course, *actor.on_behalf_of, actor.unit);
}

Result<const Transition*> find_row(const Course& course, const Request& request) {
  GUATU_CHECK(check_place(course, request));
  if (const auto* row = find_transition(course, request.act, request.actor)) return row;
  return refuse(ErrorKind::forbidden, "actor", "loop.not_yours",
                {{"act", word(request.act)}, {"who", words_for(course.state, request.act)}});
}

// The act itself, as if no signatures were asked for.
Result<Event> take_effect(const Course& course, const Request& request, const Circumstances& around) {
  GUATU_TRY(const Transition* const row, find_row(course, request));
  GUATU_CHECK(check_needs(course, request, row->needs));
  const Role role = role_by(course, request.actor, *row);
  Event event{request.act, course.state, row->after(course.state), around.today, request, {}, {}, course};
  Course& after = event.after;
  if (role == Role::lead || role == Role::assisting || role == Role::signer) add_hands(after, request.actor);
  GUATU_CHECK(apply(after, request, role, around));
  after.state = event.to;
  if (row->move == Move::go || !after.step_since) after.step_since = around.today;
  after.last_on = around.today;
  return event;
}

auto find_held(const Course& course, const std::optional<UnitId>& unit) {
  return std::ranges::find_if(course.held, [&](const Held& held) { return held.request.actor.unit == unit; });
}

// Judged as if it left today, then kept until it may.
Result<Event> hold(const Course& course, const Request& request, const Circumstances& around) {
  GUATU_TRY(Event event, take_effect(course, request, around));
  const Held held{request, around.today, around.chain, {}};
  event.to = course.state;
  event.held = held;
  Course after = course;
  after.hands = std::move(event.after.hands);
  after.held.push_back(held);
  after.last_on = around.today;
  event.after = std::move(after);
  return event;
}

Result<void> check_signature(const Held& held, const Actor& actor) {
  const SignLevel level = held.chain[held.signatures.size()];
  if (actor.sign_level != level)
    return refuse(ErrorKind::forbidden, "actor", "loop.not_your_level",
                  {{"level", std::string(chinese_of(level))}, {"act", word(held.request.act)}});
  const bool signed_before =
      std::ranges::find(held.signatures, actor.person, &Signature::person) != held.signatures.end();
  if (signed_before || held.request.actor.person == actor.person)
    return refuse(ErrorKind::forbidden, "actor", "loop.own_signature", {{"person", actor.person.value}});
  return {};
}

std::unexpected<Error> nothing_held(const Request& request) {
  return refuse(ErrorKind::conflict, "act", "loop.nothing_to_sign", {{"act", word(request.act)}});
}

Result<Event> sign(const Course& course, const Request& request, const Circumstances& around) {
  GUATU_TRY(Event signing, take_effect(course, request, around));
  const auto found = find_held(course, request.actor.unit);
  if (found == course.held.end()) return nothing_held(request);
  GUATU_CHECK(check_signature(*found, request.actor));
  const auto at = found - course.held.begin();
  Held& held = signing.after.held[static_cast<std::size_t>(at)];
  held.signatures.push_back({held.chain[held.signatures.size()], request.actor.person, around.today});
  if (held.signatures.size() < held.chain.size()) {
    signing.held = held;
    return signing;
  }
  const Held complete = held;
  signing.after.held.erase(signing.after.held.begin() + at);
  GUATU_TRY(Event event, take_effect(signing.after, complete.request, around));
  event.act = Act::sign;
  event.signed_act = complete.request.act;
  event.held = complete;
  return event;
}

Result<Event> hold_back(const Course& course, const Request& request, const Circumstances& around) {
  GUATU_TRY(Event event, take_effect(course, request, around));
  const auto found = find_held(course, request.actor.unit);
  if (found == course.held.end()) return nothing_held(request);
  event.after.held.erase(event.after.held.begin() + (found - course.held.begin()));
  return event;
}

}  // namespace

Result<Event> decide(const Course& course, const Request& request, const Circumstances& around) {
  GUATU_ASSERT(course.state == State::draft || course.kind == around.kind.code);
  GUATU_ASSERT(std::cmp_equal(around.parts_over.size(), course.parts));
  if (request.actor.person.empty()) return refuse(ErrorKind::invalid, "actor", "loop.person_missing", {});
  GUATU_CHECK(check_day(course, around.today));
  if (request.act == Act::sign) return sign(course, request, around);
  if (request.act == Act::hold_back) return hold_back(course, request, around);
  GUATU_TRY(const Transition* const row, find_row(course, request));
  if (!row->needs.has(Need::signatures)) return take_effect(course, request, around);
  if (find_held(course, request.actor.unit) != course.held.end())
    return refuse(ErrorKind::conflict, "act", "loop.waits_for_signature",
                  {{"act", word(find_held(course, request.actor.unit)->request.act)}});
  return around.chain.empty() ? take_effect(course, request, around) : hold(course, request, around);
}

Course part_of(const Course& parent, MatterId id, Date today) {
  Course part;
  part.id = std::move(id);
  part.parent = parent.id;
  part.kind = parent.kind;
  part.grade = parent.grade;
  part.state = State::registered;
  part.is_listed = parent.is_listed;
  part.verifier = parent.verifier;
  part.drafted_on = part.registered_on = part.round_began_on = part.step_since = part.last_on = today;
  return part;
}

}  // namespace guatu::loop

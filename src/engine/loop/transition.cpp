// SPDX-License-Identifier: Apache-2.0
#include "engine/loop/transition.hpp"

#include <algorithm>

namespace guatu::loop {
namespace {

using enum State;

// Somebody is on duty and may work.
constexpr States kOnDesk{assigned, accepted, working, reported, returned};
constexpr States kGiven = States::between(assigned, returned);    // to somebody, and not done
constexpr States kKnown = States::between(registered, returned);  // registered, and not done
constexpr States kFinished = States::between(done, archived);
constexpr Roles kOffice{Role::office};
constexpr Roles kLead{Role::lead};
constexpr Roles kAssisting{Role::assisting};
constexpr Roles kVerifier{Role::verifier};
constexpr Roles kSigner{Role::signer};

constexpr Transition go(Act act, States from, State to, Roles who, Needs needs = {}) {
  return {act, from, Move::go, to, who, needs};
}
constexpr Transition stay(Act act, States from, Roles who, Needs needs = {}) {
  return {act, from, Move::stay, draft, who, needs};
}

constexpr Transition kTransitions[] = {
    stay(Act::draft, {draft}, kOffice),
    go(Act::enter, {draft}, registered, kOffice),
    stay(Act::split, kOnDesk.with({registered}), kOffice),

    go(Act::assign, {registered}, assigned, kOffice, {Need::lead}),
    go(Act::accept, {assigned}, accepted, kLead),
    stay(Act::accept, kOnDesk, kAssisting),
    go(Act::ask_reassignment, {assigned}, reassignment_asked, kLead, {Need::reason, Need::signatures}),
    go(Act::settle_reassignment, {reassignment_asked}, assigned, kOffice, {Need::verdict, Need::other_hand}),

    go(Act::work, {accepted, reported, returned}, working, kLead),
    // A reply by return of post is common; a matter that was sent back begins with work.
    go(Act::report, {accepted, working, reported}, reported, kLead, {Need::text, Need::signatures}),
    stay(Act::report, kOnDesk, kAssisting, {Need::text, Need::signatures}),
    stay(Act::merge_replies, {accepted, working, reported, returned}, kLead, {Need::text}),

    stay(Act::ask_extension, kOnDesk, kLead, {Need::reason, Need::date, Need::signatures}),
    stay(Act::decide_extension, kGiven, kOffice, {Need::verdict, Need::other_hand}),

    go(Act::request_completion, {working, reported}, completion_requested, kLead, {Need::text, Need::signatures}),
    go(Act::verify, {completion_requested}, verifying, kVerifier, {Need::other_hand}),
    go(Act::send_back, {verifying}, returned, kVerifier, {Need::reason, Need::other_hand}),
    go(Act::confirm, {verifying}, done, kVerifier, {Need::text, Need::other_hand}),

    stay(Act::report_up, {done}, kOffice),
    go(Act::instruct, {done, publicised}, assigned, {Role::leader, Role::office}, {Need::text}),
    stay(Act::instruct, kKnown, {Role::leader, Role::office}, {Need::text}),
    go(Act::publicise, {done}, publicised, kOffice),
    stay(Act::call_back, {done, publicised}, kOffice, {Need::text}),
    go(Act::close, {done, publicised}, closed, kOffice),
    go(Act::archive, {closed}, archived, kOffice),
    go(Act::relapse, kFinished, registered, {Role::office, Role::verifier}, {Need::reason}),

    stay(Act::suspend, kKnown, kOffice, {Need::reason}),
    stay(Act::resume, kKnown, kOffice),
    stay(Act::withdraw, States::between(draft, returned), kOffice, {Need::reason}),
    stay(Act::merge, kKnown, kOffice, {Need::target, Need::reason}),
    stay(Act::put_on_list, kKnown, kOffice, {Need::reason}),
    stay(Act::take_off_list, States::between(registered, publicised), kOffice, {Need::reason}),
    stay(Act::remind, kGiven, kOffice, {Need::text}),
    stay(Act::escalate, kKnown, {Role::office, Role::lead}, {Need::reason}),

    stay(Act::sign, kOnDesk, kSigner),
    stay(Act::hold_back, kGiven, {Role::signer, Role::lead, Role::assisting}, {Need::reason}),
};

// What stands beside the state closes more than the state does.
bool allowed_beside(const Course& course, Act act) {
  if (course.ending) return false;
  if (is_suspended(course))
    return act == Act::resume || act == Act::withdraw || act == Act::merge || act == Act::take_off_list;
  return act != Act::resume;
}

template <class Fits>
std::vector<Act> acts_where(const Course& course, Fits fits) {
  std::vector<Act> acts;
  for (const auto& row : kTransitions)
    if (row.from.has(course.state) && allowed_beside(course, row.act) && fits(row) &&
        std::ranges::find(acts, row.act) == acts.end())
      acts.push_back(row.act);
  return acts;
}

bool may_use(const Course& course, const Actor& actor, const Transition& row) {
  return std::ranges::any_of(
      kRoles, [&](const auto& role) { return row.who.has(role.value) && has_role(course, actor, role.value); });
}

}  // namespace

std::span<const Transition> transitions() { return kTransitions; }

bool has_role(const Course& course, const Actor& actor, Role role) {
  switch (role) {
    case Role::office:
      return actor.is_office;
    case Role::lead:
      return actor.unit && course.lead == actor.unit;
    case Role::assisting:
      return actor.unit && std::ranges::find(course.assisting, *actor.unit, &Assisting::unit) != course.assisting.end();
    case Role::verifier:
      return actor.is_verifier && (!course.verifier || course.verifier == actor.unit);
    case Role::leader:
      return actor.is_leader;
    case Role::signer:
      return actor.sign_level && actor.unit && is_on_duty(course, *actor.unit);
  }
  return false;
}

const Transition* find_transition(const Course& course, Act act, const Actor& actor) {
  for (const auto& row : kTransitions)
    if (row.act == act && row.from.has(course.state) && may_use(course, actor, row)) return &row;
  return nullptr;
}

std::vector<Act> acts_now(const Course& course) {
  return acts_where(course, [](const Transition&) { return true; });
}

std::vector<Act> acts_now(const Course& course, const Actor& actor) {
  return acts_where(course, [&](const Transition& row) { return may_use(course, actor, row); });
}

std::string words_of(const std::vector<Act>& acts) {
  std::string words;
  for (const Act act : acts) {
    if (!words.empty()) words += "、";
    words += chinese_of(act);
  }
  return words.empty() ? "无" : words;
}

std::string words_for(State state, Act act) {
  Roles all{};
  for (const auto& row : kTransitions)
    if (row.act == act && row.from.has(state)) all = all.with(row.who);
  std::string words;
  for (const auto& role : kRoles) {
    if (!all.has(role.value)) continue;
    if (!words.empty()) words += "、";
    words += role.chinese;
  }
  return words;
}

}  // namespace guatu::loop

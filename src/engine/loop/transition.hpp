// SPDX-License-Identifier: Apache-2.0
// The table of the closed loop (流转表): from, act, to, who, what is required. What is not in it is refused. The first
// row whose states and role fit is the one that counts; rules that need more than the table come after it (decide.hpp).
#pragma once

#include <initializer_list>
#include <string>
#include <vector>

#include "engine/loop/course.hpp"

namespace guatu::loop {

// A few values of one enumeration.
template <class Enum>
class Among {
 public:
  constexpr Among(std::initializer_list<Enum> values) {
    for (const Enum value : values) bits_ |= 1U << static_cast<unsigned>(value);
  }
  static constexpr Among between(Enum first, Enum last) {
    Among all{};
    for (auto at = static_cast<unsigned>(first); at <= static_cast<unsigned>(last); ++at) all.bits_ |= 1U << at;
    return all;
  }
  constexpr Among with(Among others) const {
    Among both = *this;
    both.bits_ |= others.bits_;
    return both;
  }
  constexpr bool has(Enum value) const { return ((bits_ >> static_cast<unsigned>(value)) & 1U) != 0; }

 private:
  unsigned bits_ = 0;
};
using States = Among<State>;
using Roles = Among<Role>;

enum class Need : unsigned {
  text,
  reason,
  date,
  lead,
  verdict,
  target,
  other_hand,  // somebody who neither worked on it nor belongs to a unit that does
  signatures,  // leaves the unit only when its last approver has signed
};
using Needs = Among<Need>;

enum class Move { stay, go };

struct Transition {
  Act act;
  States from;
  Move move;
  State to;  // read only when move is go
  Roles who;
  Needs needs;

  constexpr State after(State state) const { return move == Move::go ? to : state; }
};

std::span<const Transition> transitions();

bool has_role(const Course& course, const Actor& actor, Role role);
// The first row for this state, act and person; nullptr: none.
const Transition* find_transition(const Course& course, Act act, const Actor& actor);

// What can be done to it now by anybody, or by this person: for buttons, and for refusals that say what would be
// accepted. The table, what stands beside the state, and who is asking; not what else the act needs.
std::vector<Act> acts_now(const Course& course);
std::vector<Act> acts_now(const Course& course, const Actor& actor);
std::string words_of(const std::vector<Act>& acts);  // 签收、申请改派
std::string words_for(State state, Act act);         // 牵头单位、配合单位: who may do it

}  // namespace guatu::loop

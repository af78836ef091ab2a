// SPDX-License-Identifier: Apache-2.0
// Party (办理人): who asks for an act, and in which chairs he may sit. For each act one chair is taken: judging acts
// from his own unit's, others from that of the unit on duty he acts for. Refuses matter.not_your_unit.
//
// Signing (单位签批): who signs inside a unit before anything leaves it. Refuses matter.level_twice,
// matter.signer_missing, matter.unknown_signer.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "feature/matter/handling.hpp"

namespace guatu::matter {

using Names = std::set<std::string, std::less<>>;

struct Party {
  std::string account;
  std::string on_behalf_of;  // the leader a secretary acts for
  std::optional<Id<unit::Unit>> own_unit;
  bool is_office = false;
  bool is_verifier = false;  // of anything
  Names works_for;           // units
  Names verifies_for;
  Names instructs;  // units
  Names signs_as;   // units and names of a person, by a right to sign
};

struct Signing {
  Id<unit::Unit> unit;
  std::vector<std::string> section;  // people by id
  std::vector<std::string> deputy;
  std::vector<std::string> head;

  const std::vector<std::string>& people(loop::SignLevel level) const;
  std::vector<loop::SignLevel> chain() const;
};

struct SigningLevel {
  loop::SignLevel level = loop::SignLevel::section;
  std::vector<std::string> people;
};
// `known` are the ids of people who may sign for the unit.
Result<Signing> decide_signing(const Id<unit::Unit>& unit, const std::vector<SigningLevel>& levels, const Names& known);

// The actor for an act. `wanted`: the unit he says he acts for. `signings` of the units that hold an act.
Result<loop::Actor> actor_for(const loop::Course& course, loop::Act act, const Party& party,
                              const std::optional<loop::UnitId>& wanted, const std::vector<Signing>& signings);

struct Possible {
  loop::Act act = loop::Act::draft;
  std::optional<loop::UnitId> unit;
  std::vector<std::string_view> required;  // fields, as the API names them
  bool is_signed_first = false;            // where the unit asks for signatures
};
// What the party may do now: by table and person, and not in vain. What an act says may still be refused.
std::vector<Possible> possible_acts(const loop::Course& course, const loop::Kind& kind, const Party& party,
                                    const std::vector<Signing>& signings);

}  // namespace guatu::matter

// SPDX-License-Identifier: Apache-2.0
// Handling of a matter (办理): its course through the loop beside its row in the register. The row shows what the
// course decides, always; what the course knows beyond it (hands, held acts, rounds) stands in the course alone. A
// matter that came in a workbook has no course until somebody acts on it: it is then made from the row.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/loop/decide.hpp"
#include "feature/matter/matter.hpp"

namespace guatu::matter {

loop::UnitId loop_unit(const Id<unit::Unit>& unit);
Id<unit::Unit> register_unit(const loop::UnitId& unit);
std::optional<loop::UnitId> loop_unit(const std::optional<Id<unit::Unit>>& unit);
std::optional<Id<unit::Unit>> register_unit(const std::optional<loop::UnitId>& unit);
loop::MatterId loop_id(const Id<Matter>& id);
Id<Matter> register_id(const loop::MatterId& id);

// Who brought, in a workbook, that a matter has come further: he told it for the unit that leads it, and whoever tells
// does not verify.
struct Teller {
  std::string person;
  std::optional<Id<unit::Unit>> unit;
};

// What a workbook told of a matter beside its row.
struct Told {
  std::vector<Report> reports;
  std::vector<Extension> extensions;
  std::vector<Teller> tellers{};
};

// `kind` nullptr: the register's word is none that the rules know.
loop::Course course_of(const Matter& row, const Told& told, const loop::Kind* kind, Date today);

// Writes into the row what the course decides; texts, project, indicator, note stay.
void show(Matter& row, const loop::Course& course, const loop::Kind& kind);
bool agrees(const Matter& row, const loop::Course& course, const loop::Kind& kind);

// One act that was done (办理过程).
struct ActDone {
  Id<Matter> matter;
  std::int64_t sequence = 0;
  Date acted_on;
  loop::Act act = loop::Act::draft;
  std::string person;  // account
  std::string on_behalf_of;
  std::optional<Id<unit::Unit>> unit;
  std::string text;
  std::string reason;
  std::optional<Date> date;
  std::optional<loop::Verdict> verdict;
  std::string grade;  // of report: 达进度…; of call_back: 满意…
  State before = State::draft;
  State after = State::draft;
  bool waits = false;  // prepared, and waits for signatures
  std::optional<loop::Act> signed_act;
  std::optional<Id<unit::Unit>> lead;
  std::vector<Id<unit::Unit>> assisting;
  std::optional<Id<Matter>> target;
  std::optional<std::int64_t> quarter;
};

ActDone told_of(const loop::Event& event, const loop::Request& asked, std::int64_t sequence);
// What had its effect on the matter by this event; empty: it waits for signatures.
std::optional<loop::Act> effect_of(const loop::Event& event);

}  // namespace guatu::matter

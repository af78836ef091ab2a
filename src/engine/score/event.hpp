// SPDX-License-Identifier: Apache-2.0
// Bonuses, deductions, vetoes and exemptions (加分, 扣分, 一票否决, 免责): a list of events, each with evidence number
// and date. One piece of evidence counts once for a unit, at its highest points; every source has its
// cap and all sources together have one. What was cut off, and why, stands in the result.
#pragma once

#include <string>
#include <vector>

#include "base/result.hpp"
#include "engine/score/scheme.hpp"
#include "engine/score/table.hpp"

namespace guatu::score {

enum class EventKind { bonus, deduction, veto, exemption };

struct Event {
  std::string unit;
  EventKind kind = EventKind::bonus;
  std::string source;  // of the scheme; for an exemption its reason
  double count = 1;
  std::string evidence;  // document number
  std::string date;
  std::string item;  // an exemption may concern one item; empty: the unit
  std::string note;
  std::string cell;  // where the event stands
};

// Columns unit, kind, source, evidence, date; count, item, note where needed. Refuses unknown units, sources and
// items, and events without evidence or date.
Result<std::vector<Event>> read_events(const SheetText& sheet, const Scheme& scheme, const Table& table);

struct AdjustmentLine {
  const Event* event = nullptr;
  double points = 0;     // what the event is worth
  double counted = 0;    // what is left of it
  std::string_view cut;  // "", same_evidence, source_cap, total_cap
};

struct Adjustment {
  double points = 0;
  std::vector<AdjustmentLine> lines;
};

Adjustment adjust(const AdjustmentRule& rule, AdjustmentKind kind, const std::vector<Event>& events,
                  std::string_view unit);

std::string_view name_of(EventKind kind);

}  // namespace guatu::score

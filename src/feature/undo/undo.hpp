// SPDX-License-Identifier: Apache-2.0
// Undo (撤销): taking back what one journal entry did to the registers, by a new entry. Refused with every row named:
// one that a later entry changed, one that a frozen cycle holds, a statistic (it is withdrawn by a new vintage only),
// and an entry that did anything else than write register rows: each says what is done instead. Refuses undo.nothing,
// undo.erased, undo.statistics, undo.cycle, undo.form, undo.rule, undo.setting, undo.import_step, undo.administration,
// undo.other_row, undo.held_by_cycle, undo.import, store.changed_since.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace guatu::undo {

struct TouchedRow {
  std::string entity;
  std::string id;
  std::int64_t version = 0;         // that the entry made
  std::int64_t latest_version = 0;  // that there is now
};

struct EntryFacts {
  std::int64_t position = 0;
  std::string kind;
  std::vector<TouchedRow> rows;
  std::string frozen_after;  // a cycle that was frozen since and holds its snapshot; empty: none
};

enum class Asked { alone, with_its_import };  // an import is taken back as a whole, with its records

// Everything that speaks against it; empty: it may be taken back.
std::vector<Problem> judge(const EntryFacts& facts, Asked asked);

bool is_register(std::string_view entity);  // whose rows can be put back one entry at a time
bool is_in_snapshots(std::string_view entity);

}  // namespace guatu::undo

// SPDX-License-Identifier: Apache-2.0
#include "feature/undo/undo_actions.hpp"

#include <algorithm>

#include "feature/chain/chain_actions.hpp"
#include "feature/cycle/cycle_actions.hpp"
#include "feature/enterprise/enterprise_actions.hpp"
#include "feature/indicator/indicator_actions.hpp"
#include "feature/matter/matter_actions.hpp"
#include "feature/project/project_actions.hpp"
#include "feature/unit/unit_actions.hpp"
#include "platform/db/journal_read.hpp"
#include "platform/journal/entry.hpp"

namespace guatu::undo {
namespace {

bool is_frozen(const cycle::Cycle& cycle) {
  return cycle.state == cycle::CycleState::frozen || cycle.state == cycle::CycleState::published;
}

// A cycle that is frozen now and was not when the entry was made has the entry's rows in its snapshot.
std::string frozen_after(const db::Reader& reader, db::Position position) {
  const auto then = cycle::load_cycles(reader, position);
  for (const auto& cycle : cycle::load_cycles(reader)) {
    const bool was_frozen = std::any_of(then.begin(), then.end(), [&](const cycle::Cycle& earlier) {
      return earlier.id == cycle.id && is_frozen(earlier);
    });
    if (is_frozen(cycle) && !was_frozen) return cycle.id.value;
  }
  return {};
}

}  // namespace

Result<Entry> load_entry(const db::Reader& reader, db::Position position, Asked asked) {
  const auto bytes = db::find_entry(reader, position);
  const auto parsed = bytes ? journal::parse_entry(*bytes) : std::nullopt;
  if (!parsed) return refuse(ErrorKind::not_found, "", "undo.no_such_entry", {{"position", std::to_string(position)}});
  Entry entry{position, parsed->kind, parsed->actor, parsed->recorded_at, db::load_entry_changes(reader, position), {}};
  EntryFacts facts{position, entry.kind, {}, frozen_after(reader, position)};
  for (const auto& change : entry.changes) facts.rows.push_back({change.entity, change.id, change.overtaken_by});
  entry.problems = judge(facts, asked);
  return entry;
}

Result<db::PutCounts> take_back(db::Tx& tx, db::Position position, Asked asked) {
  GUATU_TRY(Entry entry, load_entry(tx, position, asked));
  if (!entry.problems.empty()) return refuse(Error{ErrorKind::conflict, std::move(entry.problems)});
  db::PutCounts counts;
  // In the reverse of an import, so that what refers goes before what is referred to.
  for (const auto undo : {cycle::undo_entry, matter::undo_entry, chain::undo_entry, project::undo_entry,
                          indicator::undo_entry, enterprise::undo_entry, unit::undo_entry}) {
    GUATU_TRY(const db::PutCounts undone, undo(tx, position));
    counts += undone;
  }
  // A register that undo.cpp lists and no feature took back would be half an undo.
  const auto wanted = std::ranges::count_if(entry.changes, [&](const db::EntityChange& change) {
    const bool is_listed = is_register(change.entity) || (asked == Asked::with_its_import && change.entity == "cycle");
    return is_listed && change.before != change.after;
  });
  GUATU_ASSERT(counts.written() >= wanted);
  return counts;
}

Result<db::PutCounts> undo_entry(db::Tx& tx, db::Position position, const std::string& reason) {
  GUATU_TRY(const db::PutCounts counts, take_back(tx, position, Asked::alone));
  JsonWriter json;
  json.begin_object().member("undone", position).member("reason", reason);
  json.member("put_back", counts.changed + counts.inserted).member("withdrawn", counts.withdrawn).end_object();
  tx.journal({"undo.done", std::to_string(position), json.take()});
  return counts;
}

}  // namespace guatu::undo

// SPDX-License-Identifier: Apache-2.0
// Reading a register now or as it was known at a journal position, and undoing what one entry did to it.
// Undo is a new change, not an erasure: rows go back to their content before, new ones are withdrawn. It is
// refused when one of the rows does not stand as the entry left it (store.changed_since), naming each of them. What
// came later and was taken back again is no hindrance.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "platform/db/content_diff.hpp"
#include "platform/db/table.hpp"

namespace guatu::db {

using AsOf = std::optional<Position>;  // empty: now

template <class Row>
std::vector<Row> load_at(const Reader& reader, const Table<Row>& table, std::string_view order, AsOf as_of) {
  return as_of ? load_as_of(reader, table, *as_of) : load(reader, table, order);
}

template <class Row>
Result<PutCounts> undo_at(Tx& tx, const Table<Row>& table, Position position) {
  std::vector<Row> put_back;
  std::vector<Row> take_out;
  Error error{ErrorKind::conflict, {}};
  for (auto& change : load_changes_at(tx, table, position)) {
    if (const auto latest = overtaken_by(tx, table.shape().entity, change.id, change.version))
      error.problems.push_back({table.shape().entity + "/" + change.id,
                                "store.changed_since",
                                {{"position", std::to_string(position)}, {"version", std::to_string(*latest)}}});
    else if (change.before)
      put_back.push_back(std::move(*change.before));
    else if (change.after)
      take_out.push_back(std::move(*change.after));
  }
  if (!error.problems.empty()) return refuse(std::move(error));
  PutCounts counts = put(tx, table, put_back);
  counts.withdrawn = withdraw(tx, table, take_out).withdrawn;
  return counts;
}

}  // namespace guatu::db

// SPDX-License-Identifier: Apache-2.0
// Undo against the store (撤销): what an entry changed, whether it may be taken back, and taking it back. Refuses
// undo.no_such_entry beside what undo.hpp refuses.
#pragma once

#include <string>
#include <vector>

#include "feature/undo/undo.hpp"
#include "platform/db/content_diff.hpp"
#include "platform/db/history.hpp"

namespace guatu::undo {

struct Entry {
  db::Position position = 0;
  std::string kind;
  std::string actor;
  Instant recorded_at{};
  std::vector<db::EntityChange> changes;
  std::vector<Problem> problems;  // against taking it back
};

Result<Entry> load_entry(const db::Reader& reader, db::Position position, Asked asked);

// Puts rows back and withdraws new ones; the caller journals it. Refuses all of the entry's problems at once.
Result<db::PutCounts> take_back(db::Tx& tx, db::Position position, Asked asked);

// The same with an entry of its own.
Result<db::PutCounts> undo_entry(db::Tx& tx, db::Position position, const std::string& reason);

}  // namespace guatu::undo

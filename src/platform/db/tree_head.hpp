// SPDX-License-Identifier: Apache-2.0
// The journal (日志) as it lies in the database: appending an entry, and reading the tree head that makes it
// O(log n). It does not go on from a damaged head.
#pragma once

#include <optional>
#include <string>

#include "platform/db/database.hpp"
#include "platform/journal/entry.hpp"
#include "platform/journal/merkle.hpp"

namespace guatu::db {

struct TreeHead {
  Position size = 0;
  journal::Frontier sha256{crypto::Algorithm::sha256};
  journal::Frontier sm3{crypto::Algorithm::sm3};
  std::string stored_root;  // hex, as the row says
  std::string stored_sm3_root;
};

std::optional<TreeHead> load_tree_head(const Reader& reader);  // none: the row is missing or damaged
void append_to_journal(Tx& tx, const journal::Entry& entry);

}  // namespace guatu::db

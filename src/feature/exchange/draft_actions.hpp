// SPDX-License-Identifier: Apache-2.0
// The draft of an import and the store (草稿): every register loaded into it, touched rows saved out of it, and what
// they were and would be as canonical contents.
#pragma once

#include <string>
#include <vector>

#include "feature/exchange/draft.hpp"
#include "feature/exchange/exchange.hpp"
#include "feature/project/brought_actions.hpp"
#include "platform/db/history.hpp"

namespace guatu::exchange {

Draft load_draft(const db::Reader& reader);
// With the course that the change of each row leaves when it is made on a page.
Result<db::PutCounts> save_draft(db::Tx& tx, const Draft& draft, const project::Bringing& bringing);

// Names that people gave before, by form; what stands in `names` already goes before them.
void add_remembered_names(const db::Reader& reader, RememberedNames& names);

struct TouchedRow {
  std::string entity;
  std::string id;
  std::string before;  // content as stored; empty: a new row
  std::string after;
};
// Also those that come out as they were.
std::vector<TouchedRow> touched_rows(const Draft& draft);

}  // namespace guatu::exchange

// SPDX-License-Identifier: Apache-2.0
#include "feature/enterprise/enterprise_actions.hpp"

#include "feature/enterprise/enterprise_store.hpp"

namespace guatu::enterprise {

std::vector<Enterprise> load_enterprises(const db::Reader& reader, db::AsOf as_of) {
  return db::load_at(reader, enterprise_table(), "ORDER BY id", as_of);
}

db::PutCounts save(db::Tx& tx, const std::vector<Enterprise>& rows) { return db::put(tx, enterprise_table(), rows); }

Result<db::PutCounts> undo_entry(db::Tx& tx, db::Position position) {
  db::PutCounts counts;
  GUATU_TRY(const auto enterprise, db::undo_at(tx, enterprise_table(), position));
  counts += enterprise;
  return counts;
}

}  // namespace guatu::enterprise

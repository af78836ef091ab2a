// SPDX-License-Identifier: Apache-2.0
#include "feature/enterprise/enterprise_actions.hpp"

#include "feature/enterprise/enterprise_store.hpp"

namespace guatu::enterprise {

std::vector<Enterprise> load_enterprises(const db::Reader& reader, db::AsOf as_of) {
  return db::load_at(reader, enterprise_table(), "ORDER BY id", as_of);
}

db::PutCounts save(db::Tx& tx, const std::vector<Enterprise>& rows) { return db::put(tx, enterprise_table(), rows); }

void write(JsonWriter& json, const std::vector<Enterprise>& rows) { db::write_rows(json, enterprise_table(), rows); }

Result<void> read(const json::Value& document, std::vector<Enterprise>& rows) {
  GUATU_TRY(rows, db::read_rows(document, enterprise_table()));
  return {};
}

Result<db::PutCounts> undo_entry(db::Tx& tx, db::Position position) {
  db::PutCounts counts;
  GUATU_TRY(const auto enterprise, db::undo_at(tx, enterprise_table(), position));
  counts += enterprise;
  return counts;
}

}  // namespace guatu::enterprise

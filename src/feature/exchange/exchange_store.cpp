// SPDX-License-Identifier: Apache-2.0
#include "feature/exchange/exchange_store.hpp"

namespace guatu::exchange {

const db::Table<ImportFile>& import_file_table() {
  static const auto kTable = db::table<ImportFile>(
      "import_file", db::key("id", &ImportFile::id), db::column("name", &ImportFile::name),
      db::column("imported_on", &ImportFile::imported_on), db::column("entry", &ImportFile::entry),
      db::column("tables", &ImportFile::tables), db::column("undone_by", &ImportFile::undone_by));
  return kTable;
}

const db::Table<HeaderMapping>& header_mapping_table() {
  static const auto kTable =
      db::table<HeaderMapping>("header_mapping", db::key("id", &HeaderMapping::id),
                               db::column("form", &HeaderMapping::form), db::column("names", &HeaderMapping::names));
  return kTable;
}

}  // namespace guatu::exchange

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

const db::Table<ImportRun>& import_run_table() {
  static const auto kTable = db::table<ImportRun>(
      "import_run", db::key("id", &ImportRun::id), db::column("files", &ImportRun::files),
      db::column("state", &ImportRun::state), db::column("uploaded_by", &ImportRun::uploaded_by),
      db::column("uploaded_at", &ImportRun::uploaded_at), db::column("applied_by", &ImportRun::applied_by),
      db::column("entry", &ImportRun::entry), db::column("undone_by", &ImportRun::undone_by),
      db::column("undo_reason", &ImportRun::undo_reason), db::column("form", &ImportRun::form),
      db::column("unit", &ImportRun::unit), db::column("period", &ImportRun::period),
      db::column("given", &ImportRun::given), db::column("revision", &ImportRun::revision),
      db::column("new_rows", &ImportRun::new_rows), db::column("changed_rows", &ImportRun::changed_rows),
      db::column("unchanged_rows", &ImportRun::unchanged_rows), db::column("wrong_cells", &ImportRun::wrong_cells),
      db::column("doubtful_cells", &ImportRun::doubtful_cells), db::column("figures_of", &ImportRun::figures_of),
      db::column("figures_out", &ImportRun::figures_out));
  return kTable;
}

const db::Table<ImportPart>& import_part_table() {
  static const auto kTable = db::table<ImportPart>(
      "import_part", db::key("import", &ImportPart::import), db::key("number", &ImportPart::number),
      db::column("name", &ImportPart::name), db::blob_column("digest_of_file", &ImportPart::digest));
  return kTable;
}

const db::Table<Correction>& import_correction_table() {
  static const auto kTable = db::table<Correction>(
      "import_correction", db::key("import", &Correction::import), db::key("file", &Correction::file),
      db::key("sheet", &Correction::sheet), db::key("cell", &Correction::cell), db::column("value", &Correction::value),
      db::column("original", &Correction::original), db::column("corrected_by", &Correction::corrected_by));
  return kTable;
}

}  // namespace guatu::exchange

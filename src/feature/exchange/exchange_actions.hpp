// SPDX-License-Identifier: Apache-2.0
// Importing a workbook in one transaction, and taking an import back.
//
// The same bytes again change nothing, even when later files changed the rows since. One file is one journal
// entry, which commits to every row version it made.
#pragma once

#include <string>
#include <string_view>

#include "feature/exchange/exchange.hpp"
#include "platform/blob/blob_store.hpp"
#include "platform/db/history.hpp"

namespace guatu::exchange {

// waiting: it corrects statistics, is kept as an import, and another person applies it.
enum class ImportResult { applied, nothing_new, already_imported, refused, previewed, waiting };

struct ImportOutcome {
  ImportResult result = ImportResult::refused;
  db::Position entry = 0;  // of this import, or of the earlier one of the same bytes
  db::PutCounts counts;
  ImportReport report;
  std::string waiting;  // the import that a second person applies
};

struct UploadedFile {
  std::string_view bytes;
  const sheet::Workbook* workbook = nullptr;  // the same, read
};

// Names in `options` that a person gave now are remembered for the form once the file is applied.
// The bytes of an applied file are kept. Refuses blob.*; wrong cells are in the outcome's report. A file that corrects
// statistics is left as it is where `options` asks for a second person: the result is `waiting`.
Result<ImportOutcome> import_workbook(db::Tx& tx, const blob::BlobStore& blobs, const UploadedFile& file,
                                      ImportOptions options);

// What the import would do, without doing it.
ImportReport preview_workbook(const db::Reader& reader, const sheet::Workbook& workbook, ImportOptions options);

// A compensating entry: rows go back to what they were, new ones are withdrawn, the history keeps both. Refuses
// exchange.no_such_import, exchange.already_undone, store.changed_since.
Result<db::PutCounts> undo_import(db::Tx& tx, db::Position entry, const std::string& reason);

}  // namespace guatu::exchange

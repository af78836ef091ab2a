// SPDX-License-Identifier: Apache-2.0
// Imported files by the digest of their bytes (导入记录), column names that a person gave, remembered by the
// fingerprint of the form's headers, and imports over the API with their files and corrections.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "feature/exchange/exchange.hpp"
#include "feature/exchange/import_run.hpp"
#include "platform/db/table.hpp"

namespace guatu::exchange {

struct ImportFile {
  std::string id;  // SHA-256 of the file, which is kept under that name
  std::string name;
  Date imported_on;
  std::int64_t entry = 0;           // journal position
  std::vector<std::string> tables;  // sheet: layout, records
  std::optional<std::int64_t> undone_by;
};

struct HeaderMapping {
  std::string id;                  // fingerprint of the form's headers
  std::string form;                // the sheet it was first given for
  std::vector<std::string> names;  // label=field
};

const db::Table<ImportFile>& import_file_table();
const db::Table<HeaderMapping>& header_mapping_table();
const db::Table<ImportRun>& import_run_table();
const db::Table<ImportPart>& import_part_table();
const db::Table<Correction>& import_correction_table();

}  // namespace guatu::exchange

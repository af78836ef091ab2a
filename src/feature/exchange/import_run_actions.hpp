// SPDX-License-Identifier: Apache-2.0
// The life of an import over the API (导入办理): files taken and kept, columns named and cells corrected, applied as a
// whole, taken back, dropped. Each step is one journal entry. Reading files and previews happens before the writing
// transaction; applying reads again only when the registers have moved meanwhile.
//
// Refuses exchange.effect_changed, exchange.has_wrong_cells, exchange.imported_before, exchange.second_person and names
// that there are not, beside what import_run.hpp, templates and reading a workbook refuse.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "feature/exchange/import_preview_actions.hpp"
#include "feature/exchange/template_actions.hpp"
#include "platform/db/page.hpp"

namespace guatu::exchange {

struct FileBytes {
  std::string name;
  std::string_view bytes;
};

std::optional<std::string> bytes_of_base64(std::string_view text);

struct TakenFile {
  std::string name;
  std::string digest;
  sheet::Workbook workbook;
  std::optional<TemplateWish> form;  // of a filled-in template
};

// Reads a file, checks the template it may be, and keeps its bytes.
Result<TakenFile> take_file(const db::Reader& reader, const TemplatePlace& place, const FileBytes& file);

// An import of these files that has no id yet.
OpenedImport import_of(std::vector<TakenFile> files);

// Gives it its id and puts it into the store; `number` counts the imports of one upload from 1, 0: it is the only one.
void put_import(db::Tx& tx, OpenedImport& import, int number);
// What the journal says of an upload.
void journal_upload(db::Tx& tx, const std::vector<const OpenedImport*>& imports);
// An import whose files are being read in another process or request, by the same person with the same files.
std::optional<OpenedImport> find_reading(const db::Reader& reader, const std::string& account,
                                         const OpenedImport& import);

db::Page<ImportRun> load_import_page(const db::Reader& reader, const db::PageQuery& query);
Result<db::Versioned<ImportRun>> find_import(const db::Reader& reader, const std::string& id);
std::vector<ImportPart> load_parts(const db::Reader& reader, const std::string& id);

struct ColumnChoice {
  std::string column;                // letters
  std::optional<std::string> field;  // none: the names decide; empty: left out
};
// Changes `import` only.
Result<void> name_columns(OpenedImport& import, const Preview& preview, std::int64_t table,
                          const std::vector<ColumnChoice>& choices, const std::vector<Layout>& layouts);

struct CellChoice {
  std::string file;  // name; empty where there is one
  std::string sheet;
  std::string cell;
  std::optional<std::string> value;  // none: as the file has it
};
Result<void> correct_cells(OpenedImport& import, const std::vector<CellChoice>& choices, const std::string& by);

// Saves what name_columns() and correct_cells() changed, with the counts of the new preview.
Result<void> save_import(db::Tx& tx, OpenedImport& import, const Preview& preview, std::int64_t expected_version,
                         const char* kind);

struct Applying {
  std::string effect;  // that was seen
  std::string secrecy_reason;
  std::string reason;  // of what is corrected
  std::int64_t expected_version = 0;
};
// The answer is the import as it stands afterwards.
Result<db::Versioned<ImportRun>> apply_import(db::Tx& tx, const OpenedImport& import, const Preview& preview,
                                              const PreviewOptions& options, const Applying& applying);
Result<void> undo_import_run(db::Tx& tx, const std::string& id, const std::string& reason,
                             std::int64_t expected_version);
Result<void> drop_import(db::Tx& tx, const std::string& id, std::int64_t expected_version);

// What an applied import did, from its journal entry.
std::vector<PreviewRow> load_applied_rows(const db::Reader& reader, const ImportRun& run);

// The files with their wrong cells marked, as one xlsx; `sentences` are those of the cells, in order.
Result<std::string> make_error_workbook(const OpenedImport& import, const Preview& preview,
                                        const std::vector<std::string>& sentences, Instant now);

// Forms that were filled in are checked again before they are applied: one may have been closed, edited or answered
// since they were uploaded. Refuses what check_filled_template refuses.
Result<void> check_forms(const db::Reader& reader, const TemplatePlace& place, const OpenedImport& import);

}  // namespace guatu::exchange

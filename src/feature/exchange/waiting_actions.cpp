// SPDX-License-Identifier: Apache-2.0
#include "feature/exchange/waiting_actions.hpp"

#include "feature/exchange/exchange_store.hpp"

namespace guatu::exchange {
namespace {

// What this person has sent before and nobody applied so far.
std::string find_waiting(const db::Reader& reader, const std::string& account, const std::string& digest) {
  for (const ImportPart& part :
       db::load(reader, import_part_table(), "WHERE digest_of_file = :digest ORDER BY import", {{"digest", digest}}))
    if (const auto run = find_import(reader, part.import.value);
        run && is_open(run->row.state) && run->row.uploaded_by == account)
      return run->row.id.value;
  return {};
}

}  // namespace

Result<std::string> leave_waiting(db::Tx& tx, const std::filesystem::path& store, const FileBytes& file,
                                  const ImportOptions& options) {
  GUATU_TRY(TakenFile taken, take_file(tx, {store, &options.layouts, tx.today()}, file));
  if (std::string known = find_waiting(tx, tx.actor().name, taken.digest); !known.empty()) return known;
  std::vector<TakenFile> files;
  files.push_back(std::move(taken));
  OpenedImport import = import_of(std::move(files));
  note_preview(import.run, preview_import(tx, import, {&options.layouts, options.secrecy_reason, tx.now()}));
  put_import(tx, import, 0);
  journal_upload(tx, {&import});
  return import.run.id.value;
}

Result<ImportRun> confirm_import(db::Tx& tx, const std::filesystem::path& store, const std::string& id,
                                 const ImportOptions& options) {
  GUATU_TRY(const OpenedImport import, open_import(tx, blob::BlobStore(store), id));
  const PreviewOptions how{&options.layouts, options.secrecy_reason, tx.now()};
  const Preview preview = preview_import(tx, import, how);
  GUATU_TRY(auto applied, apply_import(tx, import, preview, how,
                                       {preview.effect, how.secrecy_reason, options.reason, import.version}));
  return std::move(applied.row);
}

}  // namespace guatu::exchange

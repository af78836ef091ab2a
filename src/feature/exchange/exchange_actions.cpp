// SPDX-License-Identifier: Apache-2.0
#include "feature/exchange/exchange_actions.hpp"

#include "base/text.hpp"
#include "feature/exchange/draft_actions.hpp"
#include "feature/exchange/exchange_store.hpp"
#include "feature/exchange/reason_needed.hpp"
#include "feature/undo/undo_actions.hpp"
#include "platform/crypto/digest.hpp"

namespace guatu::exchange {
namespace {

void save_given_names(db::Tx& tx, const GivenNames& given, const ImportReport& report) {
  if (given.empty()) return;
  std::vector<std::string> names;
  for (const auto& [label, field] : given) names.push_back(label + "=" + field);
  for (const auto& table : report.tables) {
    HeaderMapping mapping{table.fingerprint, table.sheet, names};
    db::put(tx, header_mapping_table(), mapping);
  }
}

// Before it is imported, as the last thing that stands against it.
void tell_reason_needed(const Draft& draft, const ImportOptions& options, ImportReport& report) {
  if (report.is_refused()) return;
  if (const auto checked = check_reason(reason_needed(draft), options.reason); !checked) {
    Problem problem = checked.error().problems.front();
    problem.place = report.file;
    report.problems.push_back({Severity::wrong, "", {}, std::move(problem)});
  }
}

Result<void> keep(const blob::BlobStore& blobs, std::string_view bytes) {
  GUATU_TRY(const std::string name, blobs.put(bytes));
  static_cast<void>(name);
  return {};
}

std::string describe(const ImportReport& report, const std::string& digest, const db::PutCounts& counts,
                     const ImportOptions& options) {
  JsonWriter json;
  json.begin_object().member("file", report.file).member("sha256", digest).key("tables").begin_array();
  for (const auto& table : report.tables)
    json.begin_object()
        .member("sheet", table.sheet)
        .member("layout", table.layout)
        .member("records", table.records)
        .end_object();
  json.end_array();
  if (!options.secrecy_reason.empty()) json.member("secrecy_override", options.secrecy_reason);
  if (!options.reason.empty()) json.member("reason", options.reason);
  json.member("inserted", counts.inserted).member("changed", counts.changed).end_object();
  return json.take();
}

}  // namespace

ImportReport preview_workbook(const db::Reader& reader, const sheet::Workbook& workbook, ImportOptions options) {
  add_remembered_names(reader, options.names);
  Draft draft = load_draft(reader);
  ImportReport report = read_into(workbook, options, draft);
  tell_reason_needed(draft, options, report);
  return report;
}

Result<ImportOutcome> import_workbook(db::Tx& tx, const blob::BlobStore& blobs, const UploadedFile& file,
                                      ImportOptions options) {
  const std::string digest = crypto::to_hex(crypto::sha256(file.bytes));
  ImportOutcome outcome;
  if (const auto earlier = db::find(tx, import_file_table(), digest); earlier && !earlier->undone_by) {
    outcome.result = ImportResult::already_imported;
    outcome.entry = earlier->entry;
    outcome.report.file = file.workbook->file_name;
    return outcome;
  }
  options.now = tx.now();
  const GivenNames given = options.names[std::string()];
  add_remembered_names(tx, options.names);
  Draft draft = load_draft(tx);
  outcome.report = read_into(*file.workbook, options, draft);
  tell_reason_needed(draft, options, outcome.report);
  if (outcome.report.is_refused()) return outcome;
  if (options.correcting == Correcting::by_two && draft.corrects_statistics()) {
    outcome.result = ImportResult::waiting;
    return outcome;
  }
  GUATU_CHECK(keep(blobs, file.bytes));
  GUATU_TRY(outcome.counts, save_draft(tx, draft, {options.reason, file.workbook->file_name}));
  outcome.result = outcome.counts.written() == 0 ? ImportResult::nothing_new : ImportResult::applied;
  outcome.entry = tx.entry_position();
  ImportFile stored{digest, file.workbook->file_name, tx.today(), outcome.entry, {}, {}};
  for (const auto& table : outcome.report.tables)
    stored.tables.push_back(table.sheet + ": " + table.layout + " " + std::to_string(table.records));
  db::put(tx, import_file_table(), stored);
  save_given_names(tx, given, outcome.report);
  tx.journal(
      {"exchange.imported", file.workbook->file_name, describe(outcome.report, digest, outcome.counts, options)});
  return outcome;
}

Result<db::PutCounts> undo_import(db::Tx& tx, db::Position entry, const std::string& reason) {
  auto files = db::load(tx, import_file_table(), "WHERE entry = :entry ORDER BY name", {{"entry", entry}});
  if (files.empty())
    return refuse(ErrorKind::not_found, "", "exchange.no_such_import", {{"value", std::to_string(entry)}});
  if (files.front().undone_by)
    return refuse(ErrorKind::conflict, "", "exchange.already_undone",
                  {{"value", std::to_string(entry)}, {"undone_by", std::to_string(*files.front().undone_by)}});
  GUATU_TRY(const db::PutCounts counts, undo::take_back(tx, entry, undo::Asked::with_its_import));
  std::vector<std::string> names;
  for (ImportFile& file : files) file.undone_by = tx.entry_position(), names.push_back(file.name);
  db::put(tx, import_file_table(), files);
  for (ImportRun& run : db::load(tx, import_run_table(), "WHERE entry = :entry", {{"entry", entry}})) {
    run.state = ImportState::undone;
    run.undone_by = tx.entry_position();
    run.undo_reason = reason;
    db::put(tx, import_run_table(), run);
  }
  JsonWriter json;
  json.begin_object().member("undone", entry).member("file", join(names, "、")).member("reason", reason);
  json.member("put_back", counts.changed).member("withdrawn", counts.withdrawn).end_object();
  tx.journal({"exchange.undone", join(names, "、"), json.take()});
  return counts;
}

}  // namespace guatu::exchange

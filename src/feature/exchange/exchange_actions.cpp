// SPDX-License-Identifier: Apache-2.0
#include "feature/exchange/exchange_actions.hpp"

#include "base/text.hpp"
#include "feature/cycle/cycle_actions.hpp"
#include "feature/enterprise/enterprise_actions.hpp"
#include "feature/exchange/exchange_store.hpp"
#include "feature/indicator/indicator_actions.hpp"
#include "feature/matter/matter_actions.hpp"
#include "feature/project/project_actions.hpp"
#include "feature/unit/unit_actions.hpp"
#include "platform/crypto/digest.hpp"

namespace guatu::exchange {
namespace {

Draft load_draft(const db::Reader& reader) {
  Draft draft;
  draft.units.load(unit::load_units(reader));
  draft.people.load(unit::load_people(reader));
  draft.enterprises.load(enterprise::load_enterprises(reader));
  draft.indicators.load(indicator::load_indicators(reader));
  draft.targets.load(indicator::load_targets(reader));
  draft.month_shares.load(indicator::load_month_shares(reader));
  draft.observations.load(indicator::load_observations(reader));
  draft.projects.load(project::load_projects(reader));
  draft.project_years.load(project::load_project_years(reader));
  draft.milestones.load(project::load_milestones(reader));
  draft.adjustments.load(project::load_adjustments(reader));
  draft.matters.load(matter::load_matters(reader));
  draft.reports.load(matter::load_reports(reader));
  draft.extensions.load(matter::load_extensions(reader));
  draft.letters.load(matter::load_letters(reader));
  draft.cycles.load(cycle::load_cycles(reader));
  draft.agenda.load(cycle::load_agenda(reader));
  return draft;
}

db::PutCounts save_draft(db::Tx& tx, const Draft& draft) {
  db::PutCounts counts;
  counts += unit::save(tx, draft.units.touched());
  counts += unit::save(tx, draft.people.touched());
  counts += enterprise::save(tx, draft.enterprises.touched());
  counts += indicator::save(tx, draft.indicators.touched());
  counts += indicator::save(tx, draft.targets.touched());
  counts += indicator::save(tx, draft.month_shares.touched());
  counts += indicator::save(tx, draft.observations.touched());
  counts += project::save(tx, draft.projects.touched());
  counts += project::save(tx, draft.project_years.touched());
  counts += project::save(tx, draft.milestones.touched());
  counts += project::save(tx, draft.adjustments.touched());
  counts += matter::save(tx, draft.matters.touched());
  counts += matter::save(tx, draft.reports.touched());
  counts += matter::save(tx, draft.extensions.touched());
  counts += matter::save(tx, draft.letters.touched());
  counts += cycle::save(tx, draft.cycles.touched());
  counts += cycle::save(tx, draft.agenda.touched());
  return counts;
}

void remember_stored_names(const db::Reader& reader, RememberedNames& names) {
  for (const auto& mapping : db::load(reader, header_mapping_table()))
    for (const auto& name : mapping.names) {
      const auto equals = name.rfind('=');
      // What a person says now goes before what was remembered.
      if (equals != std::string::npos) names[mapping.id].try_emplace(name.substr(0, equals), name.substr(equals + 1));
    }
}

void save_given_names(db::Tx& tx, const GivenNames& given, const ImportReport& report) {
  if (given.empty()) return;
  std::vector<std::string> names;
  for (const auto& [label, field] : given) names.push_back(label + "=" + field);
  for (const auto& table : report.tables) {
    HeaderMapping mapping{table.fingerprint, table.sheet, names};
    db::put(tx, header_mapping_table(), mapping);
  }
}

Result<void> keep(const blob::BlobStore& blobs, std::string_view bytes) {
  GUATU_TRY(const std::string name, blobs.put(bytes));
  static_cast<void>(name);
  return {};
}

std::string describe(const ImportReport& report, const std::string& digest, const db::PutCounts& counts,
                     const std::string& secrecy_reason) {
  JsonWriter json;
  json.begin_object().member("file", report.file).member("sha256", digest).key("tables").begin_array();
  for (const auto& table : report.tables)
    json.begin_object()
        .member("sheet", table.sheet)
        .member("layout", table.layout)
        .member("records", table.records)
        .end_object();
  json.end_array();
  if (!secrecy_reason.empty()) json.member("secrecy_override", secrecy_reason);
  json.member("inserted", counts.inserted).member("changed", counts.changed).end_object();
  return json.take();
}

}  // namespace

ImportReport preview_workbook(const db::Reader& reader, const sheet::Workbook& workbook, ImportOptions options) {
  remember_stored_names(reader, options.names);
  Draft draft = load_draft(reader);
  return read_into(workbook, options, draft);
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
  const GivenNames given = options.names[std::string()];
  remember_stored_names(tx, options.names);
  Draft draft = load_draft(tx);
  outcome.report = read_into(*file.workbook, options, draft);
  if (outcome.report.is_refused()) return outcome;

  GUATU_CHECK(keep(blobs, file.bytes));
  outcome.counts = save_draft(tx, draft);
  outcome.result = outcome.counts.written() == 0 ? ImportResult::nothing_new : ImportResult::applied;
  outcome.entry = tx.entry_position();
  ImportFile stored{digest, file.workbook->file_name, tx.today(), outcome.entry, {}, {}};
  for (const auto& table : outcome.report.tables)
    stored.tables.push_back(table.sheet + ": " + table.layout + " " + std::to_string(table.records));
  db::put(tx, import_file_table(), stored);
  save_given_names(tx, given, outcome.report);
  tx.journal({"exchange.imported", file.workbook->file_name,
              describe(outcome.report, digest, outcome.counts, options.secrecy_reason)});
  return outcome;
}

Result<db::PutCounts> undo_import(db::Tx& tx, db::Position entry, const std::string& reason) {
  auto imports = db::load(tx, import_file_table(), "WHERE entry = :entry", {{"entry", entry}});
  if (imports.empty())
    return refuse(ErrorKind::not_found, "", "exchange.no_such_import", {{"value", std::to_string(entry)}});
  ImportFile& import = imports.front();
  if (import.undone_by)
    return refuse(ErrorKind::conflict, "", "exchange.already_undone",
                  {{"value", std::to_string(entry)}, {"undone_by", std::to_string(*import.undone_by)}});
  db::PutCounts counts;
  // Tables in the reverse of the import, so that what refers goes before what is referred to.
  for (const auto undo : {cycle::undo_entry, matter::undo_entry, project::undo_entry, indicator::undo_entry,
                          enterprise::undo_entry, unit::undo_entry}) {
    GUATU_TRY(const db::PutCounts undone, undo(tx, entry));
    counts += undone;
  }
  import.undone_by = tx.entry_position();
  db::put(tx, import_file_table(), import);
  JsonWriter json;
  json.begin_object().member("undone", entry).member("file", import.name).member("reason", reason);
  json.member("put_back", counts.changed).member("withdrawn", counts.withdrawn).end_object();
  tx.journal({"exchange.undone", import.name, json.take()});
  return counts;
}

}  // namespace guatu::exchange

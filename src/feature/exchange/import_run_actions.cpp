// SPDX-License-Identifier: Apache-2.0
#include "feature/exchange/import_run_actions.hpp"

#include <algorithm>
#include <set>

#include "base/marked_copy.hpp"
#include "base/text.hpp"
#include "feature/exchange/draft_actions.hpp"
#include "feature/exchange/exchange_actions.hpp"
#include "feature/exchange/exchange_store.hpp"
#include "feature/exchange/template_mark.hpp"
#include "format/spreadsheet/spreadsheet.hpp"
#include "format/xlsx/xlsx_writer.hpp"
#include "platform/crypto/base64.hpp"
#include "platform/db/content_diff.hpp"

namespace guatu::exchange {
namespace {

void write_files(JsonWriter& json, const std::vector<ImportPart>& parts) {
  json.key("files").begin_array();
  for (const ImportPart& part : parts)
    json.begin_object().member("name", part.name).member("sha256", part.digest).end_object();
  json.end_array();
}

void write_counts(JsonWriter& json, const ImportRun& run) {
  json.member("state", code_of(run.state)).member("new", run.new_rows).member("changed", run.changed_rows);
  json.member("wrong", run.wrong_cells).member("doubtful", run.doubtful_cells);
}

// The mark of a form that came back: what is locked in it stays as it went out, on the page as in the file.
std::optional<TemplateMark> mark_in(const sheet::Workbook& workbook) {
  auto mark = read_mark(workbook);
  return mark ? std::move(*mark) : std::nullopt;
}

// The same refusal as for every other row that somebody else has changed meanwhile.
Result<void> check_version(db::Tx& tx, const db::Versioned<ImportRun>& stored, std::int64_t expected) {
  if (stored.version == expected) return {};
  GUATU_TRY(const std::int64_t version, db::put_if(tx, import_run_table(), stored.row, expected));
  static_cast<void>(version);
  return {};
}

Result<db::Versioned<ImportRun>> find_expected(db::Tx& tx, const std::string& id, std::int64_t expected) {
  GUATU_TRY(db::Versioned<ImportRun> stored, find_import(tx, id));
  GUATU_CHECK(check_version(tx, stored, expected));
  return stored;
}

void remember_names(db::Tx& tx, const OpenedImport& import, const Preview& preview) {
  for (const PreviewTable& table : preview.tables) {
    const GivenNames given = given_for(import.run, table.table.fingerprint);
    if (given.empty()) continue;
    RememberedNames all;
    add_remembered_names(tx, all);
    GivenNames names = all[table.table.fingerprint];
    for (const auto& [label, field] : given) names[label] = field;
    HeaderMapping mapping{table.table.fingerprint, table.table.sheet, {}};
    for (const auto& [label, field] : names) mapping.names.push_back(label + "=" + field);
    db::put(tx, header_mapping_table(), mapping);
  }
}

void note_files(db::Tx& tx, const OpenedImport& import, const Preview& preview) {
  for (std::size_t i = 0; i < import.parts.size(); ++i) {
    ImportFile file{import.parts[i].digest, import.parts[i].name, tx.today(), tx.entry_position(), {}, {}};
    for (const PreviewTable& table : preview.tables)
      if (table.part == i)
        file.tables.push_back(table.table.sheet + ": " + table.table.layout + " " +
                              std::to_string(table.table.records));
    db::put(tx, import_file_table(), file);
  }
}

std::string joined_names(const OpenedImport& import) {
  std::vector<std::string> names = import.run.files;
  if (names.size() > 3) names.resize(3), names.emplace_back("…");
  return join(names, "、");
}

}  // namespace

std::optional<std::string> bytes_of_base64(std::string_view text) { return crypto::parse_base64(text); }

Result<TakenFile> take_file(const db::Reader& reader, const TemplatePlace& place, const FileBytes& file) {
  TakenFile taken;
  taken.name = file.name;
  GUATU_TRY(taken.workbook, spreadsheet::read_spreadsheet(file.bytes, file.name));
  GUATU_TRY(taken.form, check_filled_template(reader, place, taken.workbook));
  GUATU_TRY(taken.digest, blob::BlobStore(place.store).put(file.bytes));
  return taken;
}

OpenedImport import_of(std::vector<TakenFile> files) {
  OpenedImport import;
  const auto common = [&](std::string TemplateWish::*member) {
    const auto& first = files.front().form;
    const bool is_same = first && std::ranges::all_of(files, [&](const TakenFile& file) {
                           return file.form && (*file.form).*member == (*first).*member;
                         });
    return is_same ? (*first).*member : std::string();
  };
  import.run.form = common(&TemplateWish::form);
  import.run.unit = common(&TemplateWish::unit);
  import.run.period = common(&TemplateWish::period);
  for (TakenFile& file : files) {
    const auto number = static_cast<std::int64_t>(import.parts.size()) + 1;
    import.parts.push_back({{}, number, file.name, file.digest});
    import.run.files.push_back(file.name);
    import.workbooks.push_back(std::move(file.workbook));
  }
  return import;
}

void put_import(db::Tx& tx, OpenedImport& import, int number) {
  ImportRun& run = import.run;
  if (run.id.empty()) {
    run.id.value = std::to_string(tx.entry_position());
    if (number > 0) run.id.value += "-" + std::to_string(number);
    run.uploaded_by = tx.actor().name;
    run.uploaded_at = tx.now();
  }
  for (ImportPart& part : import.parts) part.import = run.id;
  db::put(tx, import_part_table(), import.parts);
  db::put(tx, import_run_table(), run);
  import.version = db::find_versioned(tx, import_run_table(), run.id)->version;
}

void journal_upload(db::Tx& tx, const std::vector<const OpenedImport*>& imports) {
  JsonWriter json;
  json.begin_object().key("imports").begin_array();
  for (const OpenedImport* import : imports) {
    json.begin_object().member("import", import->run.id.value);
    write_files(json, import->parts);
    write_counts(json, import->run);
    json.end_object();
  }
  json.end_array().end_object();
  tx.journal({"exchange.uploaded", imports.front()->run.id.value, json.take()});
}

std::optional<OpenedImport> find_reading(const db::Reader& reader, const std::string& account,
                                         const OpenedImport& import) {
  const auto same = [](const ImportPart& a, const ImportPart& b) { return a.digest == b.digest && a.name == b.name; };
  for (auto& [run, version] :
       db::load_versioned(reader, import_run_table(), "WHERE state = 'reading' AND uploaded_by = :account ORDER BY id",
                          {{"account", account}})) {
    auto parts = load_parts(reader, run.id.value);
    if (std::ranges::equal(parts, import.parts, same)) return OpenedImport{run, version, std::move(parts), {}, {}};
  }
  return std::nullopt;
}

db::Page<ImportRun> load_import_page(const db::Reader& reader, const db::PageQuery& query) {
  return db::load_page(reader, import_run_table(), query);
}

Result<db::Versioned<ImportRun>> find_import(const db::Reader& reader, const std::string& id) {
  auto found = db::find_versioned(reader, import_run_table(), Id<ImportRun>{id});
  if (!found) return refuse(ErrorKind::not_found, "", "api.no_such_record", {{"id", id}});
  return std::move(*found);
}

std::vector<ImportPart> load_parts(const db::Reader& reader, const std::string& id) {
  return db::load(reader, import_part_table(), "WHERE import = :import ORDER BY number", {{"import", id}});
}

Result<void> name_columns(OpenedImport& import, const Preview& preview, std::int64_t number,
                          const std::vector<ColumnChoice>& choices, const std::vector<Layout>& layouts) {
  if (number < 1 || number > static_cast<std::int64_t>(preview.tables.size()))
    return refuse(ErrorKind::invalid, "table", "exchange.no_such_table", {{"value", std::to_string(number)}});
  const PreviewTable& chosen = preview.tables[static_cast<std::size_t>(number - 1)];
  if (mark_in(import.workbooks[chosen.part]))
    return refuse(ErrorKind::conflict, "table", "template.columns_fixed", {{"file", import.parts[chosen.part].name}});
  const TableReport& table = chosen.table;
  const auto is_field = [&](const std::string& field) {
    return std::ranges::any_of(layouts, [&](const Layout& layout) {
      return (table.layout.empty() || layout.id == table.layout) && layout.find(field) != nullptr;
    });
  };
  std::vector<Problem> problems;
  for (std::size_t i = 0; i < choices.size(); ++i) {
    const ColumnChoice& choice = choices[i];
    const std::string place = "columns[" + std::to_string(i) + "]";
    const auto column = std::ranges::find(table.details, choice.column,
                                          [](const ColumnReport& one) { return sheet::column_name(one.index); });
    if (column == table.details.end())
      problems.push_back({place + ".column", "exchange.no_such_column", {{"value", choice.column}}});
    else if (choice.field && !choice.field->empty() && !is_field(*choice.field))
      problems.push_back({place + ".field", "exchange.no_such_field", {{"value", *choice.field}}});
    else
      give_name(import.run, table.fingerprint, column->label, choice.field);
  }
  if (!problems.empty()) return refuse(Error{ErrorKind::invalid, std::move(problems)});
  ++import.run.revision;
  return {};
}

Result<void> correct_cells(OpenedImport& import, const std::vector<CellChoice>& choices, const std::string& by) {
  std::vector<Problem> problems;
  for (std::size_t i = 0; i < choices.size(); ++i) {
    const CellChoice& choice = choices[i];
    const std::string place = "cells[" + std::to_string(i) + "]";
    const auto part = std::ranges::find_if(import.parts, [&](const ImportPart& one) {
      return one.name == choice.file || (choice.file.empty() && import.parts.size() == 1);
    });
    if (part == import.parts.end()) {
      problems.push_back({place + ".file", "exchange.no_such_file", {{"value", choice.file}}});
      continue;
    }
    const auto index = static_cast<std::size_t>(part - import.parts.begin());
    const auto original = text_at(import.workbooks[index], choice.sheet, choice.cell);
    if (!original) {
      Problem problem = original.error().problems.front();
      problem.place = place;
      problems.push_back(std::move(problem));
      continue;
    }
    const sheet::Position at = *sheet::parse_cell_name(choice.cell);
    const std::string cell = sheet::cell_name(at);
    const auto mark = mark_in(import.workbooks[index]);
    if (mark && (mark->sheet != choice.sheet || !mark->is_open(at))) {
      problems.push_back({place, "template.cell_not_open", {{"cell", choice.sheet + "!" + cell}}});
      continue;
    }
    std::erase_if(import.corrections, [&](const Correction& one) {
      return one.file == part->number && one.sheet == choice.sheet && one.cell == cell;
    });
    if (choice.value)
      import.corrections.push_back({import.run.id, part->number, choice.sheet, cell, *choice.value, *original, by});
  }
  if (!problems.empty()) return refuse(Error{ErrorKind::invalid, std::move(problems)});
  ++import.run.revision;
  return {};
}

Result<void> save_import(db::Tx& tx, OpenedImport& import, const Preview& preview, std::int64_t expected_version,
                         const char* kind) {
  GUATU_TRY(const auto stored, find_expected(tx, import.run.id.value, expected_version));
  GUATU_CHECK(check_open(stored.row));
  std::vector<Correction> gone =
      db::load(tx, import_correction_table(), "WHERE import = :import ORDER BY file, sheet, cell",
               {{"import", import.run.id.value}});
  std::erase_if(gone, [&](const Correction& old) {
    return std::ranges::any_of(import.corrections, [&](const Correction& now) {
      return now.file == old.file && now.sheet == old.sheet && now.cell == old.cell;
    });
  });
  db::withdraw(tx, import_correction_table(), gone);
  db::put(tx, import_correction_table(), import.corrections);
  note_preview(import.run, preview);
  GUATU_TRY(import.version, db::put_if(tx, import_run_table(), import.run, expected_version));
  JsonWriter json;
  json.begin_object();
  write_files(json, import.parts);
  // Places only: a cell may hold a telephone number, and an entry is never erased.
  json.key("corrections").begin_array();
  for (const Correction& one : import.corrections)
    json.begin_object().member("file", one.file).member("sheet", one.sheet).member("cell", one.cell).end_object();
  json.end_array().key("columns").begin_array();
  for (const std::string& given : import.run.given) {
    std::string told = given.substr(given.find('\t') + 1);
    std::ranges::replace(told, '\t', '=');
    json.text(told);
  }
  json.end_array();
  write_counts(json, import.run);
  tx.journal({kind, import.run.id.value, json.end_object().take()});
  return {};
}

Result<db::Versioned<ImportRun>> apply_import(db::Tx& tx, const OpenedImport& import, const Preview& seen,
                                              const PreviewOptions& options, const Applying& applying) {
  GUATU_TRY(const auto stored, find_expected(tx, import.run.id.value, applying.expected_version));
  GUATU_CHECK(check_ready(stored.row));
  std::optional<Preview> again;
  if (tx.position() != seen.position) again = preview_import(tx, import, options);
  const Preview& preview = again ? *again : seen;
  if (const std::int64_t wrong = preview.count(CellMark::wrong); wrong > 0)
    return refuse(ErrorKind::conflict, "", "exchange.has_wrong_cells", {{"count", std::to_string(wrong)}});
  for (const ImportPart& part : import.parts)
    if (const auto earlier = db::find(tx, import_file_table(), part.digest); earlier && !earlier->undone_by)
      return refuse(ErrorKind::conflict, part.name, "exchange.imported_before",
                    {{"entry", std::to_string(earlier->entry)}});
  if (preview.corrects_statistics && stored.row.uploaded_by == tx.actor().name)
    return refuse(ErrorKind::forbidden, "", "exchange.second_person", {{"id", import.run.id.value}});
  if (preview.effect != applying.effect)
    return refuse(ErrorKind::conflict, "effect", "exchange.effect_changed", {{"effect", preview.effect}});
  GUATU_CHECK(check_reason(preview.reason_needed, applying.reason));
  GUATU_TRY(const db::PutCounts counts, save_draft(tx, preview.draft, {applying.reason, joined_names(import)}));
  note_files(tx, import, preview);
  remember_names(tx, import, preview);
  db::Versioned<ImportRun> applied{import.run, 0};
  note_preview(applied.row, preview);
  applied.row.state = ImportState::applied;
  applied.row.applied_by = tx.actor().name;
  applied.row.entry = tx.entry_position();
  GUATU_TRY(applied.version, db::put_if(tx, import_run_table(), applied.row, applying.expected_version));
  JsonWriter json;
  json.begin_object().member("import", import.run.id.value);
  write_files(json, import.parts);
  if (!applying.secrecy_reason.empty()) json.member("secrecy_override", applying.secrecy_reason);
  if (!applying.reason.empty()) json.member("reason", applying.reason);
  json.member("effect", preview.effect).member("corrections", import.corrections.size());
  json.member("inserted", counts.inserted).member("changed", counts.changed).end_object();
  tx.journal({"exchange.imported", joined_names(import), json.take()});
  return applied;
}

Result<void> check_forms(const db::Reader& reader, const TemplatePlace& place, const OpenedImport& import) {
  for (const sheet::Workbook& workbook : import.workbooks) GUATU_CHECK(check_filled_template(reader, place, workbook));
  return {};
}

Result<void> undo_import_run(db::Tx& tx, const std::string& id, const std::string& reason,
                             std::int64_t expected_version) {
  GUATU_TRY(const auto stored, find_expected(tx, id, expected_version));
  GUATU_CHECK(check_applied(stored.row));
  GUATU_TRY(const db::PutCounts counts, undo_import(tx, *stored.row.entry, reason));
  static_cast<void>(counts);
  return {};
}

Result<void> drop_import(db::Tx& tx, const std::string& id, std::int64_t expected_version) {
  GUATU_TRY(const auto stored, find_expected(tx, id, expected_version));
  GUATU_CHECK(check_open(stored.row));
  const auto parts = load_parts(tx, id);
  db::withdraw(tx, import_run_table(), std::vector<ImportRun>{stored.row});
  JsonWriter json;
  json.begin_object();
  write_files(json, parts);
  tx.journal({"exchange.dropped", id, json.end_object().take()});
  return {};
}

std::vector<PreviewRow> load_applied_rows(const db::Reader& reader, const ImportRun& run) {
  static const std::set<std::string_view> kOwn{"import_file", "import_run", "import_part", "import_correction",
                                               "header_mapping", "matter_duty",
                                               // The trace of rows that are told themselves.
                                               "month_report", "stage_move", "baseline_change", "target_adjustment"};
  std::vector<PreviewRow> rows;
  if (!run.entry) return rows;
  for (db::EntityChange& change : db::load_entry_changes(reader, *run.entry)) {
    if (kOwn.contains(change.entity)) continue;
    const Change kind = change.before.empty()  ? Change::added
                        : change.after.empty() ? Change::withdrawn
                                               : Change::changed;
    rows.push_back(
        {std::move(change.entity), std::move(change.id), kind, std::move(change.before), std::move(change.after)});
  }
  return rows;
}

Result<std::string> make_error_workbook(const OpenedImport& import, const Preview& preview,
                                        const std::vector<std::string>& sentences, Instant now) {
  sheet_out::Workbook all;
  for (std::size_t part = 0; part < import.workbooks.size(); ++part) {
    std::vector<sheet_out::CellMark> marks;
    for (std::size_t i = 0; i < preview.cells.size(); ++i) {
      const PreviewCell& cell = preview.cells[i];
      if (cell.part != part || cell.mark == CellMark::corrected) continue;
      const auto accepted = cell.problem.args.find("accepted");
      marks.push_back({cell.sheet, cell.at, sentences[i],
                       accepted == cell.problem.args.end() ? std::string() : accepted->second,
                       cell.mark == CellMark::wrong ? sheet_out::Severity::wrong : sheet_out::Severity::doubtful});
    }
    sheet_out::Workbook marked = sheet_out::marked_copy(import.workbooks[part], marks);
    for (sheet_out::Sheet& sheet : marked.sheets) {
      // Sheets of several files bear the file's number, so that no two have one name.
      if (import.workbooks.size() > 1) {
        const std::u32string name = decode_utf8(std::to_string(part + 1) + "_" + sheet.name);
        sheet.name = encode_utf8(std::u32string_view(name).substr(0, 31));
      }
      all.sheets.push_back(std::move(sheet));
    }
  }
  return xlsx::write_xlsx(all, now);
}

}  // namespace guatu::exchange

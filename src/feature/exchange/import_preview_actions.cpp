// SPDX-License-Identifier: Apache-2.0
#include "feature/exchange/import_preview_actions.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "base/text.hpp"
#include "feature/exchange/draft_actions.hpp"
#include "feature/exchange/exchange_store.hpp"
#include "feature/indicator/indicator_actions.hpp"
#include "feature/unit/unit_actions.hpp"
#include "format/spreadsheet/spreadsheet.hpp"
#include "platform/crypto/digest.hpp"
#include "platform/db/content_diff.hpp"

namespace guatu::exchange {
namespace {

using RowKey = std::pair<std::string, std::string>;  // entity, id

RememberedNames given_names(const ImportRun& run) {
  RememberedNames names;
  for (const std::string& given : run.given) {
    const std::string fingerprint = given.substr(0, given.find('\t'));
    names[fingerprint] = given_for(run, fingerprint);
  }
  return names;
}

// Nothing when the file is to be read as it came. The cells' texts live in the original, which outlives the copy.
std::optional<sheet::Workbook> corrected_copy(const OpenedImport& import, std::size_t part) {
  std::vector<Correction> mine;
  for (const Correction& correction : import.corrections)
    if (correction.file == import.parts[part].number) mine.push_back(correction);
  if (mine.empty()) return std::nullopt;
  const sheet::Workbook& original = import.workbooks[part];
  sheet::Workbook copy;
  copy.file_name = original.file_name;
  copy.format = original.format;
  copy.sheets = original.sheets;
  copy.findings = original.findings;
  correct(copy, mine);
  return copy;
}

class Previewing {
 public:
  Previewing(const db::Reader& reader, const OpenedImport& import, const PreviewOptions& options)
      : reader_(reader), import_(import), options_(options), given_(given_names(import.run)), names_(given_) {
    add_remembered_names(reader, names_);
    preview_.position = reader.position();
    preview_.draft = load_draft(reader);
  }

  Preview run() {
    for (std::size_t part = 0; part < import_.workbooks.size(); ++part) read_part(part);
    add_corrected_cells();
    std::ranges::stable_sort(preview_.cells, {}, &PreviewCell::mark);
    keep_rows();
    preview_.reason_needed = reason_needed(preview_.draft);
    if (preview_.reason_needed.count() > 0) preview_.findings.push_back(problem_of(preview_.reason_needed));
    find_figures();
    preview_.corrects_statistics = preview_.draft.corrects_statistics();
    if (preview_.corrects_statistics)
      preview_.findings.push_back({import_.run.files.front(), "exchange.corrects_statistics", {}});
    preview_.draft.forget_stored();
    note_repetition();
    return std::move(preview_);
  }

 private:
  void read_part(std::size_t part) {
    const auto corrected = corrected_copy(import_, part);
    const sheet::Workbook& workbook = corrected ? *corrected : import_.workbooks[part];
    const bool is_merged = import_.workbooks.size() > 1;
    if (is_merged) remember_touched();
    const ImportReport report = read_into(
        workbook,
        {*options_.layouts, names_, options_.secrecy_reason, options_.now, Correcting::by_two, confirmed_in(part)},
        preview_.draft);
    for (const auto* tables : {&report.tables, &report.unknown_tables})
      for (const TableReport& table : *tables) preview_.tables.push_back({part, table, standings_of(table)});
    for (const CellProblem& problem : report.problems) add_cell(part, problem);
    if (is_merged) find_conflicts(part);
  }

  // Whoever corrects a cell to nothing means nothing to stand there.
  std::vector<CellAt> confirmed_in(std::size_t part) const {
    std::vector<CellAt> cells;
    for (const Correction& one : import_.corrections)
      if (const auto at = sheet::parse_cell_name(one.cell);
          at && one.file == import_.parts[part].number && trim(one.value).empty())
        cells.push_back({one.sheet, *at});
    return cells;
  }

  std::vector<Standing> standings_of(const TableReport& table) const {
    const auto in = [&](const RememberedNames& names, const std::string& label) {
      const auto form = names.find(table.fingerprint);
      return form != names.end() && form->second.contains(label);
    };
    std::vector<Standing> standings;
    for (const ColumnReport& column : table.details) {
      const bool is_given = in(given_, column.label);
      if (column.field.empty())
        standings.push_back(is_given || column.is_left_out ? Standing::ignored : Standing::unknown);
      else
        standings.push_back(is_given                   ? Standing::given
                            : in(names_, column.label) ? Standing::remembered
                                                       : Standing::named);
    }
    return standings;
  }

  const Correction* correction_at(std::size_t part, const std::string& sheet, sheet::Position at) const {
    for (const Correction& one : import_.corrections)
      if (one.file == import_.parts[part].number && one.sheet == sheet && one.cell == sheet::cell_name(at)) return &one;
    return nullptr;
  }

  void add_cell(std::size_t part, const CellProblem& problem) {
    PreviewCell cell{part, problem.sheet, problem.at, CellMark::doubtful, {}, {}, problem.problem};
    if (problem.severity == Severity::wrong) cell.mark = CellMark::wrong;
    if (const auto* sheet = import_.workbooks[part].find_sheet(problem.sheet); sheet != nullptr)
      if (const auto* found = sheet->find_merged(problem.at); found != nullptr) cell.value = sheet::shown_text(*found);
    if (const Correction* correction = correction_at(part, problem.sheet, problem.at))
      cell.correction = correction->value;
    preview_.cells.push_back(std::move(cell));
  }

  void add_corrected_cells() {
    for (const Correction& one : import_.corrections) {
      const auto at = sheet::parse_cell_name(one.cell);
      const auto part = std::ranges::find(import_.parts, one.file, &ImportPart::number);
      if (!at || part == import_.parts.end()) continue;
      const auto index = static_cast<std::size_t>(part - import_.parts.begin());
      const bool is_told = std::ranges::any_of(preview_.cells, [&](const PreviewCell& cell) {
        return cell.part == index && cell.sheet == one.sheet && cell.at == *at;
      });
      if (!is_told) preview_.cells.push_back({index, one.sheet, *at, CellMark::corrected, one.original, one.value, {}});
    }
  }

  // ---- several files as one ----

  void remember_touched() {
    before_part_.clear();
    for (TouchedRow& row : touched_rows(preview_.draft)) before_part_[{row.entity, row.id}] = std::move(row.after);
  }

  // A column that an earlier file has set, and this one sets to something else.
  void find_conflicts(std::size_t part) {
    for (const TouchedRow& row : touched_rows(preview_.draft)) {
      const auto known = before_part_.find({row.entity, row.id});
      const std::string& before = known == before_part_.end() ? row.before : known->second;
      for (const db::ColumnDiff& diff : db::diff_contents(before, row.after)) {
        if (diff.after.value_or("").empty()) continue;  // what a new row does not say yet
        const auto [owner, is_first] = set_by_.try_emplace({row.entity, row.id, diff.column}, part);
        if (!is_first && owner->second != part) add_conflict(part, row, diff, owner->second);
        owner->second = part;
      }
    }
  }

  void add_conflict(std::size_t part, const TouchedRow& row, const db::ColumnDiff& diff, std::size_t other) {
    PreviewCell cell{part, {}, {}, CellMark::wrong, diff.after.value_or(""), {}, {}};
    cell.problem = {import_.parts[part].name,
                    "exchange.files_differ",
                    {{"entity", row.entity},
                     {"id", row.id},
                     {"column", diff.column},
                     {"value", diff.after.value_or("")},
                     {"other", diff.before.value_or("")},
                     {"file", import_.parts[other].name}}};
    preview_.cells.push_back(std::move(cell));
  }

  // ---- what comes of it ----

  void keep_rows() {
    crypto::Hasher hasher(crypto::Algorithm::sha256);
    auto touched = touched_rows(preview_.draft);
    std::ranges::stable_sort(touched, {}, [](const TouchedRow& row) { return std::tie(row.entity, row.id); });
    for (TouchedRow& row : touched) {
      const bool differs = row.before != row.after;
      const Change change = !differs ? Change::unchanged : row.before.empty() ? Change::added : Change::changed;
      if (differs)
        for (const std::string* text : {&row.entity, &row.id, &row.before, &row.after})
          hasher.update(*text).update(std::string_view("\n"));
      preview_.rows.push_back({std::move(row.entity), std::move(row.id), change,
                               differs ? std::move(row.before) : std::string(),
                               differs ? std::move(row.after) : std::string()});
    }
    preview_.effect = crypto::to_hex(hasher.finish());
  }

  // A table of figures counts before any of its cells could be read.
  void find_figures() {
    const auto& brought = preview_.draft.observations.touched();
    const bool any = !brought.empty() || std::ranges::any_of(preview_.tables, [](const PreviewTable& table) {
      return brings_statistics(table.table.layout);
    });
    if (!any) return;
    FiguresBrought figures{{}, brought.empty() ? std::nullopt : std::optional<std::string>("")};
    const unit::UnitNames units(unit::load_units(reader_));
    for (const indicator::Observation& row : brought) {
      const auto source = units.find(source_of(row));
      figures.sources.insert(source ? source->value : source_of(row));
      const auto release = indicator::release_of(row);
      figures.out = figures.out && release ? std::optional(std::max(*figures.out, *release)) : std::nullopt;
    }
    preview_.figures = std::move(figures);
  }

  std::string source_of(const indicator::Observation& row) const {
    const auto* definition = preview_.draft.indicators.find(row.indicator.value);
    return definition == nullptr ? row.source : definition->source;
  }

  void note_repetition() {
    for (const ImportPart& part : import_.parts)
      if (const auto earlier = db::find(reader_, import_file_table(), part.digest); earlier && !earlier->undone_by)
        preview_.findings.push_back(
            {part.name, "exchange.imported_before", {{"entry", std::to_string(earlier->entry)}}});
  }

  const db::Reader& reader_;
  const OpenedImport& import_;
  const PreviewOptions& options_;
  RememberedNames given_;
  RememberedNames names_;
  Preview preview_;
  std::map<RowKey, std::string> before_part_;
  std::map<std::tuple<std::string, std::string, std::string>, std::size_t> set_by_;
};

}  // namespace

std::int64_t Preview::count(Change change) const { return std::ranges::count(rows, change, &PreviewRow::change); }
std::int64_t Preview::count(CellMark mark) const { return std::ranges::count(cells, mark, &PreviewCell::mark); }

Result<OpenedImport> open_import(const db::Reader& reader, const blob::BlobStore& blobs, const std::string& id) {
  auto found = db::find_versioned(reader, import_run_table(), Id<ImportRun>{id});
  if (!found) return refuse(ErrorKind::not_found, "", "api.no_such_record", {{"id", id}});
  OpenedImport opened{std::move(found->row), found->version, {}, {}, {}};
  const db::Args args{{"import", id}};
  opened.parts = db::load(reader, import_part_table(), "WHERE import = :import ORDER BY number", args);
  opened.corrections =
      db::load(reader, import_correction_table(), "WHERE import = :import ORDER BY file, sheet, cell", args);
  for (const ImportPart& part : opened.parts) {
    GUATU_TRY(const std::string bytes, blobs.read(part.digest));
    GUATU_TRY(sheet::Workbook workbook, spreadsheet::read_spreadsheet(bytes, part.name));
    opened.workbooks.push_back(std::move(workbook));
  }
  return opened;
}

Preview preview_import(const db::Reader& reader, const OpenedImport& import, const PreviewOptions& options) {
  return Previewing(reader, import, options).run();
}

void note_preview(ImportRun& run, const Preview& preview) {
  run.state = preview.count(CellMark::wrong) > 0 ? ImportState::faulty : ImportState::ready;
  run.new_rows = preview.count(Change::added);
  run.changed_rows = preview.count(Change::changed);
  run.unchanged_rows = preview.count(Change::unchanged);
  run.wrong_cells = preview.count(CellMark::wrong);
  run.doubtful_cells = preview.count(CellMark::doubtful);
  run.figures_of.reset();
  run.figures_out.reset();
  if (!preview.figures) return;
  run.figures_of.emplace(preview.figures->sources.begin(), preview.figures->sources.end());
  run.figures_out = preview.figures->out;
}

std::optional<std::vector<std::string>> statistics_sources(const db::Reader& reader, const Preview& preview) {
  std::set<std::string> sources;
  const auto indicators = indicator::load_indicators(reader);
  const unit::UnitNames units(unit::load_units(reader));
  for (const PreviewRow& row : preview.rows) {
    if (row.change == Change::unchanged) continue;
    if (row.entity != "observation") return std::nullopt;
    const auto id = db::column_in_content(row.after, "indicator").value_or("");
    const auto known = std::ranges::find(indicators, id, [](const auto& one) { return one.id.value; });
    if (known == indicators.end()) return std::nullopt;
    const auto unit = units.find(known->source);
    sources.insert(unit ? unit->value : known->source);
  }
  return std::vector<std::string>(sources.begin(), sources.end());
}

}  // namespace guatu::exchange

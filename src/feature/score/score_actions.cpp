// SPDX-License-Identifier: Apache-2.0
#include "feature/score/score_actions.hpp"

#include <deque>
#include <utility>

#include "base/sheet.hpp"
#include "engine/score/bundle.hpp"
#include "engine/score/report.hpp"
#include "engine/score/scheme_reader.hpp"
#include "format/scoredata/wide_csv.hpp"
#include "format/spreadsheet/spreadsheet.hpp"

namespace guatu::score {
namespace {

Error in_file(Error error, const std::string& name) {
  for (Problem& problem : error.problems)
    if (!problem.place.starts_with(name)) problem.place = problem.place.empty() ? name : name + ": " + problem.place;
  return error;
}

// Every trace is part of a bundle's result: a recomputation must agree down to the cells.
std::string result_of(const ScoreSession& session) {
  std::vector<std::size_t> all;
  for (std::size_t unit = 0; unit < session.computed.units.size(); ++unit) all.push_back(unit);
  return compute_json(session.input(), session.computed, all);
}

std::optional<NamedBytes> part_of(const Bundle& bundle, std::string_view kind) {
  const BundlePart* part = bundle.find(kind);
  if (part == nullptr) return std::nullopt;
  return NamedBytes{part->name, part->bytes};
}

}  // namespace

struct LoadedSheet::Store {
  std::string name;
  std::string bytes;
  scoredata::WideCsv csv;
};

namespace {

constexpr std::size_t kCellsMax = 20'000'000;

const sheet::Sheet* first_shown(const sheet::Workbook& workbook) {
  for (const sheet::Sheet& one : workbook.sheets)
    if (one.visibility == sheet::SheetVisibility::shown && !one.cells.empty()) return &one;
  return nullptr;
}

// A number as the file stores it, so that 5% is 0.05; dates as 2026-09-21.
std::string text_of(const sheet::Cell& cell) {
  if (cell.kind != sheet::CellKind::number) return sheet::shown_text(cell);
  const auto decimal = sheet::cell_decimal(cell);
  return decimal ? format_decimal(*decimal) : std::string(cell.text);
}

// A sheet as a grid, blank rows left out as in a csv.
Result<scoredata::WideCsv> grid_of(const sheet::Sheet& one, const std::string& name) {
  scoredata::WideCsv grid;
  grid.columns = one.columns;
  if (static_cast<std::size_t>(one.rows) * one.columns > kCellsMax)
    return refuse(ErrorKind::too_large, name, "score.too_many_cells", {{"cells_max", std::to_string(kCellsMax)}});
  for (std::uint32_t row = 0; row < one.rows; ++row) {
    const auto cells = one.row_cells(row);
    if (cells.empty()) continue;
    grid.rows.push_back(row + 1);
    const std::size_t first = grid.cells.size();
    grid.cells.resize(first + one.columns);
    for (const sheet::Cell& cell : cells) grid.cells[first + cell.column] = grid.unquoted.emplace_back(text_of(cell));
  }
  return grid;
}

bool is_plain_csv(std::string_view bytes) { return !bytes.starts_with("PK") && !bytes.starts_with("\xD0\xCF"); }

}  // namespace

Result<LoadedSheet> LoadedSheet::load(const NamedBytes& file) {
  auto store = std::make_shared<Store>();
  store->name = file.name;
  store->bytes = file.bytes;
  auto csv = is_plain_csv(store->bytes)
                 ? scoredata::read_wide_csv(store->bytes, store->name)
                 : Result<scoredata::WideCsv>(refuse(ErrorKind::invalid, "", "scoredata.not_utf8"));
  if (csv) {
    store->csv = *std::move(csv);
  } else if (csv.error().problems.front().code == "scoredata.not_utf8") {
    // Excel, or a csv in GB18030: the general reader knows them all.
    GUATU_TRY(const auto workbook, spreadsheet::read_spreadsheet(store->bytes, store->name));
    const sheet::Sheet* one = first_shown(workbook);
    if (one == nullptr) return refuse(ErrorKind::invalid, store->name, "scoredata.empty");
    if (!is_plain_csv(store->bytes)) store->name += "!" + one->name;
    GUATU_TRY(store->csv, grid_of(*one, store->name));
  } else {
    return refuse(csv.error());
  }
  LoadedSheet sheet;
  sheet.store_ = std::move(store);
  return sheet;
}

SheetText LoadedSheet::text() const { return {store_->name, store_->csv.columns, store_->csv.cells, store_->csv.rows}; }

Result<std::unique_ptr<ScoreSession>> open_session(ScoreFiles files) {
  auto session = std::make_unique<ScoreSession>();
  session->files = std::move(files);
  auto scheme = read_scheme(session->files.scheme.bytes);
  if (!scheme) return refuse(in_file(scheme.error(), session->files.scheme.name));
  session->scheme = *std::move(scheme);
  GUATU_TRY(session->sheet, LoadedSheet::load(session->files.sheet));
  const Marks marks{session->scheme.missing_marks, session->scheme.not_applicable_marks};
  GUATU_TRY(session->table, Table::make(session->sheet.text(), session->scheme.columns, marks, session->scheme.period));
  if (session->files.events) {
    GUATU_TRY(const auto sheet, LoadedSheet::load(*session->files.events));
    GUATU_TRY(session->events, read_events(sheet.text(), session->scheme, session->table));
  }
  if (session->files.ballots) {
    GUATU_TRY(const auto sheet, LoadedSheet::load(*session->files.ballots));
    GUATU_TRY(session->ballots, read_ballots(sheet.text(), session->scheme, session->table));
  }
  GUATU_TRY(session->computed, compute(session->input()));
  return session;
}

Result<std::size_t> find_unit(const ScoreSession& session, std::string_view code) {
  const int index = session.table.unit_index(code);
  if (index >= 0) return static_cast<std::size_t>(index);
  return refuse(ErrorKind::not_found, "unit", "score.unit_unknown", {{"value", std::string(code)}});
}

Result<std::string> bundle_of(const ScoreSession& session) {
  const ScoreFiles& files = session.files;
  Bundle bundle{{{"scheme", files.scheme.name, files.scheme.bytes}, {"data", files.sheet.name, files.sheet.bytes}}};
  if (files.events) bundle.parts.push_back({"events", files.events->name, files.events->bytes});
  if (files.ballots) bundle.parts.push_back({"ballots", files.ballots->name, files.ballots->bytes});
  bundle.parts.push_back({"result", "result.json", result_of(session)});
  return write_bundle(bundle);
}

Result<std::size_t> verify_bundle(std::string_view bytes) {
  GUATU_TRY(const Bundle bundle, read_bundle(bytes));
  GUATU_TRY(const auto session, open_session({*part_of(bundle, "scheme"), *part_of(bundle, "data"),
                                              part_of(bundle, "events"), part_of(bundle, "ballots")}));
  const std::string result = result_of(*session);
  const std::string difference = first_difference(bundle.find("result")->bytes, result);
  if (difference.empty()) return result.size();
  return refuse(ErrorKind::conflict, "result", "score.bundle_differs", {{"difference", difference}});
}

}  // namespace guatu::score

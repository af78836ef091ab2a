// SPDX-License-Identifier: Apache-2.0
#include "feature/exchange/exchange.hpp"

#include <algorithm>
#include <array>

#include "base/marked_copy.hpp"
#include "base/secrecy.hpp"
#include "base/text.hpp"
#include "feature/exchange/template_mark.hpp"

namespace guatu::exchange {
namespace {

constexpr std::size_t kSamples = 3;

// Sheets that this program adds to an office's workbook: the list of errors, the mark of a form.
bool is_our_own(std::string_view sheet) {
  return sheet == sheet_out::kErrorListName || sheet == kMarkSheet || sheet == kExportSheet;
}

struct FoundTable {
  const sheet::Sheet* sheet = nullptr;
  Table table;
  Mapping mapping;
  TableReader read = nullptr;
  std::size_t order = 0;
};

CellProblem sheet_problem(const sheet::Workbook& workbook, const sheet::Sheet& sheet, std::uint32_t row,
                          Severity severity, Error error) {
  Problem problem = std::move(error.problems.front());
  problem.place = workbook.place(sheet, {row, 0});
  return {severity, sheet.name, {row, 0}, std::move(problem)};
}

void find_secrecy_markings(const sheet::Workbook& workbook, std::vector<CellProblem>& problems) {
  for (const auto& sheet : workbook.sheets)
    for (const auto& cell : sheet.cells)
      if (cell.kind == sheet::CellKind::text && has_secrecy_marking(cell.text))
        problems.push_back({Severity::wrong, sheet.name, cell.position(),
                            Problem{workbook.place(sheet, cell.position()),
                                    "import.secrecy_marking",
                                    {{"value", std::string(cell.text)}}}});
}

const LayoutReader* reader_of(std::string_view layout) {
  for (const auto& reader : layout_readers())
    if (reader.layout == layout) return &reader;
  return nullptr;
}

std::string surroundings(const sheet::Workbook& workbook, const sheet::Sheet& sheet, const Table& table) {
  return squeeze(workbook.file_name + " " + sheet.name + " " + table.title);
}

GivenNames names_for(const RememberedNames& remembered, const std::string& fingerprint) {
  GivenNames names;
  for (const std::string& key : {std::string(), fingerprint})
    if (const auto found = remembered.find(key); found != remembered.end())
      for (const auto& [label, field] : found->second) names[label] = field;
  return names;
}

class WorkbookReading {
 public:
  WorkbookReading(const sheet::Workbook& workbook, const ImportOptions& options, Draft& draft, ImportReport& report)
      : workbook_(workbook), options_(options), draft_(draft), report_(report) {}

  void run() {
    if (options_.secrecy_reason.empty()) find_secrecy_markings(workbook_, report_.problems);
    learn_words();
    const std::size_t marked = report_.problems.size();
    for (const auto& sheet : workbook_.sheets) find_in(sheet);
    if (learn_from_this_file()) {
      tables_.clear();
      headless_.clear();
      report_.problems.resize(marked);
      report_.unknown_tables.clear();
      for (const auto& sheet : workbook_.sheets) find_in(sheet);
    }
    if (tables_.empty() && headless_.empty() && report_.problems.empty())
      report_.problems.push_back({Severity::wrong, "", {}, Problem{workbook_.file_name, "import.nothing_in_file", {}}});
    for (auto& problem : headless_) {
      // Beside recognised tables a sheet without a header is a cover or an explanation.
      problem.severity = tables_.empty() ? Severity::wrong : Severity::doubtful;
      report_.problems.push_back(std::move(problem));
    }
    std::stable_sort(tables_.begin(), tables_.end(),
                     [](const FoundTable& a, const FoundTable& b) { return a.order < b.order; });
    read_tables();
  }

 private:
  void learn_words() {
    std::map<std::string, std::string> indicators;
    for (const auto& indicator : draft_.indicators.all()) indicators[indicator.id.value] = indicator.name;
    words_ = HeaderWords(options_.layouts, indicators);
    for (const auto& [form, names] : options_.names)
      for (const auto& [label, field] : names) words_.add(label);
  }

  // A workbook may bring the indicators that its other sheets have as column headers.
  bool learn_from_this_file() {
    std::vector<CellProblem> unsaid;  // the same problems come again when the tables are read in earnest
    const unit::UnitNames units(draft_.units.all());
    bool learnt = false;
    for (const auto& found : tables_) {
      if (found.mapping.layout->id != "indicator") continue;
      TableContext context = context_of(found, units);
      context.problems = &unsaid;
      found.read(context, draft_);
      learnt = true;
    }
    if (learnt) learn_words();
    return learnt;
  }

  void find_in(const sheet::Sheet& sheet) {
    if (sheet.cells.empty() || is_our_own(sheet.name)) return;
    auto tables = find_tables(sheet, [this](std::string_view label) { return words_.kind_of(label); });
    if (tables.empty())
      headless_.push_back(sheet_problem(
          workbook_, sheet, sheet.cells.front().row, Severity::wrong,
          wrong_cell("import.no_header",
                     {{"value", sheet.name}, {"first", first_row_text(sheet)}, {"accepted", layout_titles()}})));
    for (auto& table : tables) map_table(sheet, std::move(table));
  }

  static std::string first_row_text(const sheet::Sheet& sheet) {
    std::vector<std::string> texts;
    for (const auto& cell : sheet.row_cells(sheet.cells.front().row))
      if (texts.size() < 6) texts.push_back(sheet::shown_text(cell));
    return join(texts, "、");
  }

  std::string layout_titles() const {
    std::vector<std::string> titles;
    for (const auto& layout : options_.layouts) titles.push_back(layout.title);
    return join(titles, "、");
  }

  void map_table(const sheet::Sheet& sheet, Table table) {
    FoundTable found;
    found.sheet = &sheet;
    found.table = std::move(table);
    const std::string where = surroundings(workbook_, sheet, found.table);
    auto mapping =
        map_columns(found.table, where, options_.layouts, words_, names_for(options_.names, found.table.fingerprint()));
    if (!mapping) {
      report_.problems.push_back(
          sheet_problem(workbook_, sheet, found.table.header_row, Severity::wrong, mapping.error()));
      report_.unknown_tables.push_back(report_of(found));
      return;
    }
    found.mapping = *std::move(mapping);
    const auto* reader = reader_of(found.mapping.layout->id);
    GUATU_ASSERT(reader != nullptr);
    found.read = reader->read;
    found.order = static_cast<std::size_t>(reader - layout_readers().data());
    tables_.push_back(std::move(found));
    // The columns point into the table, which has just moved.
    rebind(tables_.back());
  }

  static void rebind(FoundTable& found) {
    auto again = [&](const Column* old) {
      const auto same = std::find_if(found.table.columns.begin(), found.table.columns.end(),
                                     [&](const Column& column) { return column.index == old->index; });
      return &*same;
    };
    for (auto& mapped : found.mapping.columns) mapped.column = again(mapped.column);
    for (auto& unused : found.mapping.unused) unused = again(unused);
  }

  TableContext context_of(const FoundTable& found, const unit::UnitNames& units) {
    TableContext context;
    context.workbook = &workbook_;
    context.sheet = found.sheet;
    context.table = &found.table;
    context.mapping = &found.mapping;
    context.units = &units;
    context.problems = &report_.problems;
    context.now = options_.now;
    context.due_cells = &due_cells_;
    context.stage_cells = &stage_cells_;
    for (const CellAt& cell : options_.confirmed)
      if (cell.sheet == found.sheet->name) context.confirmed.insert(cell.at);
    for (const std::string_view text : {std::string_view(found.table.title), std::string_view(found.sheet->name),
                                        std::string_view(workbook_.file_name)}) {
      std::string label = squeeze(text);
      if (!context.year) context.year = find_year(label);
      if (const auto span = take_span(label); span && !context.span) context.span = span;
      if (context.indicator.empty()) context.indicator = words_.indicator_in(squeeze(text)).value_or(std::string());
    }
    return context;
  }

  void read_tables() {
    unit::UnitNames units(draft_.units.all());
    for (std::size_t i = 0; i < tables_.size(); ++i) {
      const FoundTable& found = tables_[i];
      TableContext context = context_of(found, units);
      context.emptied = emptied_cells(workbook_, *found.sheet, found.table, found.mapping);
      found.read(context, draft_);
      check_totals(context);
      note(found);
      const std::string& layout = found.mapping.layout->id;
      if (layout == "unit") units = unit::UnitNames(draft_.units.all());
    }
    settle_releases(draft_, report_.problems);
    settle_due_dates(draft_, workbook_, due_cells_, report_.problems);
    settle_stages(draft_, workbook_, stage_cells_, report_.problems);
  }

  void note(const FoundTable& found) { report_.tables.push_back(report_of(found)); }

  static TableReport report_of(const FoundTable& found) {
    TableReport table;
    table.sheet = found.sheet->name;
    table.title = found.table.title;
    table.header_row = found.table.header_row;
    if (found.mapping.layout != nullptr) {
      table.layout = found.mapping.layout->id;
      table.layout_title = found.mapping.layout->title;
    }
    table.fingerprint = found.table.fingerprint();
    for (const auto& row : found.table.rows) {
      if (row.role == RowRole::record) ++table.records;
      if (row.role == RowRole::total) ++table.totals;
      if (row.role == RowRole::note) ++table.notes;
      if (found.sheet->is_row_hidden(row.row)) ++table.hidden_rows;
    }
    for (const auto& mapped : found.mapping.columns)
      table.columns.emplace_back(join(mapped.column->path, "/"), mapped.field);
    for (const auto* unused : found.mapping.unused) table.unused.push_back(join(unused->path, "/"));
    for (const auto& column : found.table.columns) table.details.push_back(column_report(found, column));
    return table;
  }

  static ColumnReport column_report(const FoundTable& found, const Column& column) {
    ColumnReport report{column.index, join(column.path, "/"), column.label, column.unit_of_measure, {}, false, {}};
    for (const auto& mapped : found.mapping.columns)
      if (mapped.column->index == column.index) report.field = mapped.field;
    report.is_left_out = found.mapping.layout != nullptr && report.field.empty() &&
                         std::none_of(found.mapping.unused.begin(), found.mapping.unused.end(),
                                      [&](const Column* unused) { return unused->index == column.index; });
    for (const auto& row : found.table.rows) {
      if (report.samples.size() == kSamples) break;
      const auto* cell = row.role == RowRole::record ? found.sheet->find_merged({row.row, column.index}) : nullptr;
      if (cell != nullptr && cell->kind != sheet::CellKind::blank) report.samples.push_back(sheet::shown_text(*cell));
    }
    return report;
  }

  const sheet::Workbook& workbook_;
  const ImportOptions& options_;
  Draft& draft_;
  ImportReport& report_;
  HeaderWords words_;
  std::vector<FoundTable> tables_;
  std::vector<CellProblem> headless_;
  std::map<std::string, CellAt> due_cells_;
  std::map<std::string, CellAt> stage_cells_;
};

}  // namespace

bool ImportReport::is_refused() const {
  return std::any_of(problems.begin(), problems.end(),
                     [](const CellProblem& problem) { return problem.severity == Severity::wrong; });
}

Error ImportReport::refusal() const {
  Error error;
  for (const auto& problem : problems)
    if (problem.severity == Severity::wrong) error.problems.push_back(problem.problem);
  return error;
}

bool has_secrecy_marking(std::string_view text) { return find_secrecy_marking(text).has_value(); }

ImportReport read_into(const sheet::Workbook& workbook, const ImportOptions& options, Draft& draft) {
  ImportReport report;
  report.file = workbook.file_name;
  for (const auto& finding : workbook.findings) report.problems.push_back({Severity::doubtful, "", {}, finding});
  WorkbookReading(workbook, options, draft, report).run();
  return report;
}

}  // namespace guatu::exchange

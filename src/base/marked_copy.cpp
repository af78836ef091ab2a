// SPDX-License-Identifier: Apache-2.0
#include "base/marked_copy.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "base/text.hpp"

namespace guatu::sheet_out {
namespace {

constexpr std::size_t kNameCharactersMax = 31;
constexpr std::size_t kWidthsMax = 200;
constexpr std::size_t kRowsMeasured = 200;
constexpr std::size_t kGridCellsMax = 4'000'000;  // a few cells at the far corners would make a huge grid
constexpr std::size_t kMergesMax = 2'000;
constexpr std::size_t kTextCharactersMax = 32'000;  // Excel's own limit is a little higher

Fill fill_of(Severity severity) { return severity == Severity::wrong ? Fill::red : Fill::yellow; }

std::string shortened(std::string_view text) {
  if (text.size() <= kTextCharactersMax) return std::string(text);
  const std::u32string characters = decode_utf8(text);
  return encode_utf8(std::u32string_view(characters).substr(0, kTextCharactersMax));
}

Value value_of(const sheet::Cell& cell) {
  if (const auto date = sheet::cell_date(cell)) {
    if (cell.style == sheet::NumberStyle::month) return Month::of(*date);
    if (cell.style == sheet::NumberStyle::moment) return Moment{*date, sheet::cell_minutes(cell)};
    return *date;
  }
  const auto number =
      cell.kind == sheet::CellKind::number ? sheet::cell_decimal(cell) : Result<Decimal>(refuse(Error()));
  if (!number) return shortened(cell.text);
  if (cell.style != sheet::NumberStyle::percent) return *number;
  // A Percent counts in hundredths of what the cell holds.
  return Percent{number->scale() >= 2 ? Decimal::of_wide(number->coefficient(), number->scale() - 2)
                                      : (*number * Decimal(100, 0)).rescaled(0)};
}

// A name Excel takes, different from those already given: a csv brings its file name along.
std::string usable_name(std::string_view wanted, std::set<std::string>& taken) {
  std::u32string name = decode_utf8(wanted);
  std::erase_if(name, [](char32_t c) {
    return std::u32string_view(U"[]:*?/\\'").find(c) != std::u32string_view::npos || c < 0x20;
  });
  if (name.size() > kNameCharactersMax) name.resize(kNameCharactersMax);
  if (name.empty()) name.push_back(U'表');
  std::string chosen = encode_utf8(name);
  for (int number = 2; !taken.insert(chosen).second; ++number) {
    const std::string ending = std::to_string(number);
    chosen = encode_utf8(std::u32string_view(name).substr(0, kNameCharactersMax - ending.size())) + ending;
  }
  return chosen;
}

std::vector<double> widths_of(const sheet::Sheet& page) {
  std::vector<double> widths(std::min<std::size_t>(page.columns, kWidthsMax), 10);
  for (const auto& cell : page.cells) {
    if (cell.row >= kRowsMeasured) break;
    if (cell.column >= widths.size()) continue;
    const auto shown =
        static_cast<double>(sheet::shown_text(cell).size()) * 0.75 + 2;  // three bytes are two columns wide
    widths[cell.column] = std::clamp(shown, widths[cell.column], 40.0);
  }
  return widths;
}

std::size_t grid_cells(const sheet::Sheet& page) {
  std::size_t count = 0;
  for (std::size_t i = 0; i < page.cells.size(); ++i) {
    const bool ends_row = i + 1 == page.cells.size() || page.cells[i + 1].row != page.cells[i].row;
    if (ends_row) count += page.cells[i].column + 1U;
  }
  return count;
}

// Those Excel would open: a damaged file may have ranges on top of each other.
std::vector<Merge> merges_of(const sheet::Sheet& page) {
  std::vector<Merge> kept;
  if (page.merges.size() > kMergesMax) return kept;
  for (const auto& range : page.merges) {
    const bool is_free = std::none_of(kept.begin(), kept.end(), [&](const Merge& other) {
      return other.range.first.row <= range.last.row && range.first.row <= other.range.last.row &&
             other.range.first.column <= range.last.column && range.first.column <= other.range.last.column;
    });
    if (is_free && range.first != range.last) kept.push_back({range});
  }
  return kept;
}

using MarksByCell = std::map<Position, std::vector<const CellMark*>>;

void put_mark(Sheet& copy, Position at, const std::vector<const CellMark*>& marks) {
  if (at.row >= sheet::kRowsMax || at.column >= sheet::kColumnsMax) return;
  if (copy.rows.size() <= at.row) copy.rows.resize(at.row + 1);
  auto& row = copy.rows[at.row];
  if (row.size() <= at.column) row.resize(at.column + 1U);
  std::string comment;
  Severity worst = Severity::doubtful;
  for (const CellMark* mark : marks) {
    if (!comment.empty()) comment += "\n";
    comment += mark->message;
    if (!mark->accepted.empty()) comment += "\n可填：" + mark->accepted;
    if (mark->severity == Severity::wrong) worst = Severity::wrong;
  }
  row[at.column].style.fill = fill_of(worst);
  copy.comments.push_back({at, shortened(comment)});
}

Sheet copy_of(const sheet::Sheet& page, const MarksByCell& marks) {
  Sheet copy;
  copy.visibility = page.visibility == sheet::SheetVisibility::shown ? Visibility::shown : Visibility::hidden;
  if (grid_cells(page) > kGridCellsMax) {
    copy.rows = {{{std::string("本表范围过大，未复制；请看“错误清单”"), {}}}};
    return copy;
  }
  copy.rows.resize(page.rows);
  for (const auto& cell : page.cells) {
    auto& row = copy.rows[cell.row];
    if (row.size() <= cell.column) row.resize(cell.column + 1U);
    row[cell.column].value = value_of(cell);
  }
  copy.merges = merges_of(page);
  copy.column_widths = widths_of(page);
  for (const auto& [at, here] : marks) put_mark(copy, at, here);
  return copy;
}

Sheet error_list(const sheet::Workbook& original, const std::vector<CellMark>& marks) {
  Sheet list;
  list.column_widths = {24, 16, 8, 24, 48, 36, 8};
  list.header_rows = 1;
  const Style head{.fill = Fill::header, .align = Align::center, .weight = Weight::bold, .border = Border::thin};
  auto& header = list.rows.emplace_back();
  for (const char* title : {"文件", "工作表", "单元格", "值", "原因", "可接受", "级别"})
    header.push_back({std::string(title), head});
  for (const auto& mark : marks) {
    const sheet::Sheet* page = original.find_sheet(mark.sheet);
    const sheet::Cell* cell = page != nullptr ? page->find(mark.at) : nullptr;
    const Style plain{.border = Border::thin, .wrap = Wrap::on};
    Style colored = plain;
    colored.fill = fill_of(mark.severity);
    list.rows.push_back({{original.file_name, plain},
                         {mark.sheet, plain},
                         {sheet::cell_name(mark.at), plain},
                         {cell != nullptr ? shortened(sheet::shown_text(*cell)) : std::string(), plain},
                         {mark.message, plain},
                         {mark.accepted, plain},
                         {std::string(mark.severity == Severity::wrong ? "错误" : "存疑"), colored}});
  }
  list.filter = MergedRange{{0, 0}, {static_cast<std::uint32_t>(list.rows.size()) - 1, 6}};
  return list;
}

}  // namespace

Workbook marked_copy(const sheet::Workbook& original, const std::vector<CellMark>& marks) {
  Workbook copy;
  copy.title = original.file_name;
  std::map<std::string_view, MarksByCell> by_sheet;
  for (const auto& mark : marks) by_sheet[mark.sheet][mark.at].push_back(&mark);
  std::set<std::string> names;
  for (const auto& page : original.sheets) {
    copy.sheets.push_back(copy_of(page, by_sheet[page.name]));
    copy.sheets.back().name = usable_name(page.name, names);
  }
  copy.sheets.push_back(error_list(original, marks));
  copy.sheets.back().name = usable_name(kErrorListName, names);
  return copy;
}

}  // namespace guatu::sheet_out

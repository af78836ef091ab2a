// SPDX-License-Identifier: Apache-2.0
#include "feature/exchange/template_mark.hpp"

#include <algorithm>
#include <map>

#include "base/text.hpp"

namespace guatu::exchange {
namespace {

constexpr std::size_t kRowsMax = 20'000;

std::string shown(const sheet::Cell* cell) {
  return cell == nullptr || cell->kind == sheet::CellKind::blank ? std::string()
                                                                 : std::string(trim(sheet::shown_text(*cell)));
}

std::vector<std::pair<std::string, std::string>> members_of(const TemplateMark& mark) {
  return {{"form", mark.form},
          {"version", std::to_string(mark.version)},
          {"unit", mark.unit},
          {"period", mark.period},
          {"made_on", mark.made_on},
          {"sheet", mark.sheet},
          {"columns", join(mark.columns, ",")},
          {"first_row", std::to_string(mark.first_row)},
          {"locked", mark.locked}};
}

std::optional<std::int64_t> integer_of(const std::string& text) {
  const auto number = parse_decimal(text);
  if (!number || number->scale() != 0 || number->is_negative() || number->coefficient() > 1'000'000'000'000) return {};
  return static_cast<std::int64_t>(number->coefficient());
}

// Filled cells outside of the open ones, by place.
std::map<sheet::Position, std::string> locked_cells(const sheet::Sheet& sheet, const TemplateMark& mark) {
  std::map<sheet::Position, std::string> cells;
  for (const auto& cell : sheet.cells)
    if (std::string text = shown(&cell); !text.empty() && !mark.is_open(cell.position()))
      cells[cell.position()] = std::move(text);
  return cells;
}

std::vector<std::string> headers(const sheet::Sheet& sheet, const TemplateMark& mark) {
  std::vector<std::string> texts;
  for (const auto& cell : sheet.cells)
    if (cell.row < mark.first_row && !shown(&cell).empty()) texts.push_back(shown(&cell));
  return texts;
}

}  // namespace

bool TemplateMark::is_open(sheet::Position at) const {
  return at.row >= first_row && at.row < first_row + rows.size() &&
         std::find(columns.begin(), columns.end(), sheet::column_name(at.column)) != columns.end();
}

std::string sealed_text(const TemplateMark& mark) {
  std::string text = "guatu form 1\n";
  for (const auto& [name, value] : members_of(mark)) text += name + "\t" + value + "\n";
  for (const RowMark& row : mark.rows) text += "row\t" + row.key + "\t" + row.digest + "\n";
  return text;
}

std::string locked_text(const sheet::Sheet& sheet, const TemplateMark& mark) {
  std::string text;
  for (const auto& [at, value] : locked_cells(sheet, mark)) text += sheet::cell_name(at) + "\t" + value + "\n";
  return text;
}

sheet_out::Sheet mark_sheet(const TemplateMark& mark) {
  sheet_out::Sheet sheet;
  sheet.name = kMarkSheet;
  sheet.visibility = sheet_out::Visibility::hidden;
  sheet.protection = sheet_out::Protection::on;
  const auto add = [&](const std::string& name, const std::string& value, const std::string& more) {
    sheet.rows.push_back({{name, {}}, {value, {}}, {more, {}}});
  };
  for (const auto& [name, value] : members_of(mark)) add(name, value, "");
  add("seal", mark.seal, "");
  for (const RowMark& row : mark.rows) add("row", row.key, row.digest);
  return sheet;
}

Result<std::optional<TemplateMark>> read_mark(const sheet::Workbook& workbook) {
  const sheet::Sheet* sheet = workbook.find_sheet(kMarkSheet);
  if (sheet == nullptr) return std::optional<TemplateMark>();
  std::map<std::string, std::string> members;
  TemplateMark mark;
  for (std::uint32_t row = 0; row < sheet->rows && mark.rows.size() <= kRowsMax; ++row) {
    const std::string name = shown(sheet->find({row, 0}));
    const std::string value = shown(sheet->find({row, 1}));
    if (name == "row")
      mark.rows.push_back({value, shown(sheet->find({row, 2}))});
    else
      members[name] = value;
  }
  if (!members.contains("seal")) return std::optional<TemplateMark>();  // an empty form from the command line
  const auto version = integer_of(members["version"]);
  const auto first_row = integer_of(members["first_row"]);
  if (!version || !first_row || *first_row > 100 || mark.rows.size() > kRowsMax)
    return refuse(ErrorKind::invalid, workbook.file_name + "!" + std::string(kMarkSheet), "template.mark_unreadable");
  mark.form = members["form"];
  mark.version = *version;
  mark.unit = members["unit"];
  mark.period = members["period"];
  mark.made_on = members["made_on"];
  mark.sheet = members["sheet"];
  mark.columns = split(members["columns"], ",");
  mark.first_row = static_cast<std::uint32_t>(*first_row);
  mark.locked = members["locked"];
  mark.seal = members["seal"];
  return std::optional(std::move(mark));
}

std::optional<sheet::Position> first_altered(const sheet::Sheet& came, const sheet::Sheet& sent,
                                             const TemplateMark& mark) {
  const auto now = locked_cells(came, mark);
  const auto then = locked_cells(sent, mark);
  auto a = now.begin();
  auto b = then.begin();
  for (; a != now.end() && b != then.end(); ++a, ++b)
    if (*a != *b) return std::min(a->first, b->first);
  if (a != now.end()) return a->first;
  return b == then.end() ? std::nullopt : std::optional(b->first);
}

bool has_moved_columns(const sheet::Sheet& came, const sheet::Sheet& sent, const TemplateMark& mark) {
  auto now = headers(came, mark);
  auto then = headers(sent, mark);
  if (now == then) return false;
  std::ranges::sort(now);
  std::ranges::sort(then);
  return now == then;
}

}  // namespace guatu::exchange

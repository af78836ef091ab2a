// SPDX-License-Identifier: Apache-2.0
#include "engine/score/table.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include "base/date.hpp"
#include "base/decimal.hpp"
#include "base/text.hpp"
#include "engine/score/statistics.hpp"

namespace guatu::score {
namespace {

constexpr std::size_t kProblemsMax = 50;

bool is_one_of(std::string_view text, const std::vector<std::string>& marks) {
  return std::find(marks.begin(), marks.end(), text) != marks.end();
}

bool parse_whole(std::string_view text, double& value) {
  if (text.starts_with('+')) text.remove_prefix(1);
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc() && end == text.data() + text.size() && std::isfinite(value);
}

}  // namespace

Cell read_cell(std::string_view text, const Marks& marks) {
  // Marks are asked first: "NaN" would otherwise read as a number.
  double value = 0;
  const bool starts_like_number =
      !text.empty() && (text[0] == '-' || text[0] == '.' || (text[0] >= '0' && text[0] <= '9'));
  if (starts_like_number && parse_whole(text, value)) return {CellKind::number, value};
  text = trim(text);
  if (text.empty() || is_one_of(text, marks.missing)) return {CellKind::missing, 0};
  if (is_one_of(text, marks.not_applicable)) return {CellKind::not_applicable, 0};
  const std::string folded = fold_width(text);
  if (folded != "inf" && parse_whole(folded, value)) return {CellKind::number, value};
  const auto decimal = parse_decimal(folded);  // 1,234.5
  if (decimal) return {CellKind::number, decimal->to_double()};
  return {CellKind::bad, 0};
}

double time_of_period(std::string_view text) {
  double year = 0;
  if (const auto date = parse_date(text)) {
    const Date first = date_of(year_of(*date), 1, 1);
    const Date next = date_of(year_of(*date) + 1, 1, 1);
    return year_of(*date) + static_cast<double>((*date - first).count()) / static_cast<double>((next - first).count());
  }
  if (const auto month = parse_month(text)) return month->year() + (month->number() - 1) / 12.0;
  if (text.size() == 6 && text[4] == 'Q' && text[5] >= '1' && text[5] <= '4' && parse_whole(text.substr(0, 4), year))
    return year + (text[5] - '1') / 4.0;
  return parse_whole(text, year) ? year : kMissing;
}

std::string column_letters(std::size_t column) {
  std::string letters;
  for (std::size_t left = column + 1; left > 0; left = (left - 1) / 26)
    letters.insert(letters.begin(), static_cast<char>('A' + (left - 1) % 26));
  return letters;
}

Result<Table> Table::make(const SheetText& sheet, const Columns& columns, const Marks& marks, std::string_view period) {
  Table table;
  table.sheet_ = sheet;
  table.columns_ = columns;
  table.marks_ = marks;
  if (sheet.columns == 0 || sheet.row_count() < 2) return refuse(ErrorKind::invalid, sheet.name, "score.no_rows");
  GUATU_CHECK(table.index_columns());
  GUATU_CHECK(table.read_rows(period));
  return table;
}

Result<void> Table::index_columns() {
  std::vector<Problem> problems;
  for (std::size_t column = 0; column < sheet_.columns; ++column) {
    const std::string name(trim(sheet_.at(0, column)));
    if (name.empty()) continue;
    if (!index_.emplace(name, column).second)
      problems.push_back({cell_name(0, name), "score.column_twice", {{"column", name}}});
  }
  if (columns_.unit.empty()) columns_.unit = std::string(trim(sheet_.at(0, 0)));
  for (const auto* name :
       {&columns_.unit, &columns_.name, &columns_.group, &columns_.period, &columns_.source, &columns_.vintage})
    if (!name->empty() && !index_.contains(*name))
      problems.push_back({sheet_.name, "score.column_unknown", {{"column", *name}}});
  if (columns_.unit.empty()) problems.push_back({sheet_.name, "score.column_unknown", {{"column", "A1"}}});
  if (!problems.empty()) return refuse(Error{ErrorKind::invalid, std::move(problems)});
  return {};
}

Result<void> Table::read_rows(std::string_view period) {
  std::vector<Problem> problems;
  std::unordered_map<std::string, std::vector<HistoryPoint>> history;
  const bool panel = !columns_.period.empty();
  if (panel && period.empty())
    return refuse(ErrorKind::invalid, sheet_.name, "score.period_needed", {{"column", columns_.period}});
  time_ = panel ? time_of_period(period) : 0;
  const auto problem = [&](std::size_t row, const std::string& column, const char* code, std::string value) {
    if (problems.size() < kProblemsMax)
      problems.push_back({cell_name(row, column), code, {{"value", std::move(value)}}});
  };
  for (std::size_t row = 1; row < sheet_.row_count(); ++row) {
    const std::string code(trim(text_at(row, columns_.unit)));
    if (code.empty()) problem(row, columns_.unit, "score.unit_without_code", "");
    bool now = true;
    if (panel) {
      const std::string_view when = trim(text_at(row, columns_.period));
      const double time = time_of_period(when);
      if (!is_present(time)) problem(row, columns_.period, "score.period_unreadable", std::string(when));
      history[code].push_back({time, row});
      now = when == period;
    }
    if (!now) continue;
    if (!unit_index_.emplace(code, units_.size()).second) problem(row, columns_.unit, "score.unit_twice", code);
    units_.push_back(
        {code, std::string(trim(columns_.name.empty() ? std::string_view(code) : text_at(row, columns_.name))),
         std::string(trim(columns_.group.empty() ? std::string_view() : text_at(row, columns_.group))), row});
    codes_.push_back(code);
  }
  if (!problems.empty()) return refuse(Error{ErrorKind::invalid, std::move(problems)});
  if (units_.empty())
    return refuse(ErrorKind::invalid, sheet_.name, "score.period_without_rows", {{"period", std::string(period)}});
  for (const Unit& unit : units_) {
    auto& points = history_.emplace_back(std::move(history[unit.code]));
    std::sort(points.begin(), points.end(),
              [](const HistoryPoint& a, const HistoryPoint& b) { return a.time < b.time; });
  }
  return {};
}

std::vector<std::string> Table::column_names() const {
  std::vector<std::string> names;
  for (std::size_t column = 0; column < sheet_.columns; ++column) {
    const std::string name(trim(sheet_.at(0, column)));
    const bool other = name.empty() || name.find('@') != std::string::npos || name == columns_.unit ||
                       name == columns_.name || name == columns_.group || name == columns_.period ||
                       name == columns_.source || name == columns_.vintage;
    if (!other) names.push_back(name);
  }
  return names;
}

int Table::unit_index(std::string_view code) const {
  const auto found = unit_index_.find(std::string(code));
  return found == unit_index_.end() ? -1 : static_cast<int>(found->second);
}

Result<Numbers> Table::numbers(std::string_view column) const {
  const std::vector<std::string> one{std::string(column)};
  GUATU_TRY(auto all, numbers_of(one));
  return std::move(all.front());
}

// Row by row, because that is how the text lies in memory.
Result<std::vector<Numbers>> Table::numbers_of(std::span<const std::string> columns) const {
  std::vector<Problem> problems;
  std::vector<std::size_t> positions;
  for (const auto& column : columns) {
    const auto found = index_.find(column);
    if (found == index_.end())
      problems.push_back({sheet_.name, "score.column_unknown", {{"column", column}}});
    else
      positions.push_back(found->second);
  }
  if (!problems.empty()) return refuse(Error{ErrorKind::invalid, std::move(problems)});
  std::vector<Numbers> all(columns.size());
  for (Numbers& one : all) one.value.resize(units_.size(), kMissing);
  for (std::size_t unit = 0; unit < units_.size(); ++unit) {
    const std::string_view* row = &sheet_.cells[units_[unit].row * sheet_.columns];
    for (std::size_t i = 0; i < positions.size(); ++i) {
      const Cell cell = read_cell(row[positions[i]], marks_);
      if (cell.kind == CellKind::number) {
        all[i].value[unit] = cell.value;
      } else if (cell.kind == CellKind::not_applicable) {
        all[i].excluded.resize(units_.size(), 0);
        all[i].excluded[unit] = 1;
      } else if (cell.kind == CellKind::bad && problems.size() < kProblemsMax) {
        problems.push_back({cell_name(units_[unit].row, columns[i]),
                            "score.not_a_number",
                            {{"value", std::string(trim(row[positions[i]]))}}});
      }
    }
  }
  if (!problems.empty()) return refuse(Error{ErrorKind::invalid, std::move(problems)});
  for (std::size_t i = 0; i < positions.size(); ++i) GUATU_CHECK(check_history(positions[i], columns[i]));
  return all;
}

// Rows of other periods are read only where a value is looked up; a wrong one must not pass as a hole.
Result<void> Table::check_history(std::size_t column, std::string_view name) const {
  std::vector<Problem> problems;
  if (columns_.period.empty()) return {};
  for (std::size_t row = 1; row < sheet_.row_count() && problems.size() < kProblemsMax; ++row) {
    const std::string_view text = sheet_.at(row, column);
    if (read_cell(text, marks_).kind == CellKind::bad)
      problems.push_back({cell_name(row, name), "score.not_a_number", {{"value", std::string(trim(text))}}});
  }
  if (!problems.empty()) return refuse(Error{ErrorKind::invalid, std::move(problems)});
  return {};
}

std::span<const HistoryPoint> Table::history(std::size_t unit) const { return history_[unit]; }

double Table::number_at(std::size_t row, std::string_view column) const {
  const Cell cell = read_cell(text_at(row, column), marks_);
  return cell.kind == CellKind::number ? cell.value : kMissing;
}

std::string Table::cell_name(std::size_t row, std::string_view column) const {
  const auto found = index_.find(std::string(column));
  const std::size_t number = row < sheet_.rows.size() ? sheet_.rows[row] : row + 1;
  return sheet_.name + "!" + (found == index_.end() ? "?" : column_letters(found->second)) + std::to_string(number);
}

std::string_view Table::text_at(std::size_t row, std::string_view column) const {
  const auto found = index_.find(std::string(column));
  return found == index_.end() ? std::string_view() : sheet_.at(row, found->second);
}

std::string_view Table::note_of(std::size_t unit, std::string_view column, std::string_view suffix,
                                std::string_view shared) const {
  const std::string own = std::string(column) + std::string(suffix);
  const std::string_view text = trim(text_at(units_[unit].row, own));
  return text.empty() && !shared.empty() ? trim(text_at(units_[unit].row, shared)) : text;
}

std::string_view Table::source_of(std::size_t unit, std::string_view column) const {
  return note_of(unit, column, "@source", columns_.source);
}

std::string_view Table::vintage_of(std::size_t unit, std::string_view column) const {
  return note_of(unit, column, "@vintage", columns_.vintage);
}

}  // namespace guatu::score

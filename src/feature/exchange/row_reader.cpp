// SPDX-License-Identifier: Apache-2.0
#include "feature/exchange/row_reader.hpp"

#include "base/text.hpp"

namespace guatu::exchange {
namespace {

std::string text_of_cell(const sheet::Cell* cell) { return cell == nullptr ? std::string() : sheet::shown_text(*cell); }

struct NeverEmpty {
  std::string_view layout;
  std::string_view fields;
};
// Keys cannot be emptied either: without its key a row is no record.
constexpr NeverEmpty kNeverEmpty[] = {{"unit", "name"},
                                      {"enterprise", "name"},
                                      {"indicator", "name unit_of_measure source"},
                                      {"project", "name"},
                                      {"milestone", "name"},
                                      {"matter", "text lead original_due"},
                                      {"matter_change", "original_due"}};

bool is_never_empty(std::string_view layout, std::string_view field) {
  for (const NeverEmpty& row : kNeverEmpty)
    if (row.layout == layout)
      for (const std::string& name : split(row.fields, " "))
        if (name == field) return true;
  return false;
}

}  // namespace

const Column* RowReader::column_of(std::string_view field) const {
  const MappedColumn* mapped = context_->mapping->find(field);
  return mapped == nullptr ? nullptr : mapped->column;
}

std::optional<CellAt> RowReader::cell_of(std::string_view field) const {
  const Column* column = column_of(field);
  if (column == nullptr) return std::nullopt;
  return CellAt{context_->sheet->name, {row_, column->index}};
}

const sheet::Cell* RowReader::cell(const Column& column) const {
  const sheet::Position at{row_, column.index};
  if (const auto* own = context_->sheet->find(at)) return own;
  const auto* merge = context_->sheet->merge_over(at);
  // A vertical merge holds for each of its rows; a horizontal one hides whose value it is.
  if (merge == nullptr || merge->first.column != merge->last.column) return nullptr;
  if (merge->first.row < context_->table->header_row + context_->table->header_rows) return nullptr;
  return context_->sheet->find(merge->first);
}

std::string RowReader::place(const Column& column) const {
  return context_->workbook->place(*context_->sheet, {row_, column.index});
}

std::string_view RowReader::unit_of_measure(const Column& column) const {
  return column.unit_of_measure.empty() ? context_->table->unit_of_measure : column.unit_of_measure;
}

void RowReader::report(const Column& column, Error error, Severity severity) const {
  for (auto& problem : error.problems) {
    problem.place = place(column);
    context_->problems->push_back({severity, context_->sheet->name, {row_, column.index}, std::move(problem)});
  }
}

void RowReader::report(std::string_view field, Error error, Severity severity) const {
  static const Column kFirstColumn{};
  const Column* column = column_of(field);
  report(column == nullptr ? kFirstColumn : *column, std::move(error), severity);
}

template <class T>
std::optional<T> RowReader::taken(const Column& column, Result<T> result) const {
  if (result) return *std::move(result);
  report(column, std::move(result).error());
  return std::nullopt;
}

bool RowReader::has(std::string_view field) const {
  const Column* column = column_of(field);
  if (column == nullptr) return false;
  const auto* found = cell(*column);
  return found != nullptr && !trim(found->text).empty();
}

bool RowReader::says_of(std::string_view field) const {
  const Column* column = column_of(field);
  return has(field) || (column != nullptr && context_->emptied.contains({row_, column->index}));
}

bool RowReader::is_cleared(const Column& column, std::string_view field, Emptying emptying) const {
  const auto was = context_->emptied.find({row_, column.index});
  if (was == context_->emptied.end()) return false;
  const ProblemArgs args{{"value", was->second}};
  if (emptying == Emptying::impossible || is_never_empty(context_->mapping->layout->id, field)) {
    report(column, Error{ErrorKind::invalid, {Problem{"", "import.cannot_be_empty", args}}});
    return false;
  }
  if (context_->confirmed.contains(was->first)) return true;
  report(column, Error{ErrorKind::invalid, {Problem{"", "import.emptied", args}}}, Severity::doubtful);
  return false;
}

bool RowReader::is_cleared(std::string_view field, Emptying emptying) const {
  const Column* column = column_of(field);
  return column != nullptr && is_cleared(*column, field, emptying);
}

std::string RowReader::text(std::string_view field) const {
  const Column* column = column_of(field);
  if (column == nullptr) return {};
  return taken(*column, read_text(cell(*column))).value_or(std::string());
}

std::string RowReader::key(std::string_view field) const {
  std::string value = squeeze(text(field));
  if (value.empty())
    report(field, Error{ErrorKind::invalid,
                        {Problem{"",
                                 "import.key_missing",
                                 {{"field", context_->mapping->layout->find(field)->synonyms.front()}}}}});
  return value;
}

void RowReader::set(std::string_view field, std::string& value) const {
  if (std::string given = text(field); !given.empty())
    value = std::move(given);
  else if (is_cleared(field))
    value.clear();
}

void RowReader::set(std::string_view field, std::int64_t& value) const {
  const Column* column = column_of(field);
  if (column == nullptr) return;
  const auto given = taken(*column, read_integer(cell(*column)));
  if (given && *given) value = **given;
  if (given && !*given) static_cast<void>(is_cleared(*column, field, Emptying::impossible));
}

void RowReader::set(std::string_view field, std::optional<Date>& value) const {
  const Column* column = column_of(field);
  if (column == nullptr) return;
  const auto given = taken(*column, read_date(cell(*column), context_->year));
  if (given && (*given || is_cleared(*column, field))) value = *given;
}

void RowReader::set(std::string_view field, std::optional<Money>& value) const {
  const Column* column = column_of(field);
  if (column == nullptr) return;
  const auto given = taken(*column, read_money(cell(*column), unit_of_measure(*column)));
  if (given && (*given || is_cleared(*column, field))) value = *given;
}

void RowReader::set(std::string_view field, std::optional<Id<unit::Unit>>& value) const {
  const std::string name = text(field);
  if (name.empty()) {
    if (is_cleared(field)) value.reset();
    return;
  }
  if (const auto found = taken(*column_of(field), context_->units->find(name))) value = *found;
}

void RowReader::set(std::string_view field, std::vector<Id<unit::Unit>>& value) const {
  const std::string names = text(field);
  if (names.empty()) {
    if (is_cleared(field)) value.clear();
    return;
  }
  if (const auto found = taken(*column_of(field), context_->units->find_all(names))) value = *found;
}

void RowReader::set_words(std::string_view field, std::vector<std::string>& value) const {
  if (const std::string words = text(field); !words.empty())
    value = split(words, "、,，;；\n");
  else if (is_cleared(field))
    value.clear();
}

// One amount merged over two records belongs to neither: whose it is would be a guess.
bool RowReader::is_merged_over_records(const Column& column) const {
  const auto* merge = context_->sheet->merge_over({row_, column.index});
  if (merge == nullptr || merge->first.row == merge->last.row) return false;
  if (row_ == merge->first.row)
    report(column, Error{ErrorKind::invalid,
                         {Problem{"",
                                  "import.merged_over_data",
                                  {{"value", text_of_cell(cell(column))},
                                   {"rows", std::to_string(merge->last.row - merge->first.row + 1)}}}}});
  return true;
}

NumberGiven RowReader::number(const MappedColumn& column, NumberMeaning meaning) const {
  if (is_merged_over_records(*column.column)) return {};
  return taken(*column.column, read_number(cell(*column.column), meaning)).value_or(NumberGiven{});
}

std::optional<Money> RowReader::money(const MappedColumn& column) const {
  if (is_merged_over_records(*column.column)) return std::nullopt;
  return taken(*column.column, read_money(cell(*column.column), unit_of_measure(*column.column)))
      .value_or(std::nullopt);
}

std::optional<Date> RowReader::date(const MappedColumn& column) const {
  return taken(*column.column, read_date(cell(*column.column), context_->year)).value_or(std::nullopt);
}

std::vector<MappedColumn> RowReader::columns(std::string_view field) const {
  std::vector<MappedColumn> found;
  for (const auto& column : context_->mapping->columns)
    if (column.field == field) found.push_back(column);
  return found;
}

}  // namespace guatu::exchange

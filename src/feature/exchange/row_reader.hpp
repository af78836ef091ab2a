// SPDX-License-Identifier: Apache-2.0
// RowReader: the cells of one record by field name. `set` writes a filled cell into a value and leaves the
// value alone when the cell is blank, so that a later workbook updates only what it fills. Every problem is
// collected with its place file!sheet!cell; a value with a problem stays as it was.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/named.hpp"
#include "base/sheet.hpp"
#include "feature/exchange/cell_value.hpp"
#include "feature/exchange/layout.hpp"
#include "feature/unit/unit.hpp"

namespace guatu::exchange {

enum class Severity { wrong, doubtful };  // a wrong cell refuses the file, a doubtful one is listed

struct CellProblem {
  Severity severity = Severity::wrong;
  std::string sheet;
  sheet::Position at;
  Problem problem;  // place is file!sheet!cell
};

// What the readers of one table share.
struct TableContext {
  const sheet::Workbook* workbook = nullptr;
  const sheet::Sheet* sheet = nullptr;
  const Table* table = nullptr;
  const Mapping* mapping = nullptr;
  const unit::UnitNames* units = nullptr;
  std::optional<int> year;        // of the title, the sheet's name or the file's name
  std::optional<LabelSpan> span;  // of the title
  std::string indicator;          // of the sheet's name or the title
  std::vector<CellProblem>* problems = nullptr;
};

class RowReader {
 public:
  RowReader(const TableContext& context, std::uint32_t row) : context_(&context), row_(row) {}

  std::uint32_t row() const { return row_; }
  const TableContext& context() const { return *context_; }
  bool has(std::string_view field) const;  // the column is there and its cell is filled

  void set(std::string_view field, std::string& value) const;
  void set(std::string_view field, std::int64_t& value) const;
  void set(std::string_view field, std::optional<Date>& value) const;
  void set(std::string_view field, std::optional<Money>& value) const;
  void set(std::string_view field, std::optional<Id<unit::Unit>>& value) const;
  void set(std::string_view field, std::vector<Id<unit::Unit>>& value) const;
  void set_words(std::string_view field, std::vector<std::string>& value) const;  // 、 between them
  template <NamedEnum E>
  void set(std::string_view field, E& value) const;
  template <class Entity>
  void set_id(std::string_view field, std::optional<Id<Entity>>& value) const {
    std::string text;
    set(field, text);
    if (!text.empty()) value = Id<Entity>{text};
  }

  std::string text(std::string_view field) const;  // empty when blank
  // The key of the record; a blank one is a problem of its own (import.key_missing).
  std::string key(std::string_view field) const;

  NumberGiven number(const MappedColumn& column, NumberMeaning meaning) const;
  std::optional<Money> money(const MappedColumn& column) const;
  std::optional<Date> date(const MappedColumn& column) const;
  std::vector<MappedColumn> columns(std::string_view field) const;  // all of a by_month or by_indicator field

  const sheet::Cell* cell(const Column& column) const;
  std::string place(const Column& column) const;
  std::string_view unit_of_measure(const Column& column) const;  // its own, else the table's

  void report(const Column& column, Error error, Severity severity = Severity::wrong) const;
  void report(std::string_view field, Error error, Severity severity = Severity::wrong) const;

 private:
  const Column* column_of(std::string_view field) const;
  bool is_merged_over_records(const Column& column) const;
  template <class T>
  std::optional<T> taken(const Column& column, Result<T> result) const;

  const TableContext* context_;
  std::uint32_t row_;
};

template <NamedEnum E>
void RowReader::set(std::string_view field, E& value) const {
  const std::string word = text(field);
  if (word.empty()) return;
  if (const auto found = from_chinese<E>(word)) {
    value = *found;
    return;
  }
  report(field, Error{ErrorKind::invalid,
                      {Problem{"", "import.unknown_word", {{"value", word}, {"accepted", chinese_choices<E>()}}}}});
}

}  // namespace guatu::exchange

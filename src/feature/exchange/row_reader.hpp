// SPDX-License-Identifier: Apache-2.0
// RowReader: the cells of one record by field name. `set` writes a filled cell into a value and leaves the
// value alone when the cell is blank, so that a later workbook updates only what it fills. A cell that was emptied
// since its sheet went out is doubtful; the value goes when somebody confirmed that, and is never guessed. Every
// problem is collected with its place file!sheet!cell; a value with a problem stays as it was.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/named.hpp"
#include "base/sheet.hpp"
#include "feature/exchange/cell_value.hpp"
#include "feature/exchange/export_mark.hpp"
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

struct CellAt {
  std::string sheet;
  sheet::Position at;
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
  EmptiedCells emptied{};
  std::set<sheet::Position> confirmed{};                 // emptied, and meant so
  Instant now{};                                         // what is released by then may be shown
  std::map<std::string, CellAt>* due_cells = nullptr;    // by matter, for what is settled after reading
  std::map<std::string, CellAt>* stage_cells = nullptr;  // by project, likewise
};

// Whether a value can be without anything; a word of a list and a count cannot.
enum class Emptying { possible, impossible };

class RowReader {
 public:
  RowReader(const TableContext& context, std::uint32_t row) : context_(&context), row_(row) {}

  std::uint32_t row() const { return row_; }
  const TableContext& context() const { return *context_; }
  bool has(std::string_view field) const;      // the column is there and its cell is filled
  bool says_of(std::string_view field) const;  // the same, or it was emptied

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
    if (const std::string given = text(field); !given.empty())
      value = Id<Entity>{given};
    else if (is_cleared(field))
      value.reset();
  }

  std::string text(std::string_view field) const;  // empty when blank
  // The key of the record; a blank one is a problem of its own (import.key_missing).
  std::string key(std::string_view field) const;

  NumberGiven number(const MappedColumn& column, NumberMeaning meaning) const;
  std::optional<Money> money(const MappedColumn& column) const;
  std::optional<Date> date(const MappedColumn& column) const;
  std::vector<MappedColumn> columns(std::string_view field) const;  // all of a by_month or by_indicator field

  // The cell was emptied and somebody confirmed it. Reports what was not confirmed, and what cannot be empty.
  bool is_cleared(const Column& column, std::string_view field, Emptying emptying = Emptying::possible) const;
  bool is_cleared(std::string_view field, Emptying emptying = Emptying::possible) const;

  std::optional<CellAt> cell_of(std::string_view field) const;  // where it stands, filled or not
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
  if (word.empty()) {
    static_cast<void>(is_cleared(field, Emptying::impossible));
    return;
  }
  if (const auto found = from_chinese<E>(word)) {
    value = *found;
    return;
  }
  report(field, Error{ErrorKind::invalid,
                      {Problem{"", "import.unknown_word", {{"value", word}, {"accepted", chinese_choices<E>()}}}}});
}

}  // namespace guatu::exchange

// SPDX-License-Identifier: Apache-2.0
// table<Row>(…): one description of a register row (登记行) that serves SQL, history and JSON. put() writes
// changed rows and their versions, load() reads the state, load_as_of() what was known at a journal position.
// The table itself has the described columns plus `version BIGINT NOT NULL, digest TEXT NOT NULL`, and its
// primary key is the key columns in order. A row never vanishes: withdraw() keeps its history.
//
//   const auto kProjects = db::table<Project>("project", db::key("id", &Project::id),
//                                             db::column("name", &Project::name), …);
#pragma once

#include <array>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "platform/db/database.hpp"
#include "platform/db/row_writer.hpp"
#include "platform/db/shape.hpp"

namespace guatu::db {

// One member of Row as one or several neighbouring columns.
template <class Row>
class Field {
 public:
  virtual ~Field() = default;
  virtual void describe(TableShape& shape) const = 0;
  virtual std::size_t width() const = 0;
  virtual void encode(const Row& row, Cell* cells, std::string* scratch) const = 0;
  virtual void decode(const Cell* cells, Row& row) const = 0;
};

template <class Row, class Member>
class SingleField final : public Field<Row> {
 public:
  SingleField(std::string name, Member Row::*member, ColumnRole role)
      : name_(std::move(name)), member_(member), role_(role) {}
  void describe(TableShape& shape) const override { shape.columns.push_back({name_, Codec<Member>::kind, role_}); }
  std::size_t width() const override { return 1; }
  void encode(const Row& row, Cell* cells, std::string* scratch) const override {
    *cells = Codec<Member>::encode(row.*member_, *scratch);
  }
  void decode(const Cell* cells, Row& row) const override { row.*member_ = Codec<Member>::decode(*cells); }

 private:
  std::string name_;
  Member Row::*member_;
  ColumnRole role_;
};

// std::array<T, 12> as name_01 … name_12.
template <class Row, class Member, std::size_t N>
class SeriesField final : public Field<Row> {
 public:
  SeriesField(std::string name, std::array<Member, N> Row::*member) : name_(std::move(name)), member_(member) {}
  void describe(TableShape& shape) const override {
    for (std::size_t i = 1; i <= N; ++i)
      shape.columns.push_back(
          {name_ + (i < 10 ? "_0" : "_") + std::to_string(i), Codec<Member>::kind, ColumnRole::value});
  }
  std::size_t width() const override { return N; }
  void encode(const Row& row, Cell* cells, std::string* scratch) const override {
    for (std::size_t i = 0; i < N; ++i) cells[i] = Codec<Member>::encode((row.*member_)[i], scratch[i]);
  }
  void decode(const Cell* cells, Row& row) const override {
    for (std::size_t i = 0; i < N; ++i) (row.*member_)[i] = Codec<Member>::decode(cells[i]);
  }

 private:
  std::string name_;
  std::array<Member, N> Row::*member_;
};

template <class Row, class Member>
std::shared_ptr<const Field<Row>> key(std::string name, Member Row::*member) {
  return std::make_shared<const SingleField<Row, Member>>(std::move(name), member, ColumnRole::key);
}
template <class Row, class Member>
std::shared_ptr<const Field<Row>> column(std::string name, Member Row::*member) {
  return std::make_shared<const SingleField<Row, Member>>(std::move(name), member, ColumnRole::value);
}
template <class Row, class Member, std::size_t N>
std::shared_ptr<const Field<Row>> column(std::string name, std::array<Member, N> Row::*member) {
  return std::make_shared<const SeriesField<Row, Member, N>>(std::move(name), member);
}
// A column with the hex SHA-256 of a stored file (platform/blob); `guatu check` looks for the file.
template <class Row, class Member>
std::shared_ptr<const Field<Row>> blob_column(std::string name, Member Row::*member) {
  return std::make_shared<const SingleField<Row, Member>>(std::move(name), member, ColumnRole::blob);
}

template <class Row>
class Table {
 public:
  Table(std::string entity, std::vector<std::shared_ptr<const Field<Row>>> fields) : fields_(std::move(fields)) {
    shape_.entity = std::move(entity);
    for (const auto& field : fields_) field->describe(shape_);
  }

  const TableShape& shape() const { return shape_; }
  // `scratch` has one string a column.
  void encode(const Row& row, std::vector<Cell>& cells, std::vector<std::string>& scratch) const {
    std::size_t at = 0;
    for (const auto& field : fields_) {
      field->encode(row, &cells[at], &scratch[at]);
      at += field->width();
    }
  }
  void decode(const std::vector<Cell>& cells, Row& row) const {
    std::size_t at = 0;
    for (const auto& field : fields_) {
      field->decode(&cells[at], row);
      at += field->width();
    }
  }

 private:
  TableShape shape_;
  std::vector<std::shared_ptr<const Field<Row>>> fields_;
};

template <class Row, class... Fields>
Table<Row> table(std::string entity, Fields... fields) {
  return Table<Row>(std::move(entity), {std::move(fields)...});
}

// ---- reading ----

// `tail` is what follows SELECT … FROM table, such as "WHERE sector = :sector ORDER BY sequence".
template <class Row>
void load_each(const Reader& reader, const Table<Row>& table, std::string_view tail, const Args& args,
               const std::function<void(Row&&)>& each) {
  const std::string sql = select_state(table.shape(), tail);
  std::vector<Cell> cells(table.shape().columns.size());
  reader.rows(sql, args, [&](const Cursor& cursor) {
    for (std::size_t i = 0; i < cells.size(); ++i) cells[i] = cursor.cell(static_cast<int>(i));
    Row row;
    table.decode(cells, row);
    each(std::move(row));
  });
}

template <class Row>
std::vector<Row> load(const Reader& reader, const Table<Row>& table, std::string_view tail = {},
                      const Args& args = {}) {
  std::vector<Row> rows;
  load_each<Row>(reader, table, tail, args, [&](Row&& row) { rows.push_back(std::move(row)); });
  return rows;
}

// The row with this key, in the order of the key columns.
template <class Row, class... Key>
std::optional<Row> find(const Reader& reader, const Table<Row>& table, const Key&... key) {
  const auto names = key_names(table.shape());
  std::size_t at = 0;
  Args args;
  (args.push_back(Arg(names.at(at++), key)), ...);
  std::optional<Row> found;
  load_each<Row>(reader, table, where_key(table.shape()), args, [&](Row&& row) { found = std::move(row); });
  return found;
}

template <class Row>
Row row_from_content(const Table<Row>& table, std::string_view content) {
  std::vector<Cell> cells;
  std::vector<std::string> owned;
  if (!read_row_content(content, table.shape(), cells, owned))
    throw Failure("a version of " + table.shape().entity + " is damaged; run guatu check");
  Row row;
  table.decode(cells, row);
  return row;
}

// The rows as they were after the entry at `position`, ordered by id.
template <class Row>
std::vector<Row> load_as_of(const Reader& reader, const Table<Row>& table, Position position) {
  std::vector<Row> rows;
  contents_as_of(reader, table.shape().entity, position,
                 [&](std::string_view content) { rows.push_back(row_from_content(table, content)); });
  return rows;
}

template <class Row>
struct RowVersion {
  std::string id;
  std::int64_t version = 0;
  Position position = 0;
  Instant recorded_at{};
  std::optional<Row> row;  // none: withdrawn
};

// All versions of one row, the oldest first.
template <class Row>
std::vector<RowVersion<Row>> load_history(const Reader& reader, const Table<Row>& table, const std::string& id) {
  std::vector<RowVersion<Row>> versions;
  each_version_of(reader, table.shape().entity, id, [&](const StoredVersion& stored) {
    versions.push_back({stored.id, stored.version, stored.position, stored.recorded_at, std::nullopt});
    if (stored.content != kWithdrawnContent) versions.back().row = row_from_content(table, stored.content);
  });
  return versions;
}

template <class Row>
struct RowChange {
  std::string id;
  std::int64_t version = 0;   // after the change
  std::optional<Row> before;  // none: inserted
  std::optional<Row> after;   // none: withdrawn
};

// What the entry at `position` changed in this table, ordered by id. For undo and for "what changed".
template <class Row>
std::vector<RowChange<Row>> load_changes_at(const Reader& reader, const Table<Row>& table, Position position) {
  std::vector<RowChange<Row>> changes;
  each_change_at(reader, table.shape().entity, position, [&](const StoredChange& stored) {
    // A row written twice by one entry is one change, from before the first to after the last.
    if (changes.empty() || changes.back().id != stored.id) {
      changes.push_back({stored.id, stored.version, std::nullopt, std::nullopt});
      if (!stored.before.empty() && stored.before != kWithdrawnContent)
        changes.back().before = row_from_content(table, stored.before);
    }
    changes.back().version = stored.version;
    changes.back().after.reset();
    if (stored.after != kWithdrawnContent) changes.back().after = row_from_content(table, stored.after);
  });
  return changes;
}

// ---- writing ----

// Inserts new rows and updates changed ones; a row with the digest it already has is skipped. `on_change` gets
// the row before (nullptr when it is new) and after; in the table the row may come to stand later.
template <class Row>
PutCounts put(Tx& tx, const Table<Row>& table, std::span<const Row> rows,
              const std::function<void(const Row* before, const Row& after)>& on_change = {}) {
  RowWriter writer(tx, table.shape(), rows.size());
  std::vector<Cell> cells(table.shape().columns.size());
  std::vector<std::string> scratch(cells.size());
  std::vector<Cell> old_cells;
  std::vector<std::string> old_text;
  for (const Row& row : rows) {
    table.encode(row, cells, scratch);
    const Outcome outcome = writer.compare(cells);
    if (outcome == Outcome::unchanged) continue;
    if (on_change && outcome == Outcome::changed) {
      writer.load_before(cells, old_cells, old_text);
      Row before;
      table.decode(old_cells, before);
      writer.write(cells);
      on_change(&before, row);
      continue;
    }
    writer.write(cells);
    if (on_change) on_change(nullptr, row);
  }
  return writer.finish();
}

template <class Row>
PutCounts put(Tx& tx, const Table<Row>& table, const std::vector<Row>& rows,
              const std::function<void(const Row* before, const Row& after)>& on_change = {}) {
  return put(tx, table, std::span<const Row>(rows), on_change);
}

template <class Row>
PutCounts put(Tx& tx, const Table<Row>& table, const Row& row) {
  return put(tx, table, std::span<const Row>(&row, 1));
}

// Takes rows out of the state (undo of an import); their versions stay and say so. Rows that are not there are
// counted as unchanged.
template <class Row>
PutCounts withdraw(Tx& tx, const Table<Row>& table, std::span<const Row> rows) {
  RowWriter writer(tx, table.shape(), rows.size());
  std::vector<Cell> cells(table.shape().columns.size());
  std::vector<std::string> scratch(cells.size());
  for (const Row& row : rows) {
    table.encode(row, cells, scratch);
    writer.withdraw(cells);
  }
  return writer.finish();
}

template <class Row>
PutCounts withdraw(Tx& tx, const Table<Row>& table, const std::vector<Row>& rows) {
  return withdraw(tx, table, std::span<const Row>(rows));
}

}  // namespace guatu::db

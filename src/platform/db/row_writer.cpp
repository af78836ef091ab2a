// SPDX-License-Identifier: Apache-2.0
#include "platform/db/row_writer.hpp"

#include <array>
#include <exception>
#include <memory_resource>
#include <optional>
#include <unordered_map>

#include "base/assert.hpp"
#include "base/text.hpp"
#include "platform/crypto/digest.hpp"
#include "platform/db/backend.hpp"
#include "platform/db/personal.hpp"

namespace guatu::db {
namespace {

constexpr std::size_t kFewRows = 32;
// A table this many times larger than what is put is asked row by row instead of read through.
constexpr std::int64_t kReadThroughFactor = 20;

std::string column_list(const TableShape& shape) {
  std::vector<std::string> names;
  for (const auto& column : shape.columns) names.push_back(column.name);
  return join(names, ", ");
}

BulkTarget rows_of(const TableShape& shape) {
  BulkTarget target{shape.entity, {}, {}};
  for (const auto& column : shape.columns) target.columns.push_back(column.name);
  target.columns.emplace_back("version");
  target.columns.emplace_back("digest");
  return target;
}

BulkTarget changed_rows_of(const TableShape& shape) {
  BulkTarget target = rows_of(shape);
  target.key = key_names(shape);
  return target;
}

std::string insert_sql(const BulkTarget& target) {
  std::string sql = "INSERT INTO " + target.table + " (" + join(target.columns, ", ") +
                    ") VALUES (:" + join(target.columns, ", :") + ")";
  return target.key.empty() ? sql : sql + on_conflict_replace(target);
}

const BulkTarget kVersions{
    "row_version", {"entity", "id", "version", "position", "recorded_at", "digest", "content"}, {}};

}  // namespace

std::vector<std::string> key_names(const TableShape& shape) {
  std::vector<std::string> names;
  for (const auto& column : shape.columns)
    if (column.role == ColumnRole::key) names.push_back(column.name);
  GUATU_ASSERT(!names.empty());
  return names;
}

std::string select_state(const TableShape& shape, std::string_view tail) {
  return "SELECT " + column_list(shape) + " FROM " + shape.entity + " " + std::string(tail);
}

std::string where_key(const TableShape& shape) {
  std::vector<std::string> terms;
  for (const auto& name : key_names(shape)) terms.push_back(name + " = :" + name);
  return "WHERE " + join(terms, " AND ");
}

// Few rows go by statements, each at once. Many go in bulk, and may wait: what waits is known here.
struct RowWriter::State {
  struct Known {
    std::int64_t version = 0;  // 0: withdrawn
    crypto::Digest digest;
    std::int64_t batch = 0;  // in which it was written here; 0: found in the table
  };

  Tx& tx;
  const TableShape& shape;
  std::string select_known;
  std::optional<Cursor> upsert;
  std::optional<Cursor> insert_version;
  std::unique_ptr<BulkInsert> fresh_rows;
  std::unique_ptr<BulkInsert> changed_rows;
  std::unique_ptr<BulkInsert> versions;
  std::int64_t batch = 1;
  std::pmr::monotonic_buffer_resource memory;
  std::pmr::unordered_map<std::pmr::string, Known> known{&memory};  // the whole table, when it was read through
  bool read_through = false;
  std::unordered_map<std::string, std::int64_t> withdrawn;  // last version of rows withdrawn here, or of all, when read
  bool withdrawn_read = false;
  // of the row last compared
  std::string id;
  std::string content;
  std::string hex;
  crypto::Digest digest;
  std::int64_t old_version = 0;      // 0: not in the state
  std::vector<Cell> stamped;         // the cells with version and digest
  std::vector<Cell> sealed;          // the cells with a commitment for the personal one
  std::optional<SealedValue> fresh;  // a personal value that no version committed to yet

  State(Tx& transaction, const TableShape& table, std::size_t rows_expected)
      : tx(transaction),
        shape(table),
        select_known("SELECT version, digest FROM " + table.entity + " " + where_key(table)) {
    Connection& connection = tx.connection();
    if (rows_expected <= kFewRows) {
      upsert.emplace(connection.prepare(insert_sql(changed_rows_of(table))));
      insert_version.emplace(connection.prepare(insert_sql(kVersions)));
    } else {
      fresh_rows = connection.bulk_insert(rows_of(table));
      changed_rows = connection.bulk_insert(changed_rows_of(table));
      versions = connection.bulk_insert(kVersions);
    }
  }

  bool is_bulk() const { return versions != nullptr; }
  void read_state();
  void read_withdrawn();
  bool is_longer(const std::string& select_digests, const Args& args, std::size_t rows_expected) const;
  std::int64_t last_withdrawn();
  std::optional<Known> look_up(std::span<const Cell> cells);
  void seal(std::span<const Cell> cells, std::size_t personal, std::int64_t version);
  std::string commitment_in_force(std::int64_t version, std::string_view value);
  void keep_fresh();
  void add_row(std::span<const Cell> cells, std::int64_t version);
  void add_version(std::int64_t version);
  void flush();
  void flush_if_waiting();
  void remember(std::int64_t version);
};

namespace {

void bind_key(Cursor& cursor, const TableShape& shape, std::span<const Cell> cells) {
  int parameter = 0;
  for (std::size_t i = 0; i < shape.columns.size(); ++i)
    if (shape.columns[i].role == ColumnRole::key) cursor.bind(++parameter, cells[i]);
}

void run_with(Cursor& cursor, std::span<const Cell> cells) {
  int parameter = 0;
  for (const Cell& cell : cells) cursor.bind(++parameter, cell);
  cursor.run();
}

crypto::Digest stored_digest(const Cell& cell, const std::string& entity) {
  const auto digest = crypto::parse_hex_digest(text_in(cell));
  if (!digest) throw Failure("a digest in " + entity + " is damaged; run guatu check");
  return *digest;
}

}  // namespace

void RowWriter::State::read_state() {
  read_through = true;
  std::vector<Cell> cells(shape.columns.size());
  std::vector<std::size_t> keys;
  for (std::size_t i = 0; i < shape.columns.size(); ++i)
    if (shape.columns[i].role == ColumnRole::key) keys.push_back(i);
  const std::string sql = "SELECT " + join(key_names(shape), ", ") + ", version, digest FROM " + shape.entity;
  const int width = static_cast<int>(keys.size());
  tx.rows(sql, {}, [&](const Cursor& cursor) {
    for (int k = 0; k < width; ++k) cells[keys[static_cast<std::size_t>(k)]] = cursor.cell(k);
    set_row_id(id, shape, cells);
    known[std::pmr::string(id, &memory)] = {integer_in(cursor.cell(width)),
                                            stored_digest(cursor.cell(width + 1), shape.entity), 0};
  });
}

void RowWriter::State::read_withdrawn() {
  withdrawn_read = true;
  tx.rows("SELECT id, max(version) FROM row_version WHERE entity = :entity AND content = 'null' GROUP BY id",
          {{"entity", shape.entity}},
          [&](const Cursor& cursor) { withdrawn[std::string(text_in(cursor.cell(0)))] = integer_in(cursor.cell(1)); });
}

// Whether reading it through would cost more than asking for each row.
bool RowWriter::State::is_longer(const std::string& select_digests, const Args& args, std::size_t rows_expected) const {
  Args with_limit = args;
  with_limit.emplace_back("skipped", static_cast<std::int64_t>(rows_expected) * kReadThroughFactor);
  return tx.query_value<std::string>(select_digests + " LIMIT 1 OFFSET :skipped", with_limit).has_value();
}

// The last version of the row now compared, which the state does not have; 0: it never was there.
std::int64_t RowWriter::State::last_withdrawn() {
  if (const auto found = withdrawn.find(id); found != withdrawn.end()) return found->second;
  if (withdrawn_read) return 0;
  return tx
      .query_value<std::int64_t>(
          "SELECT version FROM row_version WHERE entity = :entity AND id = :id ORDER BY version DESC LIMIT 1",
          {{"entity", shape.entity}, {"id", id}})
      .value_or(0);
}

std::optional<RowWriter::State::Known> RowWriter::State::look_up(std::span<const Cell> cells) {
  if (is_bulk()) {
    const auto found = known.find(std::pmr::string(id));
    if (found != known.end() && found->second.version == 0) return std::nullopt;
    if (found != known.end()) return found->second;
    if (read_through) return std::nullopt;
  }
  Cursor cursor = tx.connection().prepare(select_known);
  bind_key(cursor, shape, cells);
  if (!cursor.next()) return std::nullopt;
  return Known{integer_in(cursor.cell(0)), stored_digest(cursor.cell(1), shape.entity), 0};
}

// What the stored version commits to, if that is this value.
std::string RowWriter::State::commitment_in_force(std::int64_t version, std::string_view value) {
  flush_if_waiting();
  const auto stored = tx.query_value<std::string>(
      "SELECT content FROM row_version WHERE entity = :entity AND id = :id AND version = :version",
      {{"entity", shape.entity}, {"id", id}, {"version", version}});
  const auto commitment = stored ? commitment_in(*stored) : std::string_view();
  if (commitment.empty() || value_of_commitment(tx, commitment) != value) return {};
  return std::string(commitment);
}

// Content and digest once more, with a commitment in the place of the personal value. `version`: that of the state.
void RowWriter::State::seal(std::span<const Cell> cells, std::size_t personal, std::int64_t version) {
  std::string commitment;
  if (version != 0) commitment = commitment_in_force(version, cells[personal].text);
  if (commitment.empty()) {
    fresh = seal_value(cells[personal].text);
    commitment = fresh->commitment;
  }
  sealed.assign(cells.begin(), cells.end());
  sealed[personal] = Cell::of(std::string_view(commitment));
  content.clear();
  append_row_content(content, shape, sealed);
  digest = crypto::sha256(content);
}

void RowWriter::State::keep_fresh() {
  if (!fresh) return;
  tx.exec("INSERT INTO personal_value (commitment, salt, value) VALUES (:commitment, :salt, :value)",
          {{"commitment", fresh->commitment}, {"salt", fresh->salt}, {"value", fresh->value}});
  fresh.reset();
}

void RowWriter::State::add_row(std::span<const Cell> cells, std::int64_t version) {
  stamped.assign(cells.begin(), cells.end());
  stamped.push_back(Cell::of(version));
  stamped.push_back(Cell::of(std::string_view(hex)));
  if (is_bulk())
    (old_version == 0 ? fresh_rows : changed_rows)->add(stamped);
  else
    run_with(*upsert, stamped);
}

void RowWriter::State::add_version(std::int64_t version) {
  const std::array<Cell, 7> cells{Cell::of(std::string_view(shape.entity)),
                                  Cell::of(std::string_view(id)),
                                  Cell::of(version),
                                  Cell::of(tx.entry_position()),
                                  Cell::of(std::int64_t{tx.now().time_since_epoch().count()}),
                                  Cell::of(std::string_view(hex)),
                                  Cell::of(std::string_view(content))};
  if (is_bulk())
    versions->add(cells);
  else
    run_with(*insert_version, cells);
  tx.note_row_version(shape.entity, id, version, digest);
}

void RowWriter::State::flush() {
  if (!is_bulk()) return;
  fresh_rows->flush();
  changed_rows->flush();
  versions->flush();
  ++batch;
}

void RowWriter::State::flush_if_waiting() {
  if (!is_bulk()) return;
  const auto found = known.find(std::pmr::string(id));
  if (found != known.end() && found->second.batch == batch) flush();
}

void RowWriter::State::remember(std::int64_t version) {
  if (is_bulk()) known[std::pmr::string(id, &memory)] = {version, digest, batch};
}

RowWriter::RowWriter(Tx& tx, const TableShape& shape, std::size_t rows_expected)
    : state_(std::make_unique<State>(tx, shape, rows_expected)), exceptions_(std::uncaught_exceptions()) {
  if (!state_->is_bulk()) return;
  if (!state_->is_longer("SELECT digest FROM row_version WHERE entity = :entity AND content = 'null'",
                         {{"entity", shape.entity}}, rows_expected))
    state_->read_withdrawn();
  if (state_->is_longer("SELECT digest FROM " + shape.entity, {}, rows_expected)) return;
  state_->known.reserve(rows_expected);
  state_->read_state();
}

RowWriter::~RowWriter() {
  // Rows that still wait would be lost without a word.
  GUATU_ASSERT(state_ == nullptr || !state_->is_bulk() || std::uncaught_exceptions() > exceptions_);
}

PutCounts RowWriter::finish() {
  state_->flush();
  state_.reset();
  return counts_;
}

Outcome RowWriter::compare(std::span<const Cell> cells) {
  State& state = *state_;
  set_row_id(state.id, state.shape, cells);
  state.content.clear();
  append_row_content(state.content, state.shape, cells);
  state.digest = crypto::sha256(state.content);
  state.fresh.reset();
  const auto known = state.look_up(cells);
  state.old_version = known ? known->version : 0;
  // A version from before commitments holds the value itself; the same row again leaves it alone.
  const bool is_as_stored = known && known->digest == state.digest;
  if (const auto personal = personal_column(state.shape); personal && !is_as_stored && !cells[*personal].text.empty())
    state.seal(cells, *personal, state.old_version);
  if (!known) return Outcome::inserted;
  if (known->digest != state.digest) return Outcome::changed;
  ++counts_.unchanged;
  return Outcome::unchanged;
}

void RowWriter::load_before(std::span<const Cell> cells, std::vector<Cell>& before, std::vector<std::string>& owned) {
  State& state = *state_;
  state.flush_if_waiting();
  Cursor cursor = state.tx.connection().prepare(select_state(state.shape, where_key(state.shape)));
  bind_key(cursor, state.shape, cells);
  GUATU_ASSERT(cursor.next());
  before.resize(state.shape.columns.size());
  owned.resize(before.size());
  for (std::size_t i = 0; i < before.size(); ++i) {
    before[i] = cursor.cell(static_cast<int>(i));
    owned[i] = before[i].text;
    before[i].text = owned[i];
  }
}

void RowWriter::write(std::span<const Cell> cells) {
  State& state = *state_;
  const std::int64_t version = (state.old_version == 0 ? state.last_withdrawn() : state.old_version) + 1;
  state.hex.clear();
  crypto::append_hex(state.hex, state.digest);
  state.flush_if_waiting();
  state.keep_fresh();
  state.add_row(cells, version);
  state.add_version(version);
  state.remember(version);
  ++(state.old_version == 0 ? counts_.inserted : counts_.changed);
}

void RowWriter::withdraw(std::span<const Cell> cells) {
  State& state = *state_;
  set_row_id(state.id, state.shape, cells);
  const auto known = state.look_up(cells);
  if (!known) {
    ++counts_.unchanged;
    return;
  }
  state.flush_if_waiting();
  {
    Cursor cursor = state.tx.connection().prepare("DELETE FROM " + state.shape.entity + " " + where_key(state.shape));
    bind_key(cursor, state.shape, cells);
    cursor.run();
  }
  state.content = kWithdrawnContent;
  state.digest = crypto::sha256(state.content);
  state.hex.clear();
  crypto::append_hex(state.hex, state.digest);
  state.add_version(known->version + 1);
  state.withdrawn[state.id] = known->version + 1;
  state.remember(0);
  ++counts_.withdrawn;
}

void contents_as_of(const Reader& reader, std::string_view entity, Position position,
                    const std::function<void(std::string_view content)>& each) {
  std::string id;
  std::string content(kWithdrawnContent);  // of the latest version so far of `id`
  const auto finish = [&] {
    if (content != kWithdrawnContent) each(opened_content(reader, content));
  };
  reader.rows(
      "SELECT id, content FROM row_version WHERE entity = :entity AND position <= :position ORDER BY id, version",
      {{"entity", entity}, {"position", position}}, [&](const Cursor& cursor) {
        const auto next = text_in(cursor.cell(0));
        if (next != id) {
          finish();
          id = next;
        }
        content = text_in(cursor.cell(1));
      });
  finish();
}

void each_version_of(const Reader& reader, std::string_view entity, std::string_view id,
                     const std::function<void(const StoredVersion&)>& each) {
  reader.rows(
      "SELECT version, position, recorded_at, content FROM row_version WHERE entity = :entity AND id = :id "
      "ORDER BY version",
      {{"entity", entity}, {"id", id}}, [&](const Cursor& cursor) {
        const std::string content = opened_content(reader, text_in(cursor.cell(3)));
        each({std::string(id), integer_in(cursor.cell(0)), integer_in(cursor.cell(1)),
              Codec<Instant>::decode(cursor.cell(2)), content});
      });
}

void each_change_at(const Reader& reader, std::string_view entity, Position position,
                    const std::function<void(const StoredChange&)>& each) {
  reader.rows(
      "SELECT a.id, a.version, b.content, a.content FROM row_version a LEFT JOIN row_version b "
      "ON b.entity = a.entity AND b.id = a.id AND b.version = a.version - 1 "
      "WHERE a.position = :position AND a.entity = :entity ORDER BY a.id, a.version",
      {{"position", position}, {"entity", entity}}, [&](const Cursor& cursor) {
        const Cell before = cursor.cell(2);
        each({std::string(text_in(cursor.cell(0))), integer_in(cursor.cell(1)),
              before.is_null() ? std::string() : opened_content(reader, before.text),
              opened_content(reader, text_in(cursor.cell(3)))});
      });
}

}  // namespace guatu::db

// SPDX-License-Identifier: Apache-2.0
#include "platform/db/store_copy.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <utility>

#include "base/assert.hpp"
#include "platform/blob/blob_store.hpp"
#include "platform/blob/durable_file.hpp"
#include "platform/crypto/digest.hpp"
#include "platform/db/backend.hpp"
#include "platform/db/layout.hpp"
#include "platform/db/migration.hpp"
#include "platform/db/server.hpp"
#include "platform/db/store_key.hpp"

namespace guatu::db {
namespace {

namespace fs = std::filesystem;

// Digests of tables in the order of their names, each over its rows in the order of their keys. A value is its kind,
// its length and its text, so that values cannot run into each other.
class DumpDigest {
 public:
  void add_cell(const Cell& cell) {
    switch (cell.kind) {
      case CellKind::null:
        rows_.update("n;");
        break;
      case CellKind::integer:
        rows_.update("i" + std::to_string(cell.integer) + ";");
        break;
      case CellKind::text:
        rows_.update("t" + std::to_string(cell.text.size()) + ":");
        rows_.update(cell.text);
        break;
      case CellKind::foreign:
        throw Failure("the store holds bytes where an integer or a text belongs; run guatu check");
    }
  }
  void end_row() {
    rows_.update("\n");
    ++count_;
  }
  void end_table(const TableLayout& table) {
    std::string line = table.name + " (";
    for (const auto& column : table.columns)
      line += column.name + (column.kind == CellKind::integer ? " BIGINT," : " TEXT,");
    line += ") " + std::to_string(count_) + " " + crypto::to_hex(rows_.finish()) + "\n";
    tables_.update(line);
    dump_.rows += std::exchange(count_, 0);
    ++dump_.tables;
  }
  Dump finish() {
    dump_.digest = crypto::to_hex(tables_.finish());
    return std::move(dump_);
  }

 private:
  crypto::Hasher rows_{crypto::Algorithm::sha256};
  crypto::Hasher tables_{crypto::Algorithm::sha256};
  std::int64_t count_ = 0;
  Dump dump_;
};

void each_row(Connection& connection, const TableLayout& table,
              const std::function<void(std::span<const Cell>)>& each) {
  Cursor cursor = connection.prepare_large(select_in_order(table));
  std::vector<Cell> cells(table.columns.size());
  while (cursor.next()) {
    for (std::size_t i = 0; i < cells.size(); ++i) cells[i] = cursor.cell(static_cast<int>(i));
    each(cells);
  }
}

// All or nothing of what follows a BEGIN.
class Whole {
 public:
  explicit Whole(Connection& connection) : connection_(connection) {
    connection_.execute(connection_.dialect().begin_write);
  }
  Whole(const Whole&) = delete;
  Whole& operator=(const Whole&) = delete;
  ~Whole() {
    try {
      if (connection_.in_transaction()) connection_.execute("ROLLBACK");
    } catch (const Failure&) {
      // The line is lost, and what was begun with it.
    }
  }
  void commit() { connection_.execute("COMMIT"); }

 private:
  Connection& connection_;
};

Dump fill(const Reader& from, Connection& to) {
  install_schema(to, built_in_migrations());
  std::vector<std::string> made;
  for (const auto& table : load_layouts(to)) made.push_back(table.name);
  DumpDigest digest;
  for (const TableLayout& table : load_layouts(from.connection())) {
    if (std::ranges::find(made, table.name) == made.end()) to.execute(create_table_sql(table));
    to.execute("DELETE FROM " + table.name);  // what its migration put there
    BulkTarget target{table.name, {}, {}};
    for (const auto& column : table.columns) target.columns.push_back(column.name);
    const auto rows = to.bulk_insert(std::move(target));
    each_row(from.connection(), table, [&](std::span<const Cell> cells) {
      for (const Cell& cell : cells) digest.add_cell(cell);
      digest.end_row();
      rows->add(cells);
    });
    rows->flush();
    digest.end_table(table);
  }
  return digest.finish();
}

Result<void> require_empty(const fs::path& directory) {
  std::error_code error;
  if (fs::exists(directory, error) && !(fs::is_directory(directory, error) && fs::is_empty(directory, error)))
    return refuse(ErrorKind::conflict, directory.string(), "store.directory_not_empty");
  return {};
}

std::string bytes_of(const fs::path& file) {
  std::ifstream stream(file, std::ios::binary);
  std::string bytes(std::istreambuf_iterator<char>(stream), {});
  if (!stream) throw Failure("cannot be read: " + file.string());
  return bytes;
}

Result<std::int64_t> copy_files(const fs::path& from, const fs::path& to) {
  std::int64_t count = 0;
  for (const char* name : {kVerifierFile, kKeyFile}) {
    GUATU_CHECK(blob::write_durably(to / name, bytes_of(from / name)));
    ++count;
  }
  const blob::BlobStore source(from);
  const blob::BlobStore target(to);
  std::vector<std::string> names;
  source.each([&](const fs::path&, const std::string& name) {
    if (!name.empty()) names.push_back(name);
  });
  for (const std::string& name : names) {
    GUATU_TRY(const std::string bytes, source.read(name));  // compared with its name
    GUATU_TRY([[maybe_unused]] const auto stored, target.put(bytes));
    ++count;
  }
  return count;
}

// A directory that is gone at the end unless it was put in its place.
class HalfMade {
 public:
  explicit HalfMade(fs::path path) : path_(std::move(path)) {
    std::error_code error;
    fs::remove_all(path_, error);
  }
  HalfMade(const HalfMade&) = delete;
  HalfMade& operator=(const HalfMade&) = delete;
  ~HalfMade() {
    std::error_code error;
    fs::remove_all(path_, error);
  }
  Result<void> make() const {
    std::error_code error;
    fs::create_directories(path_, error);
    if (!error) fs::permissions(path_, fs::perms::owner_all, error);
    if (!error) return {};
    return refuse(ErrorKind::unavailable, path_.string(), "store.not_writable", {{"reason", error.message()}});
  }
  Result<void> put_in_place(const fs::path& place) const {
    GUATU_CHECK(blob::sync(path_));
    std::error_code error;
    fs::rename(path_, place, error);
    if (error)
      return refuse(ErrorKind::unavailable, place.string(), "store.not_writable", {{"reason", error.message()}});
    return blob::sync(place.has_parent_path() ? place.parent_path() : fs::path("."));
  }
  const fs::path& path() const { return path_; }

 private:
  fs::path path_;
};

}  // namespace

Dump dump_of(Connection& connection) {
  DumpDigest digest;
  for (const TableLayout& table : load_layouts(connection)) {
    each_row(connection, table, [&](std::span<const Cell> cells) {
      for (const Cell& cell : cells) digest.add_cell(cell);
      digest.end_row();
    });
    digest.end_table(table);
  }
  return digest.finish();
}

Dump copy_tables(const Reader& from, Connection& to) {
  Dump dump;
  {
    Whole whole(to);
    dump = fill(from, to);
    const Dump arrived = dump_of(to);
    if (arrived != dump)
      throw Failure("the copy differs from what was read: " + arrived.digest + " and not " + dump.digest);
    whole.commit();
  }
  to.execute("ANALYZE");
  return dump;
}

Result<CopyReport> copy_store(const Database& from, const fs::path& directory, const std::optional<std::string>& url) {
  const fs::path place = directory.has_filename() ? directory : directory.parent_path();
  GUATU_CHECK(require_empty(place));
  const HalfMade half(place.string() + ".copy");
  const auto connect = [&] {
    return url ? Connection::connect(*url, Mode::write) : Connection::open(half.path() / "guatu.db", Mode::write);
  };
  CopyReport report;
  {
    GUATU_CHECK(half.make());
    if (url) GUATU_CHECK(save_server_url(half.path(), *url));
    GUATU_TRY(Connection to, connect());
    GUATU_CHECK(require_no_tables(to, url ? *server_place(*url) : place.string()));
    GUATU_CHECK(require_create_right(to, place.string()));
    const Reader reader = from.reader();  // its view begins here, and every file a row of it names is there
    report.position = reader.position();
    GUATU_TRY(report.files, copy_files(from.directory(), half.path()));
    report.dump = copy_tables(reader, to);
  }
  GUATU_CHECK(half.put_in_place(place));
  return report;
}

void copy_to_file(const Reader& from, const fs::path& file) {
  if (from.connection().dialect().product == Product::sqlite) return from.connection().copy_to(file);
  auto to = Connection::open(file, Mode::write);
  if (!to) throw Failure("the copy cannot be written: " + to.error().problems.front().args["reason"]);
  copy_tables(from, *to);
}

StoreStatus status_of(const Database& database) {
  const Reader reader = database.reader();
  const Dialect& dialect = reader.connection().dialect();
  StoreStatus status;
  status.product = database.product();
  status.place = (database.directory() / "guatu.db").string();
  if (const auto url = load_server_url(database.directory()); url && *url) status.place = *server_place(**url);
  status.version = reader.query_value<std::string>(dialect.version).value_or("");
  status.position = reader.position();
  reader.rows(dialect.tables, {}, [&](const Cursor&) { ++status.tables; });
  status.bytes = reader.query_value<std::int64_t>(dialect.bytes).value_or(0);
  status.migration = reader.query_value<int>("SELECT max(number) FROM migration").value_or(0);
  return status;
}

}  // namespace guatu::db

// SPDX-License-Identifier: Apache-2.0
#include "platform/db/past.hpp"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "platform/db/change_read.hpp"
#include "platform/db/migration.hpp"
#include "platform/db/personal.hpp"
#include "platform/db/row_writer.hpp"
#include "platform/db/total_cache.hpp"

namespace guatu::db {
namespace {

// A past of 100,000 projects takes about 60 MB of disk.
constexpr std::size_t kPastsMax = 4;

std::string create_table(const TableShape& shape) {
  std::string sql = "CREATE TABLE " + shape.entity + " (";
  for (const ColumnShape& column : shape.columns)
    sql += column.name + (column.kind == CellKind::integer ? " BIGINT, " : " TEXT, ");
  sql += "version BIGINT NOT NULL, PRIMARY KEY (";
  for (const auto& name : key_names(shape)) sql += name + ", ";
  sql.erase(sql.size() - 2);
  return sql + "))";
}

std::string insert_row(const TableShape& shape) {
  std::string sql = "INSERT INTO " + shape.entity + " VALUES (";
  for (const ColumnShape& column : shape.columns) sql += ":" + column.name + ", ";
  return sql + ":version)";
}

// The same indexes as the register has, so that the same questions are quick.
std::vector<std::string> indexes_of(const std::string& entity) {
  std::vector<std::string> indexes;
  for (const Migration& migration : built_in_migrations())
    for (std::string& statement : split_statements(migration.sql))
      if (statement.starts_with("CREATE INDEX ") && statement.find(" ON " + entity + " ") != std::string::npos)
        indexes.push_back(std::move(statement));
  return indexes;
}

class Layout {
 public:
  Layout(Connection& connection, const TableShape& shape)
      : shape_(shape), cells_(shape.columns.size()), insert_(connection.prepare(insert_row(shape))) {}

  void add(std::string_view content, std::int64_t version) {
    if (content == kWithdrawnContent) return;
    if (!read_row_content(content, shape_, cells_, owned_))
      throw Failure("a version of " + shape_.entity + " is damaged; run guatu check");
    for (std::size_t i = 0; i < cells_.size(); ++i) insert_.bind(static_cast<int>(i) + 1, cells_[i]);
    insert_.bind(static_cast<int>(cells_.size()) + 1, Cell::of(version));
    insert_.run();
  }

 private:
  const TableShape& shape_;
  std::vector<Cell> cells_;
  std::vector<std::string> owned_;
  Cursor insert_;
};

void fill(Connection& connection, const Reader& now, const TableShape& shape, Position position) {
  Layout layout(connection, shape);
  std::string id;
  std::string content(kWithdrawnContent);  // of the latest version so far of `id`
  std::int64_t version = 0;
  now.rows(
      "SELECT id, version, content FROM row_version WHERE entity = :entity AND position <= :position "
      "ORDER BY id, version",
      {{"entity", shape.entity}, {"position", position}}, [&](const Cursor& cursor) {
        if (const auto next = cursor.cell(0).text; next != id) {
          layout.add(opened_content(now, content), version);
          id = next;
        }
        version = cursor.cell(1).integer;
        content = cursor.cell(2).text;
      });
  layout.add(opened_content(now, content), version);
}

Connection lay_out(const Reader& now, const TableShape& shape, Position position) {
  auto opened = Connection::open({}, Mode::write);  // without a name: nobody else sees it, and it ends with us
  if (!opened) throw Failure("no temporary file: " + opened.error().problems.front().args["reason"]);
  Connection connection = std::move(*opened);
  connection.execute("BEGIN");
  connection.execute(create_table(shape));
  // What a reader and its totals ask every store; nothing ever happens in this one.
  connection.execute("CREATE TABLE tree_head (id BIGINT NOT NULL PRIMARY KEY, size BIGINT NOT NULL)");
  connection.execute("INSERT INTO tree_head VALUES (1, 0)");
  connection.execute("CREATE TABLE row_version (entity TEXT NOT NULL, position BIGINT NOT NULL)");
  fill(connection, now, shape, position);
  for (const std::string& index : indexes_of(shape.entity)) connection.execute(index);
  connection.execute("COMMIT");
  return connection;
}

}  // namespace

struct PastTables::Past {
  std::string entity;
  Position changed_last = 0;
  std::mutex guard;  // laid out or used by one at a time
  std::optional<Connection> connection;
  std::shared_ptr<TotalCache> totals = std::make_shared<TotalCache>();
};

struct PastTables::Turn {
  explicit Turn(std::shared_ptr<Past> whose) : past(std::move(whose)), lock(past->guard) {}

  std::shared_ptr<Past> past;
  std::unique_lock<std::mutex> lock;
};

std::shared_ptr<PastTables::Past> PastTables::find(const std::string& entity, Position changed_last) {
  const std::lock_guard lock(guard_);
  const auto found = std::ranges::find_if(
      recent_, [&](const auto& past) { return past->entity == entity && past->changed_last == changed_last; });
  if (found != recent_.end()) {
    recent_.splice(recent_.begin(), recent_, found);
    return recent_.front();
  }
  if (recent_.size() == kPastsMax) recent_.pop_back();
  recent_.push_front(std::make_shared<Past>());
  recent_.front()->entity = entity;
  recent_.front()->changed_last = changed_last;
  return recent_.front();
}

Reader PastTables::open(const Reader& now, const TableShape& shape, Position position) {
  const Position changed_last = last_change(now, shape.entity, position);
  // What was erased since is gone from the past too.
  const auto past = find(shape.entity + "/" + std::to_string(last_erasure(now)), changed_last);
  const auto turn = std::make_shared<Turn>(past);  // the reader's, until it has read
  if (!past->connection) past->connection.emplace(lay_out(now, shape, changed_last));
  Reader reader(Reader::Lease(&*past->connection, [turn](Connection*) {}));
  reader.totals_ = past->totals;
  return reader;
}

}  // namespace guatu::db

// SPDX-License-Identifier: Apache-2.0
#include "platform/db/versioned.hpp"

#include "base/text.hpp"

namespace guatu::db {
namespace {

std::optional<std::int64_t> version_in_state(const Tx& tx, const TableShape& shape, std::span<const Cell> cells) {
  Cursor cursor = tx.connection().prepare("SELECT version FROM " + shape.entity + " " + where_key(shape));
  int parameter = 0;
  for (std::size_t i = 0; i < shape.columns.size(); ++i)
    if (shape.columns[i].role == ColumnRole::key) cursor.bind(++parameter, cells[i]);
  if (!cursor.next()) return std::nullopt;
  return integer_in(cursor.cell(0));
}

}  // namespace

Result<void> check_version(std::string place, std::int64_t stored_version, std::int64_t expected_version) {
  if (stored_version == expected_version) return {};
  return refuse(ErrorKind::conflict, std::move(place), "store.version_conflict",
                {{"expected", std::to_string(expected_version)}, {"version", std::to_string(stored_version)}});
}

std::string select_versioned(const TableShape& shape, std::string_view tail) {
  std::vector<std::string> names;
  for (const auto& column : shape.columns) names.push_back(column.name);
  return "SELECT " + join(names, ", ") + ", version FROM " + shape.entity + " " + std::string(tail);
}

Result<std::int64_t> write_if(Tx& tx, const TableShape& shape, std::span<const Cell> cells,
                              std::optional<std::int64_t> expected_version) {
  // The transaction is the only writer until it commits: what is read here still holds when the row is written.
  const auto version = version_in_state(tx, shape, cells);
  const auto place = [&] { return shape.entity + "/" + row_id(shape, cells); };
  if (!expected_version && version)
    return refuse(ErrorKind::conflict, place(), "store.row_exists", {{"version", std::to_string(*version)}});
  if (expected_version && !version) return refuse(ErrorKind::not_found, place(), "store.not_found_row");
  if (expected_version) GUATU_CHECK(check_version(place(), *version, *expected_version));
  RowWriter writer(tx, shape, 1);
  if (writer.compare(cells) != Outcome::unchanged) writer.write(cells);
  return *version_in_state(tx, shape, cells);
}

}  // namespace guatu::db

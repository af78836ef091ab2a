// SPDX-License-Identifier: Apache-2.0
// A register is named as an expression: SQLite would otherwise take the index that begins with it, and walk all
// versions its rows ever had.
#include "platform/db/change_read.hpp"

#include <string>

namespace guatu::db {

bool has_changed(const Reader& reader, std::initializer_list<std::string_view> entities, Position after,
                 Position until) {
  std::string sql = "SELECT 1 FROM row_version WHERE position > :after AND position <= :until AND entity || '' IN (";
  Args args{{"after", after}, {"until", until}};
  for (const std::string_view entity : entities) {
    const std::string name = "e" + std::to_string(args.size());
    sql += ":" + name + ", ";
    args.emplace_back(name, entity);
  }
  sql.replace(sql.size() - 2, 2, ") LIMIT 1");
  return reader.query_value<int>(sql, args).has_value();
}

Position last_change(const Reader& reader, std::string_view entity, Position until) {
  return reader
      .query_value<Position>(
          "SELECT position FROM row_version WHERE position <= :until AND entity || '' = :entity "
          "ORDER BY position DESC LIMIT 1",
          {{"until", until}, {"entity", entity}})
      .value_or(0);
}

void each_changed_row(const Reader& reader, Position after,
                      const std::function<void(std::string_view entity, std::string_view id)>& each) {
  reader.rows("SELECT entity, id FROM row_version WHERE position > :after", {{"after", after}},
              [&](const Cursor& cursor) { each(text_in(cursor.cell(0)), text_in(cursor.cell(1))); });
}

}  // namespace guatu::db

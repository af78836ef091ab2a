// SPDX-License-Identifier: Apache-2.0
#include "platform/db/page.hpp"

#include <algorithm>

#include "base/assert.hpp"
#include "base/text.hpp"
#include "platform/db/row_writer.hpp"

namespace guatu::db {
namespace {

const ColumnShape& column_of(const TableShape& shape, std::string_view name) {
  const auto found = std::ranges::find(shape.columns, name, &ColumnShape::name);
  GUATU_ASSERT(found != shape.columns.end());
  return *found;
}

class Where {
 public:
  explicit Where(const TableShape& shape, PageSql& sql) : shape_(shape), sql_(sql) {}

  void all_of(const std::vector<Filter>& filters) {
    for (const Filter& filter : filters)
      if (!filter.values.empty()) add(any_of(filter));
  }

  void one_of(const std::vector<Filter>& scope) {
    if (scope.empty()) return;
    std::vector<std::string> parts;
    for (const Filter& filter : scope) parts.push_back(any_of(filter));
    add("(" + join(parts, " OR ") + ")");
  }

  void part_of(const std::vector<std::string>& columns, std::string_view text) {
    if (text.empty()) return;
    std::vector<std::string> parts;
    for (const auto& column : columns)
      parts.push_back("lower(" + column_of(shape_, column).name + ") LIKE lower(:search) ESCAPE '\\'");
    std::string pattern = "%";
    for (const char letter : text) {
      if (letter == '%' || letter == '_' || letter == '\\') pattern += '\\';
      pattern += letter;
    }
    sql_.args.push_back({"search", pattern + "%"});
    add("(" + join(parts, " OR ") + ")");
  }

 private:
  void add(const std::string& condition) { sql_.where += (sql_.where.empty() ? "WHERE " : " AND ") + condition; }

  std::string any_of(const Filter& filter) {
    std::vector<std::string> names;
    for (const auto& value : filter.values) {
      names.push_back("p" + std::to_string(sql_.args.size()));
      sql_.args.push_back({names.back(), value});
      names.back().insert(0, ":");
    }
    if (names.empty()) return "1 = 0";
    return column_of(shape_, filter.column).name + " IN (" + join(names, ", ") + ")";
  }

  const TableShape& shape_;
  PageSql& sql_;
};

}  // namespace

PageSql page_sql(const TableShape& shape, const PageQuery& query) {
  PageSql sql;
  Where where(shape, sql);
  where.all_of(query.filters);
  where.one_of(query.scope);
  where.part_of(query.search_columns, query.search);
  const std::string direction = query.order == SortOrder::descending ? " DESC" : "";
  sql.order = " ORDER BY " + column_of(shape, query.sort).name + direction + " NULLS LAST";
  for (const auto& name : key_names(shape))
    if (name != query.sort) sql.order += ", " + name + direction;
  return sql;
}

}  // namespace guatu::db

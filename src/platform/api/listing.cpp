// SPDX-License-Identifier: Apache-2.0
#include "platform/api/listing.hpp"

#include <algorithm>

#include "platform/db/journal_read.hpp"

namespace guatu::api {

ListShape shape_of(const ListColumns& columns) {
  ListShape shape{columns.sorts, columns.filters};
  if (columns.kept == Kept::with_history) shape.others.emplace_back("as_of");
  return shape;
}

Result<std::optional<db::Position>> read_as_of(const http::Request& request, const db::Reader& reader) {
  const auto text = request.query_value("as_of");
  if (!text || text->empty()) return std::nullopt;
  if (const auto day = parse_date(*text))
    return db::last_entry_before(reader, Instant(*day + std::chrono::days(1)) - kChinaOffset);
  const auto position = Reading<std::int64_t>::from_text(*text);
  if (position && *position >= 0 && *position <= reader.position()) return *position;
  return refuse(ErrorKind::invalid, "as_of", "api.bad_as_of",
                {{"value", std::string(*text)}, {"last", std::to_string(reader.position())}});
}

db::PageQuery page_query_of(const ListQuery& query, const ListColumns& columns) {
  db::PageQuery page;
  for (const auto& [column, values] : query.filters) page.filters.push_back({column, values});
  page.search_columns = columns.search;
  page.search = query.q;
  page.sort = query.sort;
  page.order = query.direction == Direction::descending ? db::SortOrder::descending : db::SortOrder::ascending;
  page.offset = query.offset();
  page.limit = query.page_size;
  return page;
}

std::vector<db::Filter> part_of(const Caller& caller, std::string_view right,
                                const std::vector<RelationColumn>& relations) {
  if (may(caller, right)) return {};
  std::vector<db::Filter> part;
  for (const Holding& holding : caller.held()) {
    if (holding.right != right) continue;
    for (const RelationColumn& relation : relations)
      if (std::ranges::find(holding.relations, relation.relation) != holding.relations.end())
        part.push_back({std::string(relation.column), {holding.units.begin(), holding.units.end()}, relation.match});
  }
  // A filter without values lets nothing through, which is what somebody without any relation may see.
  if (part.empty()) part.push_back({std::string(relations.front().column), {}});
  return part;
}

void member(JsonWriter& json, std::string_view name, const std::optional<Date>& date) {
  json.key(name);
  if (date)
    json.text(format_date(*date));
  else
    json.null();
}

void member(JsonWriter& json, std::string_view name, const std::optional<Money>& money) {
  json.key(name);
  if (money)
    json.text(format_yuan(*money));
  else
    json.null();
}

void member(JsonWriter& json, std::string_view name, const std::vector<std::string>& texts) {
  json.key(name).begin_array();
  for (const std::string& text : texts) json.text(text);
  json.end_array();
}

}  // namespace guatu::api

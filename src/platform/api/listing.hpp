// SPDX-License-Identifier: Apache-2.0
// From a list's address to a page of a register (列表): a filter's name is its column's. A list's right may hold
// through relations only; part_of() says which columns then have to lie in the caller's subtree. A list that is kept
// may be read as of (截至) an earlier day or journal position.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/json_writer.hpp"
#include "platform/api/caller.hpp"
#include "platform/api/list_query.hpp"
#include "platform/api/reply.hpp"
#include "platform/db/page.hpp"
#include "platform/db/row_change.hpp"

namespace guatu::api {

enum class Kept { now_only, with_history };

struct ListColumns {
  std::vector<std::string> sorts;  // the first one is the order without `sort`
  std::vector<std::string> filters;
  std::vector<std::string> search;
  Kept kept = Kept::now_only;
};

struct RelationColumn {
  std::string_view relation;  // "lead"
  std::string_view column;
  db::Match match = db::Match::whole;
};

ListShape shape_of(const ListColumns& columns);
db::PageQuery page_query_of(const ListQuery& query, const ListColumns& columns);
// `as_of`: a journal position, or a day, which means its end; empty: now. Refuses api.bad_as_of.
Result<std::optional<db::Position>> read_as_of(const http::Request& request, const db::Reader& reader);
// What of a register the caller may see by this right; nothing in it when that is the whole.
std::vector<db::Filter> part_of(const Caller& caller, std::string_view right,
                                const std::vector<RelationColumn>& relations);

// Members of the kinds that JsonWriter does not know.
void member(JsonWriter& json, std::string_view name, const std::optional<Date>& date);
void member(JsonWriter& json, std::string_view name, const std::optional<Money>& money);
void member(JsonWriter& json, std::string_view name, const std::vector<std::string>& texts);
template <class Entity>
void member(JsonWriter& json, std::string_view name, const std::optional<Id<Entity>>& id) {
  json.key(name);
  if (id)
    json.text(id->value);
  else
    json.null();
}

// {"items":[{"version","position","recorded_at","actor","on_behalf_of","kind","row"}]}, the oldest first.
template <class Row, class Write>
http::Reply history_reply(const std::vector<db::ToldVersion<Row>>& history, const Write& write) {
  JsonWriter json;
  json.begin_object().key("items").begin_array();
  for (const auto& told : history) {
    json.begin_object().member("version", told.version.version).member("position", told.version.position);
    json.member("recorded_at", format_instant(told.version.recorded_at)).member("actor", told.author.actor);
    json.member("on_behalf_of", told.author.on_behalf_of).member("kind", told.author.kind).key("row");
    if (told.version.row)
      write(json, *told.version.row, told.version.version);
    else
      json.null();
    json.end_object();
  }
  return http::json_reply(200, json.end_array().end_object().take());
}

}  // namespace guatu::api

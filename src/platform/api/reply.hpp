// SPDX-License-Identifier: Apache-2.0
// Replies (答复) of the two shapes the API has: one entity with its version and ETag, and a page of a list. Handlers
// use no other, so that every reply of a kind looks alike.
#pragma once

#include <algorithm>
#include <span>
#include <string>
#include <vector>

#include "base/json_writer.hpp"
#include "platform/api/list_query.hpp"
#include "platform/http/message.hpp"

namespace guatu::api {

// `json` is the finished entity, with "version" in it.
http::Reply entity_reply(int status, JsonWriter& json, std::int64_t version);
// 201 with the address of what was made.
http::Reply created_reply(JsonWriter& json, std::int64_t version, std::string location);
http::Reply no_content();  // 204

// {"items":[…],"total":n,"page":1,"page_size":50}; `write` writes one item.
template <class Items, class Write>
http::Reply list_reply(const Items& items, std::int64_t total, const ListQuery& query, const Write& write) {
  JsonWriter json;
  json.begin_object().key("items").begin_array();
  for (const auto& item : items) write(json, item);
  json.end_array().member("total", total).member("page", query.page).member("page_size", query.page_size);
  return http::json_reply(200, json.end_object().take());
}

// Of a list that is short enough to be there whole, filtered and in order: the page is cut here.
template <class Item, class Write>
http::Reply cut_list_reply(const std::vector<Item>& all, const ListQuery& query, const Write& write) {
  const auto total = static_cast<std::int64_t>(all.size());
  const std::int64_t first = std::min(query.offset(), total);
  const auto count = static_cast<std::size_t>(std::min<std::int64_t>(query.page_size, total - first));
  return list_reply(std::span(all).subspan(static_cast<std::size_t>(first), count), total, query, write);
}

}  // namespace guatu::api

// SPDX-License-Identifier: Apache-2.0
// Replies (答复) of the two shapes the API has: one entity with its version and ETag, and a page of a list. Handlers
// use no other, so that every reply of a kind looks alike.
#pragma once

#include <string>

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
template <class Item, class Write>
http::Reply list_reply(const std::vector<Item>& items, std::int64_t total, const ListQuery& query, const Write& write) {
  JsonWriter json;
  json.begin_object().key("items").begin_array();
  for (const Item& item : items) write(json, item);
  json.end_array().member("total", total).member("page", query.page).member("page_size", query.page_size);
  return http::json_reply(200, json.end_object().take());
}

}  // namespace guatu::api

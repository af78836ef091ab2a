// SPDX-License-Identifier: Apache-2.0
#include "platform/api/reply.hpp"

#include "platform/api/conditional.hpp"

namespace guatu::api {

http::Reply entity_reply(int status, JsonWriter& json, std::int64_t version) {
  http::Reply reply = http::json_reply(status, json.take());
  return std::move(reply.with("ETag", entity_etag(version)));
}

http::Reply created_reply(JsonWriter& json, std::int64_t version, std::string location) {
  http::Reply reply = entity_reply(201, json, version);
  return std::move(reply.with("Location", std::move(location)));
}

http::Reply no_content() {
  http::Reply reply;
  reply.status = 204;
  return reply;
}

}  // namespace guatu::api

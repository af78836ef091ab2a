// SPDX-License-Identifier: Apache-2.0
#include "platform/api/call.hpp"

#include <algorithm>

#include "base/assert.hpp"
#include "platform/api/conditional.hpp"
#include "platform/api/idempotency.hpp"

namespace guatu::api {
namespace {

bool is_json(std::string_view content_type) {
  return content_type == "application/json" || content_type.starts_with("application/json;");
}

}  // namespace

std::string_view Call::parameter(std::string_view name) const {
  const auto found = std::ranges::find(parameters_, name, &PathParameters::value_type::first);
  GUATU_ASSERT(found != parameters_.end());
  return found->second;
}

const db::Reader& Call::reader() {
  if (!reader_) reader_.emplace(database_->reader());
  return *reader_;
}

Result<json::Value> Call::body() {
  if (!is_json(request_->header("Content-Type"))) return refuse(ErrorKind::invalid, "", "api.not_json");
  if (!body_) {
    GUATU_TRY(json::Document document, json::parse(request_->body));
    body_ = std::move(document);
  }
  if (!body_->root().is_object()) return refuse(ErrorKind::invalid, "", "api.body_not_an_object");
  return body_->root();
}

Result<std::int64_t> Call::expected_version() const { return version_in_if_match(request_->header("If-Match")); }

Result<std::optional<http::Reply>> Call::earlier_reply() {
  GUATU_TRY(const auto key, request_key_of(*request_, *caller_));
  if (!key) return std::optional<http::Reply>();
  return find_reply(reader(), *key);
}

Result<void> Call::write_ahead(const std::function<void(db::Tx&)>& action) {
  reader_.reset();
  GUATU_TRY(db::Tx tx, database_->begin(caller_->actor, *clock_));
  action(tx);
  const db::Position position = tx.commit();
  if (committed_ != nullptr && *committed_) (*committed_)(position);
  return {};
}

Result<http::Reply> Call::write(const std::function<Result<http::Reply>(db::Tx&)>& action) {
  GUATU_TRY(const auto key, request_key_of(*request_, *caller_));
  reader_.reset();
  GUATU_TRY(db::Tx tx, database_->begin(caller_->actor, *clock_));
  if (key) {
    GUATU_TRY(auto earlier, find_reply(tx, *key));
    if (earlier) {
      tx.commit();  // the first reply may be of a writer beside us, whose change is not durable yet
      return std::move(*earlier);
    }
  }
  GUATU_TRY(http::Reply reply, action(tx));
  if (!tx.has_change()) {
    tx.commit();
    if (key) GUATU_CHECK(keep_reply(*database_, *key, reply));
    return reply;
  }
  reply.with("X-Journal-Position", std::to_string(tx.entry_position()));  // by which it can be taken back
  if (key) keep_reply(tx, *key, reply, route_->repeat);
  const db::Position position = tx.commit();
  if (committed_ != nullptr && *committed_) (*committed_)(position);
  return reply;
}

}  // namespace guatu::api

// SPDX-License-Identifier: Apache-2.0
// Call (一次办理): what a handler gets. One view of the store for reading, one transaction for writing, the body as
// JSON, the path's parameters, the caller. write() is the one way to change anything: it opens the transaction,
// answers a repeated Idempotency-Key with the first reply, runs the action, and commits.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "platform/api/route.hpp"
#include "platform/api/route_table.hpp"
#include "platform/clock/clock.hpp"
#include "platform/db/database.hpp"
#include "platform/json/json.hpp"
#include "platform/message/message.hpp"

namespace guatu::api {

using Committed = std::function<void(db::Position)>;

class Call {
 public:
  const http::Request& request() const { return *request_; }
  const Caller& caller() const { return *caller_; }
  const Route& route() const { return *route_; }
  message::Language language() const { return language_; }
  const Clock& clock() const { return *clock_; }
  Date today() const { return clock_->today(); }
  Instant now() const { return clock_->now(); }
  std::string_view parameter(std::string_view name) const;  // of the pattern; asserts that it is there

  // The view of the store, opened on first use. write() ends it: what comes after sees the new state.
  const db::Reader& reader();
  db::Database& database() { return *database_; }
  // Refuses api.not_json, json.malformed, api.body_not_an_object.
  Result<json::Value> body();
  // The version a change was made from. Refuses api.if_match_missing (428), api.if_match_malformed.
  Result<std::int64_t> expected_version() const;

  // The first reply to a repeated Idempotency-Key, for handlers whose work before write() is long. Refuses as write().
  Result<std::optional<http::Reply>> earlier_reply();
  // A change before the one that answers, such as "the file is being read"; listeners are told.
  Result<void> write_ahead(const std::function<void(db::Tx&)>& action);
  // Refuses api.bad_idempotency_key, api.key_used_otherwise, api.not_repeatable.
  Result<http::Reply> write(const std::function<Result<http::Reply>(db::Tx&)>& action);

 private:
  friend class Dispatcher;
  Call(const http::Request& request, db::Database& database, const Clock& clock)
      : request_(&request), database_(&database), clock_(&clock) {}

  const http::Request* request_;
  const Caller* caller_ = nullptr;
  const Route* route_ = nullptr;
  db::Database* database_;
  const Clock* clock_;
  const Committed* committed_ = nullptr;
  message::Language language_ = message::Language::chinese;
  PathParameters parameters_;
  std::optional<db::Reader> reader_;
  std::optional<json::Document> body_;
};

}  // namespace guatu::api

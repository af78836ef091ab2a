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
#include "platform/clock/clock.hpp"
#include "platform/db/database.hpp"
#include "platform/json/json.hpp"
#include "platform/message/message.hpp"

namespace guatu::api {

class Call {
 public:
  const http::Request& request() const { return *request_; }
  const Caller& caller() const { return *caller_; }
  message::Language language() const { return language_; }
  Date today() const;
  Instant now() const;
  std::string_view parameter(std::string_view name) const;  // of the pattern; asserts that it is there

  // The view of the store, opened on first use.
  const db::Reader& reader();
  db::Database& database() { return *database_; }
  // Refuses json.malformed, api.body_not_an_object.
  Result<json::Value> body();
  // The version a change was made from. Refuses api.if_match_missing (428), api.if_match_malformed.
  Result<std::int64_t> expected_version() const;

  Result<http::Reply> write(const std::function<Result<http::Reply>(db::Tx&)>& action);

 private:
  friend class Dispatcher;
  Call(const http::Request& request, const Caller& caller, db::Database& database, const Clock& clock);

  const http::Request* request_;
  const Caller* caller_;
  db::Database* database_;
  const Clock* clock_;
  message::Language language_ = message::Language::chinese;
  std::vector<std::pair<std::string, std::string>> parameters_;
  std::string_view pattern_;
  std::optional<db::Reader> reader_;
  std::optional<json::Document> body_;
};

}  // namespace guatu::api

// SPDX-License-Identifier: Apache-2.0
// Idempotency (重复提交): a client that got no answer sends its change again with the same Idempotency-Key, and gets
// the reply of the first time. The reply is stored in the transaction of the effect, so that there is never one
// without the other, for at least 24 hours. Refuses a key of another content, and keys over 64 characters.
#pragma once

#include <chrono>
#include <optional>
#include <string>

#include "platform/api/route.hpp"
#include "platform/db/database.hpp"

namespace guatu::api {

inline constexpr std::size_t kRequestKeyMax = 64;
inline constexpr std::chrono::hours kRequestKeyKept{24};

struct RequestKey {
  std::string account;
  std::string route;  // "POST /api/v1/units": the path itself, so that a key holds for one record
  std::string key;
  std::string digest;  // of what was asked: body, query, If-Match
};

// None without the header, and for a caller without an account. Refuses api.bad_idempotency_key.
Result<std::optional<RequestKey>> request_key_of(const http::Request& request, const Caller& caller);
// Refuses api.key_used_otherwise (422), api.not_repeatable (409).
Result<std::optional<http::Reply>> find_reply(const db::Reader& reader, const RequestKey& key);
void keep_reply(db::Tx& tx, const RequestKey& key, const http::Reply& reply, Repeat repeat);
// The same for a request that had no effect, and so has no transaction.
Result<void> keep_reply(db::Database& database, const RequestKey& key, const http::Reply& reply);

// For a timed job: forgets replies older than kRequestKeyKept.
Result<void> forget_old_replies(db::Database& database, Instant now);

}  // namespace guatu::api

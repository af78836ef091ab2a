// SPDX-License-Identifier: Apache-2.0
#include "platform/api/idempotency.hpp"

#include <algorithm>

#include "base/json_writer.hpp"
#include "platform/crypto/digest.hpp"
#include "platform/json/json.hpp"

namespace guatu::api {
namespace {

constexpr std::string_view kKeptHeaders[] = {"ETag", "Location", "Content-Type", "X-Journal-Position"};

// What stands for a reply that must not be kept.
constexpr std::int64_t kNotRepeatable = 0;

std::string digest_of_request(const http::Request& request) {
  crypto::Hasher hasher(crypto::Algorithm::sha256);
  const auto add = [&](std::string_view part) { hasher.update(std::to_string(part.size())).update(":").update(part); };
  add(request.header("If-Match"));
  for (const auto& [name, value] : request.query) add(name), add(value);
  add(request.body);
  return crypto::to_hex(hasher.finish());
}

std::string headers_as_json(const http::Reply& reply) {
  JsonWriter json;
  json.begin_object();
  for (const std::string_view name : kKeptHeaders)
    if (!reply.header(name).empty()) json.member(name, reply.header(name));
  return json.end_object().take();
}

// Two requests at once may both find nothing to change; the first one's reply stays.
constexpr std::string_view kKeep =
    "INSERT INTO idempotency (account, route, request_key, digest, created_at, status, headers, body) VALUES "
    "(:account, :route, :key, :digest, :created_at, :status, :headers, :body) "
    "ON CONFLICT (account, route, request_key) DO NOTHING";

// By the machine's time, as it is forgotten: a store whose day is fixed goes on in it.
db::Args row_of(const RequestKey& key, const http::Reply& reply, Repeat repeat) {
  const bool is_kept = repeat == Repeat::same_reply;
  return {{"account", key.account},
          {"route", key.route},
          {"key", key.key},
          {"digest", key.digest},
          {"created_at", Clock::system().now()},
          {"status", is_kept ? std::int64_t{reply.status} : kNotRepeatable},
          {"headers", is_kept ? headers_as_json(reply) : std::string("{}")},
          {"body", is_kept ? reply.body : std::string()}};
}

http::Reply reply_from(std::int64_t status, const std::string& headers, std::string body) {
  http::Reply reply = http::json_reply(static_cast<int>(status), std::move(body));
  const auto kept = json::parse(headers);
  if (!kept) throw db::Failure("a kept reply is damaged");
  for (std::size_t i = 0; i < kept->root().size(); ++i) {
    const std::string_view name = kept->root().key_at(i);
    if (reply.header(name).empty())
      reply.with(std::string(name), std::string(kept->root().at(i).as_text().value_or("")));
  }
  return std::move(reply.with("Idempotent-Replay", "true"));
}

}  // namespace

Result<std::optional<RequestKey>> request_key_of(const http::Request& request, const Caller& caller) {
  const std::string_view key = request.header("Idempotency-Key");
  if (key.empty() || caller.is_anonymous()) return std::nullopt;
  const bool is_printable = std::ranges::all_of(key, [](char letter) { return letter > ' ' && letter <= '~'; });
  if (key.size() > kRequestKeyMax || !is_printable)
    return refuse(ErrorKind::invalid, "Idempotency-Key", "api.bad_idempotency_key",
                  {{"max", std::to_string(kRequestKeyMax)}});
  return RequestKey{caller.account, std::string(http::method_name(request.method)) + " " + request.path,
                    std::string(key), digest_of_request(request)};
}

Result<std::optional<http::Reply>> find_reply(const db::Reader& reader, const RequestKey& key) {
  const auto rows = reader.query<std::string, std::int64_t, std::string, std::string>(
      "SELECT digest, status, headers, body FROM idempotency WHERE account = :account AND route = :route AND "
      "request_key = :key",
      {{"account", key.account}, {"route", key.route}, {"key", key.key}});
  if (rows.empty()) return std::nullopt;
  const auto& [digest, status, headers, body] = rows.front();
  if (digest != key.digest)
    return refuse(ErrorKind::invalid, "Idempotency-Key", "api.key_used_otherwise", {{"key", key.key}});
  if (status == kNotRepeatable)
    return refuse(ErrorKind::conflict, "Idempotency-Key", "api.not_repeatable", {{"key", key.key}});
  return reply_from(status, headers, body);
}

void keep_reply(db::Tx& tx, const RequestKey& key, const http::Reply& reply, Repeat repeat) {
  tx.exec(kKeep, row_of(key, reply, repeat));
}

Result<void> keep_reply(db::Database& database, const RequestKey& key, const http::Reply& reply) {
  GUATU_CHECK(database.upkeep(kKeep, row_of(key, reply, Repeat::same_reply)));
  return {};
}

Result<void> forget_old_replies(db::Database& database, Instant now) {
  GUATU_CHECK(database.upkeep("DELETE FROM idempotency WHERE created_at < :limit", {{"limit", now - kRequestKeyKept}}));
  return {};
}

}  // namespace guatu::api

// SPDX-License-Identifier: Apache-2.0
#include "platform/api/problem.hpp"

#include <algorithm>

#include "base/json_writer.hpp"
#include "platform/http/refusal.hpp"
#include "platform/message/problem_json.hpp"

namespace guatu::api {
namespace {

struct StatusOfCode {
  std::string_view code;
  int status;
};

// Where one kind of ours is several statuses of HTTP's.
constexpr StatusOfCode kStatuses[] = {
    {"json.malformed", 400},
    {"api.body_not_an_object", 400},
    {"api.parameter_unknown", 400},
    {"api.if_match_malformed", 400},
    {"api.bad_idempotency_key", 400},
    {"api.log_in_first", 401},
    {"account.log_in_failed", 401},
    {"api.method_not_allowed", 405},
    {"store.version_conflict", 412},
    {"api.not_json", 415},
    {"api.if_match_missing", 428},
    {"account.locked_out", 429},
    {"account.too_many_attempts", 429},
    {"store.full", 507},
};

int status_of(ErrorKind kind) {
  switch (kind) {
    case ErrorKind::invalid:
      return 422;
    case ErrorKind::conflict:
      return 409;
    case ErrorKind::not_found:
      return 404;
    case ErrorKind::forbidden:
      return 403;
    case ErrorKind::too_large:
      return 413;
    case ErrorKind::unavailable:
      return 503;
  }
  return 500;
}

}  // namespace

int status_of(const Error& error) {
  if (!error.problems.empty()) {
    const auto found = std::ranges::find(kStatuses, error.problems.front().code, &StatusOfCode::code);
    if (found != std::end(kStatuses)) return found->status;
  }
  return status_of(error.kind);
}

std::string_view name_of(ErrorKind kind) {
  switch (kind) {
    case ErrorKind::invalid:
      return "invalid";
    case ErrorKind::conflict:
      return "conflict";
    case ErrorKind::not_found:
      return "not_found";
    case ErrorKind::forbidden:
      return "forbidden";
    case ErrorKind::too_large:
      return "too_large";
    case ErrorKind::unavailable:
      return "unavailable";
  }
  return "invalid";
}

http::Reply problem_reply(const Error& error, message::Language language) {
  JsonWriter json;
  json.begin_object().member("kind", name_of(error.kind)).key("problems");
  message::write_problems(json, error.problems, language);
  http::Reply reply = http::json_reply(status_of(error), json.end_object().take());
  if (error.kind == ErrorKind::unavailable) reply.with("Retry-After", "2");
  return reply;
}

message::Language language_of(const http::Request& request) {
  return http::preferred_language(request.header("Accept-Language"));
}

}  // namespace guatu::api

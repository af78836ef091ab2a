// SPDX-License-Identifier: Apache-2.0
#include "platform/api/guard.hpp"

#include "platform/crypto/random.hpp"
#include "platform/http/field.hpp"

namespace guatu::api {

Result<void> check_origin(const http::Request& request) {
  const std::string_view origin = request.header("Origin");
  const std::string_view site = request.header("Sec-Fetch-Site");
  const std::string_view scheme = request.peer.is_secure ? "https://" : "http://";
  const bool is_own = origin.empty()
                          ? site.empty() || site == "same-origin" || site == "none"
                          : http::same_name(origin, std::string(scheme) + std::string(request.header("Host")));
  if (is_own) return {};
  return refuse(ErrorKind::forbidden, "Origin", "api.foreign_origin", {{"value", std::string(origin.substr(0, 200))}});
}

Result<void> check_logged_in(const Route& route, const Caller& caller) {
  if (route.right == kAnyone || !caller.is_anonymous()) return {};
  return refuse(ErrorKind::forbidden, "", "api.log_in_first");
}

Result<void> check_token(const http::Request& request, std::string_view token) {
  const std::string_view given = request.header("X-Guatu-Token");
  if (!token.empty() && crypto::is_same_secret(given, token)) return {};
  return refuse(ErrorKind::forbidden, "X-Guatu-Token", "api.token_mismatch");
}

Result<void> check_right(const Route& route, Call& call) {
  if (may(call.caller(), route.right)) return {};
  const bool holds_somewhere = may_somewhere(call.caller(), route.right);
  if (route.reach == Reach::part && holds_somewhere) return {};
  if (route.reach == Reach::record && holds_somewhere) {
    GUATU_TRY(const std::vector<Relation> record, route.relations(call));
    if (may(call.caller(), route.right, record)) return {};
  }
  if (call.caller().is_anonymous()) return refuse(ErrorKind::forbidden, "", "api.log_in_first");
  return refuse(ErrorKind::forbidden, "", "api.no_right", {{"right", std::string(route.right)}});
}

}  // namespace guatu::api

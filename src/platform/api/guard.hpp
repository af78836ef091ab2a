// SPDX-License-Identifier: Apache-2.0
// The guard (守卫) before every handler: writes come from our own pages and carry the session's token, and the caller
// holds the route's right. Who is not logged in is told so (401); who is and may not, is told which right he lacks.
#pragma once

#include "platform/api/call.hpp"

namespace guatu::api {

// Refuses api.foreign_origin.
Result<void> check_origin(const http::Request& request);
// Asked before the token: an ended session has none, and a page that is told so can ask for the password again
// instead of giving up what was typed. Refuses api.log_in_first.
Result<void> check_logged_in(const Route& route, const Caller& caller);
// Refuses api.token_mismatch.
Result<void> check_token(const http::Request& request, std::string_view token);
// Refuses api.log_in_first, api.no_right, and what the route's relations refuse.
Result<void> check_right(const Route& route, Call& call);

}  // namespace guatu::api

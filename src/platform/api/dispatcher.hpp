// SPDX-License-Identifier: Apache-2.0
// Dispatcher (分派): from a request to a reply, the same in process and behind a socket. Finds the route, asks who
// the caller is, checks Origin and the session's token on writes, checks the right, runs the handler, and turns a
// refusal into a problem answer {kind, problems:[{place, code, args, message}]}.
#pragma once

#include <functional>
#include <memory>
#include <vector>

#include "platform/api/call.hpp"
#include "platform/api/problem.hpp"
#include "platform/api/route.hpp"

namespace guatu::api {

// Who a request's cookie or screen token stands for, and the token its writes must carry. main gives
// feature/account's. `token` empty: no write is possible.
struct Credentials {
  Caller caller;
  std::string token;
};
using Authenticate = std::function<Result<Credentials>(const http::Request&, const db::Reader&)>;

struct Parts {
  db::Database& database;
  Clock clock;
  std::vector<Route> routes;
  Authenticate authenticate;
  // After a commit, with its position: the event hub looks what changed.
  Committed committed{};
};

class Dispatcher {
 public:
  explicit Dispatcher(Parts parts);
  // Refusals are replies: api.no_such_path, api.method_not_allowed, api.log_in_first, api.no_right,
  // api.token_mismatch, api.foreign_origin, and what the handler refuses.
  http::Reply answer(const http::Request& request) const;
  std::uint64_t body_limit(http::Method method, std::string_view path) const;
  const std::vector<Route>& routes() const;

 private:
  struct Table;
  Result<http::Reply> answer_with(const Route& route, Call& call) const;

  std::shared_ptr<const Table> table_;
};

}  // namespace guatu::api

// SPDX-License-Identifier: Apache-2.0
#include "platform/api/dispatcher.hpp"

#include "platform/api/conditional.hpp"
#include "platform/api/guard.hpp"
#include "platform/api/route_table.hpp"
#include "platform/db/disk_full.hpp"
#include "platform/http/conditional.hpp"

namespace guatu::api {
namespace {

constexpr std::uint64_t kNoBody = 64 * 1024;  // what a path without a route may bring before it is told so

http::Reply not_modified(std::string etag) {
  http::Reply reply;
  reply.status = 304;
  return std::move(reply.with("ETag", std::move(etag)));
}

std::unexpected<Error> no_such_path(const http::Request& request) {
  return refuse(ErrorKind::not_found, "", "api.no_such_path", {{"path", request.path.substr(0, 200)}});
}

http::Reply wrong_method(const http::Request& request, const FoundRoute& found, message::Language language) {
  const Error error{ErrorKind::invalid,
                    {{"",
                      "api.method_not_allowed",
                      {{"method", std::string(http::method_name(request.method))}, {"allowed", found.allowed}}}}};
  return std::move(problem_reply(error, language).with("Allow", found.allowed));
}

}  // namespace

struct Dispatcher::Table {
  explicit Table(Parts given)
      : routes(std::move(given.routes)),
        database(given.database),
        clock(given.clock),
        authenticate(std::move(given.authenticate)),
        committed(std::move(given.committed)) {}
  RouteTable routes;
  db::Database& database;
  Clock clock;
  Authenticate authenticate;
  Committed committed;
};

Dispatcher::Dispatcher(Parts parts) : table_(std::make_shared<const Table>(std::move(parts))) {}

const std::vector<Route>& Dispatcher::routes() const { return table_->routes.routes(); }

std::uint64_t Dispatcher::body_limit(http::Method method, std::string_view path) const {
  const auto found = table_->routes.find(method, path);
  return found && found->route != nullptr ? found->route->body_bytes : kNoBody;
}

http::Reply Dispatcher::answer(const http::Request& request) const {
  const message::Language language = language_of(request);
  auto found = table_->routes.find(request.method, request.path);
  if (!found) return problem_reply(no_such_path(request).error(), language);
  if (found->route == nullptr) return wrong_method(request, *found, language);
  Call call(request, table_->database, table_->clock);
  call.language_ = language;
  call.route_ = found->route;
  call.parameters_ = std::move(found->parameters);
  call.committed_ = &table_->committed;
  try {
    auto reply = answer_with(*found->route, call);
    return reply ? std::move(*reply) : problem_reply(reply.error(), language);
  } catch (const db::DiskFull&) {
    // Nothing was written; who reads is answered as ever.
    return problem_reply(Error{ErrorKind::unavailable, {{"", "store.full", {}}}}, language);
  }
}

Result<http::Reply> Dispatcher::answer_with(const Route& route, Call& call) const {
  const http::Request& request = call.request();
  GUATU_TRY(const Credentials credentials, table_->authenticate(request, call.reader()));
  call.caller_ = &credentials.caller;
  if (is_write(route.method)) {
    GUATU_CHECK(check_origin(request));
    GUATU_CHECK(check_logged_in(route, call.caller()));
    GUATU_CHECK(check_token(request, credentials.token));
  }
  GUATU_CHECK(check_right(route, call));
  if (route.freshness != Freshness::of_position) {
    GUATU_TRY(http::Reply reply, route.handle(call));
    if (is_write(route.method) || !http::names_tag(request.header("If-None-Match"), reply.header("ETag"))) return reply;
    return not_modified(std::string(reply.header("ETag")));
  }
  const db::Position position = call.reader().position();
  std::string etag = view_etag(position, call.today(), call.caller(), call.language());
  if (http::names_tag(request.header("If-None-Match"), etag)) return not_modified(std::move(etag));
  GUATU_TRY(http::Reply reply, route.handle(call));
  reply.with("ETag", std::move(etag)).with("X-Journal-Position", std::to_string(position));
  return reply;
}

}  // namespace guatu::api

// SPDX-License-Identifier: Apache-2.0
#include "platform/http/message.hpp"

#include <algorithm>

#include "platform/http/field.hpp"

namespace guatu::http {
namespace {

constexpr std::pair<Method, std::string_view> kMethods[] = {{Method::get, "GET"},     {Method::head, "HEAD"},
                                                            {Method::post, "POST"},   {Method::put, "PUT"},
                                                            {Method::patch, "PATCH"}, {Method::del, "DELETE"}};

std::string_view value_of(const std::vector<Header>& headers, std::string_view name) {
  const auto found = std::ranges::find_if(headers, [&](const Header& header) { return same_name(header.name, name); });
  return found == headers.end() ? std::string_view() : std::string_view(found->value);
}

Reply reply_of(int status, std::string type, std::string body) {
  Reply reply;
  reply.status = status;
  reply.body = std::move(body);
  reply.with("Content-Type", std::move(type));
  return reply;
}

}  // namespace

std::string_view method_name(Method method) {
  return std::ranges::find(kMethods, method, &std::pair<Method, std::string_view>::first)->second;
}

std::optional<Method> parse_method(std::string_view name) {
  const auto* found = std::ranges::find(kMethods, name, &std::pair<Method, std::string_view>::second);
  return found == std::end(kMethods) ? std::nullopt : std::optional(found->first);
}

std::string_view Request::header(std::string_view name) const { return value_of(headers, name); }

std::optional<std::string_view> Request::query_value(std::string_view name) const {
  const auto found = std::ranges::find(query, name, &std::pair<std::string, std::string>::first);
  return found == query.end() ? std::nullopt : std::optional<std::string_view>(found->second);
}

std::optional<std::string_view> Request::cookie(std::string_view name) const {
  for (const auto& header : headers) {
    if (!same_name(header.name, "cookie")) continue;
    for (auto rest = std::string_view(header.value); !rest.empty();) {
      const std::string_view pair = next_item(rest, ';');
      const auto equals = pair.find('=');
      if (equals != std::string_view::npos && trim_field(pair.substr(0, equals)) == name)
        return trim_field(pair.substr(equals + 1));
    }
  }
  return std::nullopt;
}

std::string_view Reply::header(std::string_view name) const { return value_of(headers, name); }

Reply text_reply(int status, std::string body) {
  return reply_of(status, "text/plain; charset=utf-8", std::move(body));
}

Reply json_reply(int status, std::string body) {
  return std::move(reply_of(status, "application/json", std::move(body)).with("Cache-Control", "no-store"));
}

}  // namespace guatu::http

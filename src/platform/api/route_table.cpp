// SPDX-License-Identifier: Apache-2.0
#include "platform/api/route_table.hpp"

#include <algorithm>

#include "base/assert.hpp"

namespace guatu::api {
namespace {

bool is_parameter(std::string_view segment) { return segment.starts_with('{') && segment.ends_with('}'); }

std::vector<std::string_view> segments_of(std::string_view path) {
  std::vector<std::string_view> segments;
  if (path.starts_with('/')) path.remove_prefix(1);
  for (;;) {
    const std::size_t end = path.find('/');
    segments.push_back(path.substr(0, end));
    if (end == std::string_view::npos) return segments;
    path.remove_prefix(end + 1);
  }
}

bool goes_before(const std::vector<std::string_view>& a, const std::vector<std::string_view>& b) {
  return std::ranges::lexicographical_compare(a, b, [](std::string_view one, std::string_view other) {
    return std::pair(is_parameter(one), one) < std::pair(is_parameter(other), other);
  });
}

bool fits(const std::vector<std::string_view>& pattern, const std::vector<std::string_view>& path) {
  return std::ranges::equal(pattern, path, [](std::string_view wanted, std::string_view given) {
    return is_parameter(wanted) ? !given.empty() : wanted == given;
  });
}

// Two patterns that differ in the names of their parameters only would hide each other.
bool is_same_shape(const std::vector<std::string_view>& a, const std::vector<std::string_view>& b) {
  return std::ranges::equal(a, b, [](std::string_view one, std::string_view other) {
    return one == other || (is_parameter(one) && is_parameter(other));
  });
}

PathParameters parameters_in(const std::vector<std::string_view>& pattern, const std::vector<std::string_view>& path) {
  PathParameters parameters;
  for (std::size_t i = 0; i < pattern.size(); ++i)
    if (is_parameter(pattern[i])) parameters.emplace_back(pattern[i].substr(1, pattern[i].size() - 2), path[i]);
  return parameters;
}

std::string allowed_methods(const std::vector<const Route*>& routes) {
  std::string allowed;
  const auto add = [&](std::string_view name) {
    if (!allowed.empty()) allowed += ", ";
    allowed += name;
  };
  for (const Route* route : routes) {
    add(http::method_name(route->method));
    if (route->method == http::Method::get) add("HEAD");
  }
  return allowed;
}

}  // namespace

bool is_write(http::Method method) { return method != http::Method::get && method != http::Method::head; }

RouteTable::RouteTable(std::vector<Route> routes) : routes_(std::move(routes)) {
  for (const Route& route : routes_) {
    const auto segments = segments_of(route.pattern);
    auto at = std::ranges::find(resources_, segments, &Resource::segments);
    if (at == resources_.end()) {
      for (const Resource& other : resources_) GUATU_ASSERT(!is_same_shape(other.segments, segments));
      at = resources_.insert(at, Resource{segments, {}});
    }
    for (const Route* other : at->routes) GUATU_ASSERT(other->method != route.method);
    at->routes.push_back(&route);
  }
  std::ranges::sort(resources_, goes_before, &Resource::segments);
  for (Resource& resource : resources_) std::ranges::sort(resource.routes, {}, &Route::method);
}

std::optional<FoundRoute> RouteTable::find(http::Method method, std::string_view path) const {
  const auto segments = segments_of(path);
  const auto found =
      std::ranges::find_if(resources_, [&](const Resource& resource) { return fits(resource.segments, segments); });
  if (found == resources_.end()) return std::nullopt;
  const http::Method wanted = method == http::Method::head ? http::Method::get : method;
  FoundRoute answer{nullptr, parameters_in(found->segments, segments), allowed_methods(found->routes)};
  for (const Route* route : found->routes)
    if (route->method == wanted) answer.route = route;
  return answer;
}

}  // namespace guatu::api

// SPDX-License-Identifier: Apache-2.0
// RouteTable (路由表): finds the row for a method and a path. A literal segment goes before a {parameter}, whatever
// the order of the rows. Two rows with the same method and pattern are a bug and assert.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "platform/api/route.hpp"

namespace guatu::api {

using PathParameters = std::vector<std::pair<std::string_view, std::string>>;  // name and value

struct FoundRoute {
  const Route* route = nullptr;  // nullptr: the path is known, the method is not
  PathParameters parameters;
  std::string allowed;  // "GET, HEAD, PUT"
};

class RouteTable {
 public:
  explicit RouteTable(std::vector<Route> routes);
  RouteTable(const RouteTable&) = delete;  // rows are pointed to
  RouteTable& operator=(const RouteTable&) = delete;
  const std::vector<Route>& routes() const { return routes_; }
  // Empty: nothing answers at this path. HEAD is answered by GET.
  std::optional<FoundRoute> find(http::Method method, std::string_view path) const;

 private:
  struct Resource {
    std::vector<std::string_view> segments;
    std::vector<const Route*> routes;
  };
  std::vector<Route> routes_;
  std::vector<Resource> resources_;  // literal segments first
};

bool is_write(http::Method method);

}  // namespace guatu::api

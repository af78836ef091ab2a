// SPDX-License-Identifier: Apache-2.0
// Target (请求目标): the path and query of a request line, decoded once and only here. Refuses what two programs
// could read differently: http.target_malformed (encoded slashes, dot segments, NUL, invalid UTF-8, bad percent
// signs), http.query_malformed, http.target_too_long.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.hpp"

namespace guatu::http {

using Pairs = std::vector<std::pair<std::string, std::string>>;

struct Target {
  std::string path;
  Pairs query;
  std::string authority;  // of the absolute form "http://host/path"; else empty
};

Result<Target> parse_target(std::string_view text);
// application/x-www-form-urlencoded: a query, or the body of a plain form.
Result<Pairs> parse_form(std::string_view text);

}  // namespace guatu::http

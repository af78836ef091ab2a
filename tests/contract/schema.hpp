// SPDX-License-Identifier: Apache-2.0
// For tests only: the part of JSON Schema that api/openapi.yaml uses. A keyword that is not known here throws, so that
// no rule of the contract is passed over in silence; figures with a fraction do not occur in the API.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "platform/json/json.hpp"

namespace guatu::testing {

class Schemas {
 public:
  explicit Schemas(json::Value document) : document_(document) {}

  // What is wrong with `value`, each with its place: "problems[0].code: not a text".
  std::vector<std::string> violations(json::Value schema, json::Value value, const std::string& place = "") const;
  // Follows {"$ref": "#/components/…"}; any other value is itself.
  json::Value resolved(json::Value value) const;

 private:
  json::Value document_;
};

}  // namespace guatu::testing

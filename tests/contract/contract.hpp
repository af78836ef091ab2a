// SPDX-License-Identifier: Apache-2.0
// For tests only: api/openapi.yaml as the judge of replies. The build turns it into JSON; a reply is judged by its
// path, method, status, headers and body.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "platform/http/message.hpp"
#include "platform/json/json.hpp"
#include "tests/contract/schema.hpp"

namespace guatu::testing {

struct Operation {
  std::string method;  // "GET"
  std::string path;    // "/api/v1/units/{id}"
  std::string summary;
  std::string id;
};

class Contract {
 public:
  static const Contract& of_the_api();  // what the build made of api/openapi.yaml
  explicit Contract(const std::string& json);

  const std::vector<Operation>& operations() const { return operations_; }
  // The operationId of what answers there.
  std::optional<std::string> operation_of(std::string_view method, std::string_view path) const;
  // What breaks the contract; a stream is judged by its head.
  std::vector<std::string> violations(http::Method method, std::string_view path, const http::Reply& reply) const;
  // Examples that do not fit the schema they illustrate.
  std::vector<std::string> bad_examples() const;

 private:
  std::optional<json::Value> operation_at(http::Method method, std::string_view path) const;
  std::optional<json::Value> reply_for(json::Value operation, int status) const;

  json::Document document_;
  Schemas schemas_;
  std::vector<Operation> operations_;
};

}  // namespace guatu::testing

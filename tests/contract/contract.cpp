// SPDX-License-Identifier: Apache-2.0
#include "tests/contract/contract.hpp"

#include <algorithm>
#include <fstream>
#include <sstream>
#include <stdexcept>

#include "base/text.hpp"

namespace guatu::testing {
namespace {

json::Document parsed(const std::string& text) {
  auto document = json::parse(text);
  if (!document) throw std::runtime_error("the contract is not JSON");
  return std::move(*document);
}

std::string upper_case(std::string_view word) {
  std::string upper(word);
  for (char& letter : upper)
    if (letter >= 'a' && letter <= 'z') letter = static_cast<char>(letter - 'a' + 'A');
  return upper;
}

std::string lower_case(std::string_view word) {
  std::string lower(word);
  for (char& letter : lower)
    if (letter >= 'A' && letter <= 'Z') letter = static_cast<char>(letter - 'A' + 'a');
  return lower;
}

// How many segments are literally the same; -1 when the path does not fit.
int closeness(std::string_view pattern, std::string_view path) {
  const auto wanted = split(pattern, "/");
  const auto given = split(path, "/");
  if (wanted.size() != given.size()) return -1;
  int same = 0;
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    if (wanted[i] == given[i])
      ++same;
    else if (!wanted[i].starts_with('{'))
      return -1;
  }
  return same;
}

}  // namespace

const Contract& Contract::of_the_api() {
  static const Contract kContract = [] {
    std::ostringstream text;
    text << std::ifstream(GUATU_CONTRACT, std::ios::binary).rdbuf();
    return Contract(text.str());
  }();
  return kContract;
}

Contract::Contract(const std::string& json) : document_(parsed(json)), schemas_(document_.root()) {
  const json::Value paths = document_.root().find("paths").value();
  for (std::size_t i = 0; i < paths.size(); ++i)
    for (std::size_t j = 0; j < paths.at(i).size(); ++j) {
      const json::Value operation = paths.at(i).at(j);
      operations_.push_back({upper_case(paths.at(i).key_at(j)), std::string(paths.key_at(i)),
                             std::string(operation.text("summary").value_or("")),
                             std::string(operation.text("operationId").value_or(""))});
    }
}

std::optional<json::Value> Contract::operation_at(http::Method method, std::string_view path) const {
  const json::Value paths = document_.root().find("paths").value();
  const std::string name = lower_case(http::method_name(method == http::Method::head ? http::Method::get : method));
  int best = -1;
  std::optional<json::Value> found;
  for (std::size_t i = 0; i < paths.size(); ++i) {
    const int close = closeness(paths.key_at(i), path);
    if (close <= best) continue;
    best = close;
    found = paths.at(i).find(name);
  }
  return found;
}

std::optional<std::string> Contract::operation_of(std::string_view method, std::string_view path) const {
  const auto operation = operation_at(http::parse_method(method).value(), path);
  if (!operation) return std::nullopt;
  return std::string(operation->text("operationId").value_or(""));
}

std::optional<json::Value> Contract::reply_for(json::Value operation, int status) const {
  const json::Value replies = operation.find("responses").value();
  const std::string exact = std::to_string(status);
  for (const std::string& name : {exact, exact.substr(0, 1) + "XX"})
    if (const auto found = replies.find(name)) return schemas_.resolved(*found);
  return std::nullopt;
}

std::vector<std::string> Contract::violations(http::Method method, std::string_view path,
                                              const http::Reply& reply) const {
  const auto operation = operation_at(method, path);
  if (!operation) {
    // 404 and 405 of what is no operation are problems like others.
    const auto problem = document_.root().find("components")->find("schemas")->find("Problem");
    const auto body = json::parse(reply.body);
    if (reply.status < 404 || reply.status > 405 || !body) return {"answers where there is no operation"};
    return schemas_.violations(*problem, body->root());
  }
  const auto expected = reply_for(*operation, reply.status);
  if (!expected) return {"status " + std::to_string(reply.status) + " is not listed"};
  std::vector<std::string> found;
  if (const auto headers = expected->find("headers"))
    for (std::size_t i = 0; i < headers->size(); ++i)
      if (reply.header(headers->key_at(i)).empty()) found.push_back("no header " + std::string(headers->key_at(i)));
  const auto content = expected->find("content");
  if (!content || method == http::Method::head) {
    if (!reply.body.empty() && method != http::Method::head) found.push_back("a body where there is none");
    return found;
  }
  // One of several types: the one that the reply says it is.
  const auto prefix_of = [&](std::size_t at) {
    const std::string_view key = content->key_at(at);
    return key.ends_with("*") ? key.substr(0, key.size() - 1) : key;
  };
  std::size_t said = 0;
  for (std::size_t i = 0; i < content->size(); ++i)
    if (reply.header("Content-Type").starts_with(prefix_of(i))) said = i;
  const std::string type(content->key_at(said));
  if (!reply.header("Content-Type").starts_with(prefix_of(said))) found.push_back("not " + type);
  if (type != "application/json") return found;
  const auto body = json::parse(reply.body);
  if (!body) return {"the body is not JSON"};
  const auto more = schemas_.violations(content->at(said).find("schema").value(), body->root());
  found.insert(found.end(), more.begin(), more.end());
  return found;
}

std::vector<std::string> Contract::bad_examples() const {
  std::vector<std::string> bad;
  const json::Value schemas = document_.root().find("components")->find("schemas").value();
  for (std::size_t i = 0; i < schemas.size(); ++i)
    if (const auto example = schemas.at(i).find("example"))
      for (const std::string& violation : schemas_.violations(schemas.at(i), *example))
        bad.push_back(std::string(schemas.key_at(i)) + " " + violation);
  return bad;
}

}  // namespace guatu::testing

// SPDX-License-Identifier: Apache-2.0
#include "platform/http/refusal.hpp"

#include "base/json_writer.hpp"
#include "platform/http/field.hpp"
#include "platform/message/problem_json.hpp"

namespace guatu::http {
namespace {

std::string_view kind_of(int status) {
  switch (status) {
    case 403:
    case 421:
      return "forbidden";
    case 404:
      return "not_found";
    case 413:
    case 414:
    case 431:
      return "too_large";
    case 408:
    case 500:
    case 503:
      return "unavailable";
    default:
      return "invalid";
  }
}

}  // namespace

Reply refusal_reply(const Refusal& refusal, message::Language language) {
  JsonWriter json;
  json.begin_object().member("kind", kind_of(refusal.status)).key("problems");
  message::write_problems(json, {{"", refusal.code, refusal.args}}, language);
  Reply reply = json_reply(refusal.status, json.end_object().take());
  if (refusal.status == 405) reply.with("Allow", "GET, HEAD, POST, PUT, PATCH, DELETE");
  if (refusal.status == 503) reply.with("Retry-After", "1");
  return reply;
}

message::Language preferred_language(std::string_view accept_language) {
  int chinese = 0;
  int english = 0;
  while (!accept_language.empty()) {
    const std::string_view item = next_item(accept_language, ',');
    const std::string language = lower_case(trim_field(item).substr(0, 2));
    if (language == "zh") chinese = std::max(chinese, quality_of(item));
    if (language == "en") english = std::max(english, quality_of(item));
  }
  return english > chinese ? message::Language::english : message::Language::chinese;
}

}  // namespace guatu::http

// SPDX-License-Identifier: Apache-2.0
#include "platform/message/problem_json.hpp"

namespace guatu::message {

void write_problems(JsonWriter& json, const std::vector<Problem>& problems, Language language) {
  json.begin_array();
  for (const Problem& problem : problems) {
    json.begin_object().member("place", problem.place).member("code", problem.code).key("args").begin_object();
    for (const auto& [name, value] : problem.args) json.member(name, value);
    json.end_object().member("message", sentence_for(problem.code, problem.args, language)).end_object();
  }
  json.end_array();
}

}  // namespace guatu::message

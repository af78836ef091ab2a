// SPDX-License-Identifier: Apache-2.0
#include "engine/light/explain.hpp"

namespace guatu::light {

void write_explanation(JsonWriter& json, const Explanation& explanation) {
  json.begin_object();
  json.member("rule", explanation.rule).member("version", explanation.version).member("metric", explanation.metric);
  json.member("light", explanation.light).member("word", explanation.word).member("shape", explanation.shape);
  json.member("colour", explanation.colour).member("outcome", explanation.outcome);
  json.member("clause", explanation.clause).member("source", explanation.source).member("note", explanation.note);
  json.member("value", explanation.value).member("trajectory", explanation.trajectory);
  json.key("numbers").begin_object();
  for (const auto& [name, value] : explanation.numbers) json.member(name, value);
  json.end_object();
  json.member("sentence", explanation.sentence).member("turns_good", explanation.turns_good);
  json.end_object();
}

}  // namespace guatu::light

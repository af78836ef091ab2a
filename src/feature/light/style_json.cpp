// SPDX-License-Identifier: Apache-2.0
#include "feature/light/style_json.hpp"

#include <algorithm>

namespace guatu::lights {

void write_styles(JsonWriter& json, const light::RuleSet& rules) {
  std::vector<std::size_t> order(rules.lights.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::ranges::stable_sort(order, {}, [&](std::size_t i) { return rules.severity[i]; });
  json.begin_array();
  for (const std::size_t i : order) {
    const light::LightStyle& style = rules.lights[i];
    json.begin_object().member("code", style.code).member("word", style.word).member("shape", style.shape);
    json.member("colour", style.colour).member("meaning", style.meaning);
    json.member("severity", std::int64_t{rules.severity[i]}).end_object();
  }
  json.end_array();
}

void write_rule(JsonWriter& json, const RuleAdoption& adoption) {
  json.begin_object().member("id", adoption.id.value).member("name", adoption.name);
  json.member("version", adoption.rule_version).member("title", adoption.title).end_object();
}

}  // namespace guatu::lights

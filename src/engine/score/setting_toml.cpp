// SPDX-License-Identifier: Apache-2.0
// The library's own assertions judge input, which must never stop the program.
#define TOML_ASSERT(expression) static_cast<void>(0)
#include <toml++/toml.h>

#include <algorithm>
#include <cmath>

#include "base/text.hpp"
#include "engine/score/setting.hpp"

namespace guatu::score {
namespace {

constexpr int kDepthMax = 8;
constexpr std::size_t kTextBytesMax = 8 * 1024 * 1024;

std::string place_of(const toml::node& node) { return "line " + std::to_string(node.source().begin.line); }

Result<Setting> converted(const toml::node& node, int depth);

Result<Setting> converted_table(const toml::table& table, int depth) {
  Setting setting;
  for (const auto& [key, value] : table) {
    GUATU_TRY(auto member, converted(value, depth + 1));
    setting.members.emplace_back(std::string(key.str()), std::move(member));
  }
  return setting;
}

Result<Setting> converted(const toml::node& node, int depth) {
  if (depth > kDepthMax)
    return refuse(ErrorKind::too_large, place_of(node), "score.toml_depth", {{"depth_max", std::to_string(kDepthMax)}});
  Setting setting;
  if (const auto* table = node.as_table()) {
    GUATU_TRY(setting, converted_table(*table, depth));
  } else if (const auto* array = node.as_array()) {
    setting.kind = Setting::Kind::list;
    for (const auto& element : *array) {
      GUATU_TRY(auto one, converted(element, depth + 1));
      setting.list.push_back(std::move(one));
    }
  } else if (const auto text = node.value_exact<std::string>()) {
    setting.kind = Setting::Kind::text;
    setting.text = *text;
  } else if (const auto truth = node.value_exact<bool>()) {
    setting.kind = Setting::Kind::truth;
    setting.truth = *truth;
  } else if (const auto number = node.value<double>(); number && std::isfinite(*number)) {
    setting.kind = Setting::Kind::number;
    setting.number = *number;
  } else {
    return refuse(ErrorKind::invalid, place_of(node), "score.toml_kind");
  }
  setting.line = static_cast<unsigned>(node.source().begin.line);
  return setting;
}

}  // namespace

Result<Setting> read_settings(std::string_view toml) {
  if (toml.size() > kTextBytesMax)
    return refuse(ErrorKind::too_large, "", "score.scheme_too_large", {{"bytes_max", std::to_string(kTextBytesMax)}});
  // toml++ recurses into brackets; deep nesting is refused before it can use up the stack.
  const auto brackets = std::count_if(toml.begin(), toml.end(), [](char c) { return c == '[' || c == '{'; });
  if (brackets > 200'000)
    return refuse(ErrorKind::too_large, "", "score.scheme_too_large", {{"bytes_max", std::to_string(kTextBytesMax)}});
  if (!is_valid_utf8(toml)) return refuse(ErrorKind::invalid, "", "score.not_utf8");
  if (toml.starts_with("\xEF\xBB\xBF")) toml.remove_prefix(3);
  const auto parsed = toml::parse(toml);
  if (!parsed.succeeded()) {
    const auto& error = parsed.error();
    return refuse(
        ErrorKind::invalid, "line " + std::to_string(error.source().begin.line), "score.toml_syntax",
        {{"reason", std::string(error.description())}, {"column", std::to_string(error.source().begin.column)}});
  }
  return converted_table(parsed.table(), 0);
}

}  // namespace guatu::score

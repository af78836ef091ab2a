// SPDX-License-Identifier: Apache-2.0
// The library's own assertions judge input, which must never stop the program.
#define TOML_ASSERT(expression) static_cast<void>(0)
#include <fmt/format.h>
#include <toml++/toml.h>

#include "base/text.hpp"
#include "platform/config/config.hpp"

namespace guatu::config {
namespace {

constexpr std::size_t kDotsOnALineMax = 40;
constexpr std::size_t kFileBytesMax = 64 * 1024;

std::string_view accepted_by(Kind kind) {
  switch (kind) {
    case Kind::whole:
      return "12";
    case Kind::yes_no:
      return "true | false";
    case Kind::words:
    case Kind::addresses:
      return "[\"…\", \"…\"]";
    default:
      return "\"…\"";
  }
}

std::optional<std::vector<std::string>> list_of(const toml::array& array) {
  std::vector<std::string> texts;
  for (const auto& node : array) {
    const auto text = node.value_exact<std::string>();
    if (!text) return std::nullopt;
    texts.push_back(*text);
  }
  return texts;
}

std::optional<std::vector<std::string>> texts_of(const toml::node& node, Kind kind) {
  if (kind == Kind::words || kind == Kind::addresses) return node.is_array() ? list_of(*node.as_array()) : std::nullopt;
  if (kind == Kind::whole) {
    const auto number = node.value_exact<std::int64_t>();
    return number ? std::optional(std::vector{std::to_string(*number)}) : std::nullopt;
  }
  if (kind == Kind::yes_no) {
    const auto truth = node.value_exact<bool>();
    return truth ? std::optional(std::vector<std::string>{*truth ? "true" : "false"}) : std::nullopt;
  }
  const auto text = node.value_exact<std::string>();
  return text ? std::optional(std::vector{*text}) : std::nullopt;
}

Problem syntax_problem(std::string place, std::string reason) {
  return {std::move(place), "config.toml_syntax", {{"reason", std::move(reason)}}};
}

Problem unknown_key(std::string place, std::string key) {
  const std::string nearest(nearest_key(key));
  return {std::move(place), "config.unknown_key", {{"key", std::move(key)}, {"nearest", nearest}}};
}

std::optional<Problem> fault_of_text(std::string_view text, const std::string& place) {
  if (text.size() > kFileBytesMax) return syntax_problem(place, fmt::format("> {} bytes", kFileBytesMax));
  if (!is_valid_utf8(text)) return syntax_problem(place, "UTF-8");
  // The parser recurses once for each part of a dotted key.
  if (most_on_a_line(text, '.') > kDotsOnALineMax) return syntax_problem(place, "a.b.c…");
  return std::nullopt;
}

}  // namespace

Result<Choices> parse_config(std::string_view text, const std::string& place) {
  if (const auto fault = fault_of_text(text, place)) return refuse(Error{ErrorKind::invalid, {*fault}});
  const auto parsed = toml::parse(text);
  if (!parsed)
    return refuse(Error{ErrorKind::invalid,
                        {syntax_problem(fmt::format("{}:{}", place, parsed.error().source().begin.line),
                                        std::string(parsed.error().description()))}});
  Choices choices;
  Error error;
  for (const auto& [name, node] : parsed.table()) {
    const std::string key(name.str());
    const std::string where = fmt::format("{}:{}", place, name.source().begin.line);
    const Setting* setting = find_setting(key);
    if (setting == nullptr) {
      error.problems.push_back(unknown_key(where, key));
    } else if (auto texts = texts_of(node, setting->kind)) {
      choices[key] = {std::move(*texts), Origin::file, where};
    } else {
      error.problems.push_back(
          {where, "config.wrong_type", {{"key", key}, {"accepted", std::string(accepted_by(setting->kind))}}});
    }
  }
  if (!error.problems.empty()) return refuse(std::move(error));
  return choices;
}

}  // namespace guatu::config

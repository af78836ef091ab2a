// SPDX-License-Identifier: Apache-2.0
#define TOML_EXCEPTIONS 0
#include <toml++/toml.h>

#include "base/text.hpp"
#include "feature/exchange/layout.hpp"

namespace guatu::exchange {
namespace {

std::vector<std::string> texts_of(const toml::node_view<const toml::node>& node) {
  std::vector<std::string> texts;
  if (const auto* array = node.as_array())
    for (const auto& element : *array) texts.push_back(squeeze(element.value_or(std::string())));
  return texts;
}

// In the order of the file, which is the order of a template's columns; a TOML table forgets it.
void read_fields(const toml::table& table, const char* section, Axis axis, std::vector<Field>& fields) {
  const auto* entries = table[section].as_table();
  if (entries == nullptr) return;
  std::map<toml::source_index, Field> by_line;
  for (const auto& [name, synonyms] : *entries)
    by_line[synonyms.source().begin.line] = {std::string(name.str()), axis,
                                             texts_of(toml::node_view<const toml::node>(synonyms))};
  for (auto& [line, field] : by_line) fields.push_back(std::move(field));
}

}  // namespace

Result<std::vector<Layout>> parse_layouts(std::string_view toml) {
  const auto parsed = toml::parse(toml);
  if (!parsed)
    return refuse(ErrorKind::invalid, "layouts.toml:" + std::to_string(parsed.error().source().begin.line),
                  "import.layouts_unreadable", {{"reason", std::string(parsed.error().description())}});
  std::vector<Layout> layouts;
  if (const auto* entries = parsed.table()["layout"].as_array()) {
    for (const auto& entry : *entries) {
      const auto& table = *entry.as_table();
      Layout layout;
      layout.id = table["id"].value_or(std::string());
      layout.title = table["title"].value_or(std::string());
      layout.required = texts_of(table["required"]);
      layout.words = texts_of(table["words"]);
      layout.ignored = texts_of(table["ignored"]);
      read_fields(table, "fields", Axis::plain, layout.fields);
      read_fields(table, "by_month", Axis::by_month, layout.fields);
      read_fields(table, "by_indicator", Axis::by_indicator, layout.fields);
      if (const auto* units = table["units"].as_table())
        for (const auto& [field, unit] : *units) layout.units[std::string(field.str())] = unit.value_or(std::string());
      layouts.push_back(std::move(layout));
    }
  }
  return layouts;
}

}  // namespace guatu::exchange

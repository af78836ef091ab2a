// SPDX-License-Identifier: Apache-2.0
#include "tests/contract/schema.hpp"

#include <algorithm>
#include <regex>
#include <stdexcept>

#include "base/date.hpp"
#include "base/text.hpp"

namespace guatu::testing {
namespace {

using Violations = std::vector<std::string>;

constexpr std::string_view kKnown[] = {
    "$ref",    "type",      "properties", "required", "additionalProperties", "items",   "enum",   "oneOf",
    "pattern", "maxLength", "minimum",    "maximum",  "description",          "example", "format", "default"};

bool is_of_type(json::Value value, std::string_view type) {
  if (type == "object") return value.is_object();
  if (type == "array") return value.is_array();
  if (type == "string") return value.as_text().has_value();
  if (type == "integer") return value.as_integer().has_value();
  if (type == "boolean") return value.as_boolean().has_value();
  if (type == "null") return value.is_null();
  throw std::runtime_error("unknown type in a schema: " + std::string(type));
}

bool fits_type(json::Value value, json::Value types) {
  if (const auto one = types.as_text()) return is_of_type(value, *one);
  for (std::size_t i = 0; i < types.size(); ++i)
    if (is_of_type(value, types.at(i).as_text().value_or(""))) return true;
  return false;
}

bool fits_format(std::string_view text, std::string_view format) {
  if (format == "date") return parse_date(text).has_value() && text.size() == 10;
  if (format == "date-time") return parse_instant(text).has_value();
  throw std::runtime_error("unknown format in a schema: " + std::string(format));
}

bool holds(json::Value list, std::string_view text) {
  for (std::size_t i = 0; i < list.size(); ++i)
    if (list.at(i).as_text() == text) return true;
  return false;
}

// One value against one schema; `found` collects.
class Check {
 public:
  Check(const Schemas& schemas, json::Value schema, json::Value value, const std::string& place, Violations& found)
      : schemas_(schemas), schema_(schema), value_(value), place_(place), found_(found) {}

  void run() {
    for (std::size_t i = 0; i < schema_.size(); ++i)
      if (std::ranges::find(kKnown, schema_.key_at(i)) == std::end(kKnown))
        throw std::runtime_error("unknown keyword in a schema: " + std::string(schema_.key_at(i)));
    if (const auto types = schema_.find("type"); types && !fits_type(value_, *types)) return say("of another type");
    if (const auto choices = schema_.find("oneOf")) check_choices(*choices);
    if (value_.is_object()) check_object();
    if (value_.is_array()) check_elements();
    if (const auto text = value_.as_text()) check_text(*text);
    if (const auto number = value_.as_integer()) check_number(*number);
  }

 private:
  void say(const std::string& what) { found_.push_back((place_.empty() ? "the body" : place_) + ": " + what); }

  void check_choices(json::Value choices) {
    int fitting = 0;
    for (std::size_t i = 0; i < choices.size(); ++i)
      if (schemas_.violations(choices.at(i), value_, place_).empty()) ++fitting;
    if (fitting != 1) say("fits " + std::to_string(fitting) + " of the choices");
  }

  void check_object() {
    if (const auto required = schema_.find("required"))
      for (std::size_t i = 0; i < required->size(); ++i)
        if (const auto name = *required->at(i).as_text(); !value_.find(name)) say("no " + std::string(name));
    const auto properties = schema_.find("properties");
    const auto others = schema_.find("additionalProperties");
    for (std::size_t i = 0; i < value_.size(); ++i) {
      const std::string name(value_.key_at(i));
      const std::string place = place_.empty() ? name : place_ + "." + name;
      const auto property = properties ? properties->find(name) : std::nullopt;
      if (property)
        add(schemas_.violations(*property, value_.at(i), place));
      else if (others && others->as_boolean() == false)
        say("unknown " + name);
      else if (others && others->is_object())
        add(schemas_.violations(*others, value_.at(i), place));
    }
  }

  void check_elements() {
    const auto items = schema_.find("items");
    if (!items) return;
    for (std::size_t i = 0; i < value_.size(); ++i)
      add(schemas_.violations(*items, value_.at(i), place_ + "[" + std::to_string(i) + "]"));
  }

  void check_text(std::string_view text) {
    if (const auto choices = schema_.find("enum"); choices && !holds(*choices, text)) say("none of the choices");
    if (const auto longest = schema_.integer("maxLength");
        longest && character_count(text) > static_cast<std::size_t>(*longest))
      say("too long");
    if (const auto format = schema_.text("format"); format && !fits_format(text, *format))
      say("no " + std::string(*format));
    if (const auto pattern = schema_.text("pattern");
        pattern && !std::regex_search(std::string(text), std::regex(std::string(*pattern))))
      say("not of the pattern");
  }

  void check_number(std::int64_t number) {
    if (const auto least = schema_.integer("minimum"); least && number < *least) say("too small");
    if (const auto most = schema_.integer("maximum"); most && number > *most) say("too large");
  }

  void add(const Violations& more) { found_.insert(found_.end(), more.begin(), more.end()); }

  const Schemas& schemas_;
  json::Value schema_;
  json::Value value_;
  const std::string& place_;
  Violations& found_;
};

}  // namespace

json::Value Schemas::resolved(json::Value value) const {
  const auto reference = value.text("$ref");
  if (!reference) return value;
  json::Value at = document_;
  for (const std::string& part : split(reference->substr(1), "/")) {
    const auto next = at.find(part);
    if (!next) throw std::runtime_error("the contract refers to nothing: " + std::string(*reference));
    at = *next;
  }
  return resolved(at);
}

std::vector<std::string> Schemas::violations(json::Value schema, json::Value value, const std::string& place) const {
  Violations found;
  Check(*this, resolved(schema), value, place, found).run();
  return found;
}

}  // namespace guatu::testing

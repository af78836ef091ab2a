// SPDX-License-Identifier: Apache-2.0
// JsonWriter: writes one JSON text straight into a string, in the order it is told. Numbers that
// matter go as exact strings or integers; the same calls always give the same bytes, which is what
// digests and snapshots rest on. A missing end or a key without a value is a bug and asserts.
#pragma once

#include <concepts>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace guatu {

class JsonWriter {
 public:
  JsonWriter& begin_object();
  JsonWriter& end_object();
  JsonWriter& begin_array();
  JsonWriter& end_array();
  JsonWriter& key(std::string_view name);

  JsonWriter& text(std::string_view value);
  JsonWriter& integer(std::int64_t value);
  JsonWriter& number(double value);  // shortest form; null when not finite
  JsonWriter& boolean(std::same_as<bool> auto value) { return literal(value ? "true" : "false"); }
  JsonWriter& null() { return literal("null"); }
  JsonWriter& raw(std::string_view json);  // a finished JSON value

  // key and value at once, for the common kinds
  JsonWriter& member(std::string_view name, std::string_view value) { return key(name).text(value); }
  JsonWriter& member(std::string_view name, const char* value) { return key(name).text(value); }
  JsonWriter& member(std::string_view name, std::integral auto value) {
    if constexpr (std::same_as<decltype(value), bool>)
      return key(name).boolean(value);
    else
      return key(name).integer(static_cast<std::int64_t>(value));
  }
  JsonWriter& member(std::string_view name, std::floating_point auto value) { return key(name).number(value); }
  template <class T>
  JsonWriter& member(std::string_view name, const std::optional<T>& value) {
    return value ? member(name, *value) : key(name).null();
  }

  const std::string& str() const { return out_; }
  std::string take();

 private:
  JsonWriter& literal(std::string_view text);
  void before_value();

  std::string out_;
  std::vector<bool> has_elements_;  // one for each open object or array
  bool after_key_ = false;
};

// The text as a JSON string literal, quotes included. Non-ASCII stays as UTF-8.
void append_json_text(std::string& out, std::string_view text);

}  // namespace guatu

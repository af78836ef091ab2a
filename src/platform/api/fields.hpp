// SPDX-License-Identifier: Apache-2.0
// Fields (字段): a JSON object read into values, every problem collected with its field as place, so that a form
// shows them all at once. A field nobody asked for is refused by name: a misspelt one would otherwise be lost in
// silence. finish() ends the reading and says what was wrong.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "platform/api/reading.hpp"

namespace guatu::api {

class Fields {
 public:
  // `object` must outlive this; `place` stands before the fields' names, as in "administrators[0]".
  explicit Fields(const json::Value& object, std::string place = {});

  // Missing, null or blank: api.field_missing.
  template <class T>
  void required(std::string_view name, T& out);
  // Missing or null: `out` stays as it is.
  template <class T>
  void optional(std::string_view name, T& out);
  // Missing, null or blank: none.
  template <class T>
  void optional(std::string_view name, std::optional<T>& out);
  template <class T>
  void optional(std::string_view name, std::vector<T>& out);
  template <class T>
  void required(std::string_view name, std::vector<T>& out);
  // As above with another bound than kTextMax.
  void required_text(std::string_view name, std::string& out, std::size_t characters_max);
  void optional_text(std::string_view name, std::string& out, std::size_t characters_max);
  void optional(std::string_view name, std::optional<bool>& out);
  // A nested object or array of objects is read by the caller with Fields of its own; empty: not there.
  std::optional<json::Value> object(std::string_view name);
  std::vector<json::Value> objects(std::string_view name);

  // A problem the caller found himself, or those of a nested reading.
  void refuse(std::string_view name, std::string code, ProblemArgs args = {});
  void add(const Result<void>& nested);
  std::string place_of(std::string_view name) const;

  // Refuses api.field_unknown beside everything above.
  Result<void> finish();

 private:
  std::optional<json::Value> take(std::string_view name);  // empty: missing or null
  void add(const Error& error, const std::string& place);
  template <class T>
  bool keep(std::string_view name, Result<T> value, T& out);
  template <class T>
  void read_list(std::string_view name, const json::Value& value, std::vector<T>& out);

  json::Value object_;
  std::string place_;
  std::set<std::string, std::less<>> asked_;
  std::vector<Problem> problems_;
};

template <class T>
bool Fields::keep(std::string_view name, Result<T> value, T& out) {
  if (!value) {
    add(value.error(), place_of(name));
    return false;
  }
  out = std::move(*value);
  return true;
}

template <class T>
void Fields::required(std::string_view name, T& out) {
  const auto value = take(name);
  if (!value || value->as_text() == "")
    refuse(name, "api.field_missing");
  else if (keep(name, read_json<T>(*value), out)) {
    if constexpr (std::same_as<T, std::string>)
      if (out.empty()) refuse(name, "api.field_missing");
  }
}

template <class T>
void Fields::optional(std::string_view name, T& out) {
  if (const auto value = take(name)) keep(name, read_json<T>(*value), out);
}

template <class T>
void Fields::optional(std::string_view name, std::optional<T>& out) {
  out.reset();
  const auto value = take(name);
  if (!value || value->as_text() == "") return;
  T read{};
  if (keep(name, read_json<T>(*value), read)) out = std::move(read);
}

template <class T>
void Fields::read_list(std::string_view name, const json::Value& value, std::vector<T>& out) {
  out.clear();
  if (!value.is_array()) return refuse(name, "api.wrong_type", {{"expected", "list"}});
  if (value.size() > kListMax) return refuse(name, "api.list_too_long", {{"max", std::to_string(kListMax)}});
  for (std::size_t i = 0; i < value.size(); ++i) {
    T element{};
    if (keep(std::string(name) + "[" + std::to_string(i) + "]", read_json<T>(value.at(i)), element))
      out.push_back(std::move(element));
  }
}

template <class T>
void Fields::optional(std::string_view name, std::vector<T>& out) {
  out.clear();
  if (const auto value = take(name)) read_list(name, *value, out);
}

template <class T>
void Fields::required(std::string_view name, std::vector<T>& out) {
  if (const auto value = take(name))
    read_list(name, *value, out);
  else
    refuse(name, "api.field_missing");
}

}  // namespace guatu::api

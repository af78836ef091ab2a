// SPDX-License-Identifier: Apache-2.0
// Reading JSON from outside: row contents, request bodies. A Document owns the text's values, a Value looks
// into it. Refuses json.malformed (with the byte where it broke), json.too_large; deeper
// than 64 levels counts as malformed, and a name given twice keeps its last value. Integers stay exact; decimals
// come as strings.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>
#include <utility>

#include "base/result.hpp"

namespace guatu::json {

inline constexpr std::size_t kDepthMax = 64;
inline constexpr std::size_t kBytesMax = 20 * 1024 * 1024;

class Value {
 public:
  bool is_null() const;
  bool is_object() const;
  bool is_array() const;
  std::optional<std::int64_t> as_integer() const;
  std::optional<std::string_view> as_text() const;
  std::optional<bool> as_boolean() const;

  std::size_t size() const;                               // of an object or array, else 0
  Value at(std::size_t index) const;                      // element of an array, or member of an object
  std::string_view key_at(std::size_t index) const;       // of an object
  std::optional<Value> find(std::string_view key) const;  // of an object
  // Members by name, empty when they are missing or of another kind.
  std::optional<std::string_view> text(std::string_view key) const;
  std::optional<std::int64_t> integer(std::string_view key) const;

 private:
  friend class Document;
  explicit Value(const void* value) : value_(value) {}
  const void* value_;
};

class Document {
 public:
  Document(Document&&) noexcept;
  Document& operator=(Document&&) noexcept;
  ~Document();
  Value root() const;

 private:
  struct State;
  friend Result<Document> parse(std::string_view text, std::size_t bytes_max);
  explicit Document(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

Result<Document> parse(std::string_view text, std::size_t bytes_max = kBytesMax);

}  // namespace guatu::json

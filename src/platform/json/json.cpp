// SPDX-License-Identifier: Apache-2.0
#include "platform/json/json.hpp"

#include <boost/json.hpp>

#include <limits>
#include <string>

#include "base/assert.hpp"

namespace guatu::json {
namespace {

const boost::json::value& boost_value(const void* value) { return *static_cast<const boost::json::value*>(value); }

}  // namespace

struct Document::State {
  boost::json::monotonic_resource memory;
  boost::json::value root = boost::json::value(nullptr, boost::json::storage_ptr(&memory));
};

Document::Document(std::unique_ptr<State> state) : state_(std::move(state)) {}
Document::Document(Document&&) noexcept = default;
Document& Document::operator=(Document&&) noexcept = default;
Document::~Document() = default;
Value Document::root() const { return Value(&state_->root); }

bool Value::is_null() const { return boost_value(value_).is_null(); }
bool Value::is_object() const { return boost_value(value_).is_object(); }
bool Value::is_array() const { return boost_value(value_).is_array(); }

std::optional<std::int64_t> Value::as_integer() const {
  const auto& value = boost_value(value_);
  if (value.is_int64()) return value.get_int64();
  return std::nullopt;
}

std::optional<std::string_view> Value::as_text() const {
  const auto* text = boost_value(value_).if_string();
  if (text == nullptr) return std::nullopt;
  return std::string_view(text->data(), text->size());
}

std::optional<bool> Value::as_boolean() const {
  const auto* value = boost_value(value_).if_bool();
  if (value == nullptr) return std::nullopt;
  return *value;
}

std::size_t Value::size() const {
  const auto& value = boost_value(value_);
  if (value.is_array()) return value.get_array().size();
  return value.is_object() ? value.get_object().size() : 0;
}

Value Value::at(std::size_t index) const {
  GUATU_ASSERT(index < size());
  const auto& value = boost_value(value_);
  if (value.is_array()) return Value(&value.get_array()[index]);
  return Value(&(value.get_object().begin() + static_cast<std::ptrdiff_t>(index))->value());
}

std::string_view Value::key_at(std::size_t index) const {
  GUATU_ASSERT(is_object() && index < size());
  const auto key = (boost_value(value_).get_object().begin() + static_cast<std::ptrdiff_t>(index))->key();
  return {key.data(), key.size()};
}

std::optional<Value> Value::find(std::string_view key) const {
  const auto* object = boost_value(value_).if_object();
  if (object == nullptr) return std::nullopt;
  const auto* found = object->if_contains({key.data(), key.size()});
  if (found == nullptr) return std::nullopt;
  return Value(found);
}

std::optional<std::string_view> Value::text(std::string_view key) const {
  const auto found = find(key);
  return found ? found->as_text() : std::nullopt;
}

std::optional<std::int64_t> Value::integer(std::string_view key) const {
  const auto found = find(key);
  return found ? found->as_integer() : std::nullopt;
}

Result<Document> parse(std::string_view text, std::size_t bytes_max) {
  if (text.size() > bytes_max)
    return refuse(ErrorKind::too_large, "", "json.too_large", {{"bytes_max", std::to_string(bytes_max)}});
  auto state = std::make_unique<Document::State>();
  boost::json::parse_options options;
  options.max_depth = kDepthMax;
  boost::json::stream_parser parser(boost::json::storage_ptr(&state->memory), options);
  boost::json::error_code error;
  const std::size_t read = parser.write_some(text.data(), text.size(), error);
  if (!error && read == text.size()) parser.finish(error);
  if (error || read != text.size())
    return refuse(ErrorKind::invalid, "", "json.malformed", {{"byte", std::to_string(read)}});
  state->root = parser.release();
  return Document(std::move(state));
}

}  // namespace guatu::json

// SPDX-License-Identifier: Apache-2.0
#include "base/json_writer.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <iterator>
#include <utility>

#include "base/assert.hpp"

namespace guatu {

namespace {

constexpr auto stands_as_it_is = [](char c) { return static_cast<unsigned char>(c) >= 0x20 && c != '"' && c != '\\'; };

void append_escaped(std::string& out, char c) {
  switch (c) {
    case '"':
      out += "\\\"";
      break;
    case '\\':
      out += "\\\\";
      break;
    case '\n':
      out += "\\n";
      break;
    case '\r':
      out += "\\r";
      break;
    case '\t':
      out += "\\t";
      break;
    default:
      fmt::format_to(std::back_inserter(out), "\\u{:04x}", static_cast<int>(c));
  }
}

}  // namespace

void append_json_text(std::string& out, std::string_view text) {
  out.push_back('"');
  for (;;) {
    const auto* const run_end = std::find_if_not(text.begin(), text.end(), stands_as_it_is);
    out.append(text.begin(), run_end);
    if (run_end == text.end()) break;
    append_escaped(out, *run_end);
    text.remove_prefix(static_cast<std::size_t>(run_end - text.begin()) + 1);
  }
  out.push_back('"');
}

void JsonWriter::before_value() {
  if (after_key_) {
    after_key_ = false;
    return;
  }
  if (has_elements_.empty()) return;
  if (has_elements_.back()) out_.push_back(',');
  has_elements_.back() = true;
}

JsonWriter& JsonWriter::begin_object() {
  before_value();
  out_.push_back('{');
  has_elements_.push_back(false);
  return *this;
}

JsonWriter& JsonWriter::end_object() {
  GUATU_ASSERT(!has_elements_.empty() && !after_key_);
  has_elements_.pop_back();
  out_.push_back('}');
  return *this;
}

JsonWriter& JsonWriter::begin_array() {
  before_value();
  out_.push_back('[');
  has_elements_.push_back(false);
  return *this;
}

JsonWriter& JsonWriter::end_array() {
  GUATU_ASSERT(!has_elements_.empty() && !after_key_);
  has_elements_.pop_back();
  out_.push_back(']');
  return *this;
}

JsonWriter& JsonWriter::key(std::string_view name) {
  GUATU_ASSERT(!has_elements_.empty() && !after_key_);
  before_value();
  append_json_text(out_, name);
  out_.push_back(':');
  after_key_ = true;
  return *this;
}

JsonWriter& JsonWriter::text(std::string_view value) {
  before_value();
  append_json_text(out_, value);
  return *this;
}

JsonWriter& JsonWriter::integer(std::int64_t value) {
  before_value();
  const fmt::format_int digits(value);
  out_.append(digits.data(), digits.size());
  return *this;
}

JsonWriter& JsonWriter::number(double value) {
  if (!std::isfinite(value)) return null();
  before_value();
  std::array<char, 32> buffer{};
  const auto [end, error] = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value);
  out_.append(buffer.data(), end);
  return *this;
}

JsonWriter& JsonWriter::literal(std::string_view text) {
  before_value();
  out_ += text;
  return *this;
}

JsonWriter& JsonWriter::raw(std::string_view json) { return literal(json); }

std::string JsonWriter::take() {
  GUATU_ASSERT(has_elements_.empty() && !after_key_);
  return std::exchange(out_, std::string());
}

}  // namespace guatu

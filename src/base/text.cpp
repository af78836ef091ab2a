// SPDX-License-Identifier: Apache-2.0
#include "base/text.hpp"

#include <algorithm>

namespace guatu {
namespace {

constexpr char32_t kReplacement = 0xFFFD;

// Reads one character and moves `at` past it; an ill-formed sequence yields U+FFFD and moves one byte.
char32_t next_character(std::string_view text, std::size_t& at) {
  const auto byte = [&](std::size_t i) { return static_cast<std::uint8_t>(text[i]); };
  const std::uint8_t lead = byte(at);
  if (lead < 0x80) return text[at++] & 0x7F;
  const std::size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  if (lead < 0xC2 || lead > 0xF4 || at + length > text.size()) return ++at, kReplacement;
  char32_t character = lead & (0xFFU >> (length + 1));
  for (std::size_t i = 1; i < length; ++i) {
    if ((byte(at + i) & 0xC0) != 0x80) return ++at, kReplacement;
    character = (character << 6) | (byte(at + i) & 0x3F);
  }
  const bool overlong = (length == 3 && character < 0x800) || (length == 4 && character < 0x10000);
  const bool surrogate = character >= 0xD800 && character <= 0xDFFF;
  if (overlong || surrogate || character > 0x10FFFF) return ++at, kReplacement;
  at += length;
  return character;
}

bool is_space(char32_t c) {
  return c == ' ' || (c >= 0x09 && c <= 0x0D) || c == 0x85 || c == 0xA0 || c == 0x1680 ||
         (c >= 0x2000 && c <= 0x200B) || c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F || c == 0x3000 ||
         c == 0xFEFF;
}

char32_t half_width(char32_t c) {
  if (c >= 0xFF01 && c <= 0xFF5E) return c - 0xFEE0;
  return c == 0x3000 ? U' ' : c;
}

}  // namespace

bool is_valid_utf8(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t start = at;
    if (next_character(text, at) == kReplacement && text.substr(start, 3) != "\xEF\xBF\xBD") return false;
  }
  return true;
}

std::u32string decode_utf8(std::string_view text) {
  std::u32string characters;
  characters.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) characters.push_back(next_character(text, at));
  return characters;
}

std::string encode_utf8(char32_t c) {
  std::string bytes;
  const auto put = [&](char32_t value) { bytes.push_back(static_cast<char>(static_cast<std::uint8_t>(value))); };
  if (c < 0x80) {
    put(c);
  } else if (c < 0x800) {
    put(0xC0 | (c >> 6));
    put(0x80 | (c & 0x3F));
  } else if (c < 0x10000) {
    put(0xE0 | (c >> 12));
    put(0x80 | ((c >> 6) & 0x3F));
    put(0x80 | (c & 0x3F));
  } else {
    put(0xF0 | (c >> 18));
    put(0x80 | ((c >> 12) & 0x3F));
    put(0x80 | ((c >> 6) & 0x3F));
    put(0x80 | (c & 0x3F));
  }
  return bytes;
}

std::string encode_utf8(std::u32string_view text) {
  std::string bytes;
  bytes.reserve(text.size() * 3);
  for (const char32_t c : text) bytes += encode_utf8(c);
  return bytes;
}

std::size_t character_count(std::string_view text) {
  std::size_t count = 0;
  for (std::size_t at = 0; at < text.size(); ++count) next_character(text, at);
  return count;
}

std::string_view trim(std::string_view text) {
  std::size_t begin = 0;
  while (begin < text.size()) {
    std::size_t next = begin;
    if (!is_space(next_character(text, next))) break;
    begin = next;
  }
  std::size_t end = begin;
  for (std::size_t at = begin; at < text.size();) {
    if (!is_space(next_character(text, at))) end = at;
  }
  return text.substr(begin, end - begin);
}

std::string fold_width(std::string_view text) {
  std::string folded;
  folded.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t start = at;
    const char32_t c = next_character(text, at);
    const char32_t half = half_width(c);
    folded += half == c ? std::string(text.substr(start, at - start)) : encode_utf8(half);
  }
  return folded;
}

std::string squeeze(std::string_view text) {
  std::string squeezed;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = half_width(next_character(text, at));
    if (!is_space(c)) squeezed += encode_utf8(c);
  }
  return squeezed;
}

std::vector<std::string> split(std::string_view text, std::string_view separators) {
  const std::u32string marks = decode_utf8(separators);
  std::vector<std::string> parts;
  std::string part;
  const auto finish = [&] {
    if (const auto trimmed = trim(part); !trimmed.empty()) parts.emplace_back(trimmed);
    part.clear();
  };
  for (const char32_t c : decode_utf8(text)) {
    if (marks.find(c) == std::u32string::npos) {
      part += encode_utf8(c);
    } else {
      finish();
    }
  }
  finish();
  return parts;
}

std::string join(const std::vector<std::string>& parts, std::string_view separator) {
  std::string joined;
  for (const auto& part : parts) {
    if (&part != &parts.front()) joined += separator;
    joined += part;
  }
  return joined;
}

std::string replace_all(std::string text, std::string_view from, std::string_view to) {
  if (from.empty()) return text;
  for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
    text.replace(at, from.size(), to);
  return text;
}

std::size_t most_on_a_line(std::string_view text, char character) {
  std::size_t most = 0;
  std::size_t count = 0;
  for (const char c : text) {
    if (c == '\n') count = 0;
    if (c == character) most = std::max(most, ++count);
  }
  return most;
}

std::string to_hex(std::string_view bytes) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string hex;
  hex.reserve(bytes.size() * 2);
  for (const char byte : bytes) {
    hex.push_back(digits[static_cast<std::uint8_t>(byte) >> 4]);
    hex.push_back(digits[static_cast<std::uint8_t>(byte) & 0x0F]);
  }
  return hex;
}

}  // namespace guatu

// SPDX-License-Identifier: Apache-2.0
#include "platform/crypto/base64.hpp"

#include <algorithm>
#include <cstdint>

namespace guatu::crypto {
namespace {

constexpr std::string_view kLetters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

}  // namespace

std::string to_base64(std::string_view bytes) {
  std::string text;
  for (std::size_t i = 0; i < bytes.size(); i += 3) {
    const std::size_t count = std::min<std::size_t>(3, bytes.size() - i);
    std::uint32_t bits = 0;
    for (std::size_t k = 0; k < 3; ++k) bits = bits << 8U | (k < count ? static_cast<unsigned char>(bytes[i + k]) : 0U);
    for (std::size_t k = 0; k < 4; ++k) text.push_back(k <= count ? kLetters[bits >> (18 - 6 * k) & 63U] : '=');
  }
  return text;
}

std::optional<std::string> parse_base64(std::string_view text) {
  if (text.size() % 4 != 0) return std::nullopt;
  std::string bytes;
  for (std::size_t i = 0; i < text.size(); i += 4) {
    std::uint32_t bits = 0;
    std::size_t letters = 0;
    for (; letters < 4; ++letters) {
      const auto value = kLetters.find(text[i + letters]);
      if (value == std::string_view::npos) break;
      bits |= static_cast<std::uint32_t>(value) << (18 - 6 * letters);
    }
    for (std::size_t k = 0; k + 1 < letters; ++k) bytes.push_back(static_cast<char>(bits >> (16 - 8 * k) & 255U));
  }
  // Only the one spelling of these bytes is accepted, which also checks padding and letters.
  if (to_base64(bytes) != text) return std::nullopt;
  return bytes;
}

}  // namespace guatu::crypto

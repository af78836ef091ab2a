// SPDX-License-Identifier: Apache-2.0
#include "platform/crypto/one_time_password.hpp"

#include <openssl/evp.h>

#include <array>
#include <stdexcept>

#include "base/assert.hpp"
#include "platform/crypto/random.hpp"

namespace guatu::crypto {
namespace {

constexpr int kDigits = 6;
constexpr std::chrono::seconds kStep{30};
constexpr std::string_view kBase32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

std::string hmac(const char* digest, std::string_view key, std::string_view message) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> out{};
  std::size_t length = 0;
  if (EVP_Q_mac(nullptr, "HMAC", nullptr, digest, nullptr, key.data(), key.size(),
                reinterpret_cast<const unsigned char*>(message.data()), message.size(), out.data(), out.size(),
                &length) == nullptr)
    throw std::runtime_error("OpenSSL cannot compute an HMAC");
  return {reinterpret_cast<const char*>(out.data()), length};
}

}  // namespace

std::string hmac_sha1(std::string_view key, std::string_view message) { return hmac("SHA1", key, message); }

std::string hmac_sha256(std::string_view key, std::string_view message) { return hmac("SHA256", key, message); }

std::string hotp(std::string_view secret, std::uint64_t counter, int digits) {
  GUATU_ASSERT(digits >= 6 && digits <= 8);
  std::string message(8, '\0');
  for (std::size_t i = 0; i < message.size(); ++i) message[i] = static_cast<char>(counter >> (56 - 8 * i) & 255U);
  const std::string mac = hmac_sha1(secret, message);
  const auto byte_at = [&](std::size_t i) { return static_cast<std::uint32_t>(static_cast<unsigned char>(mac[i])); };
  const std::size_t offset = byte_at(mac.size() - 1) & 15U;
  std::uint32_t number =
      (byte_at(offset) & 127U) << 24U | byte_at(offset + 1) << 16U | byte_at(offset + 2) << 8U | byte_at(offset + 3);
  std::string code(static_cast<std::size_t>(digits), '0');
  for (auto letter = code.rbegin(); letter != code.rend(); ++letter, number /= 10)
    *letter = static_cast<char>('0' + number % 10);
  return code;
}

std::int64_t totp_step(Instant instant) { return instant.time_since_epoch() / kStep; }

std::string totp(std::string_view secret, std::int64_t step) {
  return hotp(secret, static_cast<std::uint64_t>(step), kDigits);
}

std::optional<std::int64_t> match_totp(std::string_view secret, std::string_view code, Instant now, std::int64_t used) {
  std::optional<std::int64_t> matched;
  const std::int64_t present = totp_step(now);
  for (std::int64_t step = present - 1; step <= present + 1; ++step)
    if (is_same_secret(totp(secret, step), code) && step > used && !matched) matched = step;
  return matched;
}

std::string to_base32(std::string_view bytes) {
  std::string text;
  std::uint32_t bits = 0;
  int count = 0;
  for (const char byte : bytes) {
    bits = (bits << 8U | static_cast<unsigned char>(byte)) & 0xFFFU;
    for (count += 8; count >= 5; count -= 5) text.push_back(kBase32[bits >> (count - 5) & 31U]);
  }
  if (count > 0) text.push_back(kBase32[bits << (5 - count) & 31U]);
  return text;
}

}  // namespace guatu::crypto

// SPDX-License-Identifier: Apache-2.0
#include "platform/crypto/mac.hpp"

#include <array>

namespace guatu::crypto {
namespace {

constexpr std::size_t kBlockBytes = 64;

std::string padded(std::string_view key, unsigned char pad) {
  std::string block(key.size() > kBlockBytes ? std::string(sha256(key).view()) : std::string(key));
  block.resize(kBlockBytes, '\0');
  for (char& byte : block) byte = static_cast<char>(static_cast<unsigned char>(byte) ^ pad);
  return block;
}

}  // namespace

Digest hmac_sha256(std::string_view key, std::string_view message) {
  Hasher inner(Algorithm::sha256);
  const Digest inside = inner.update(padded(key, 0x36)).update(message).finish();
  Hasher outer(Algorithm::sha256);
  return outer.update(padded(key, 0x5c)).update(inside.view()).finish();
}

}  // namespace guatu::crypto

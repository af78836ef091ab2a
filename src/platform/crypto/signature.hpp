// SPDX-License-Identifier: Apache-2.0
// Ed25519 signatures (数字签名) over OpenSSL. A key is its 32-byte seed; it is never printed, and the file it
// lies in is the caller's care (journal.key, mode 0600).
#pragma once

#include <array>
#include <string>
#include <string_view>

namespace guatu::crypto {

inline constexpr std::size_t kKeyBytes = 32;
inline constexpr std::size_t kSignatureBytes = 64;
using KeyBytes = std::array<unsigned char, kKeyBytes>;

KeyBytes random_key();
KeyBytes public_key_of(const KeyBytes& seed);
std::string sign(const KeyBytes& seed, std::string_view message);  // 64 bytes
bool is_signed_by(const KeyBytes& public_key, std::string_view message, std::string_view signature);

}  // namespace guatu::crypto

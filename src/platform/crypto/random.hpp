// SPDX-License-Identifier: Apache-2.0
// Random tokens (随机令牌) for sessions, links and codes, and comparing secrets without telling by time where they
// differ. It throws when the machine gives no random bytes.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace guatu::crypto {

inline constexpr std::size_t kTokenBytes = 32;

std::string random_bytes(std::size_t count);
std::string random_token();  // 43 letters of base64 for URLs (RFC 4648 section 5), 256 bits
// `count` letters of the alphabet, each as likely as any other; the alphabet has at most 256.
std::string random_letters(std::string_view alphabet, std::size_t count);
// The time depends on the lengths only.
bool is_same_secret(std::string_view a, std::string_view b);

std::string to_base64_url(std::string_view bytes);  // without padding

}  // namespace guatu::crypto

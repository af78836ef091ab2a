// SPDX-License-Identifier: Apache-2.0
// Keyed digest (消息认证码): HMAC-SHA-256 of RFC 2104, which only who has the key can make. It is compared by
// is_same_secret().
#pragma once

#include <string_view>

#include "platform/crypto/digest.hpp"

namespace guatu::crypto {

Digest hmac_sha256(std::string_view key, std::string_view message);

}  // namespace guatu::crypto

// SPDX-License-Identifier: Apache-2.0
// Second factor (动态码): time-based one-time passwords of RFC 6238 over HMAC-SHA1, six digits, 30 seconds, as every
// authenticator app speaks them; the shared secret is 20 random bytes, shown in base32 (RFC 4648 section 6).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/date.hpp"

namespace guatu::crypto {

inline constexpr std::size_t kTotpSecretBytes = 20;

std::string hmac_sha1(std::string_view key, std::string_view message);    // 20 bytes
std::string hmac_sha256(std::string_view key, std::string_view message);  // 32 bytes

// RFC 4226: the last `digits` decimal digits of the truncated HMAC.
std::string hotp(std::string_view secret, std::uint64_t counter, int digits);

std::int64_t totp_step(Instant instant);
std::string totp(std::string_view secret, std::int64_t step);
// The step a code belongs to, one step early and late allowed; none: wrong, or of a step up to `used`.
std::optional<std::int64_t> match_totp(std::string_view secret, std::string_view code, Instant now, std::int64_t used);

std::string to_base32(std::string_view bytes);  // without padding

}  // namespace guatu::crypto

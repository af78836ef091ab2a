// SPDX-License-Identifier: Apache-2.0
// Base64 of RFC 4648 section 4, padded. Refuses anything but the one encoding of the bytes: no spaces, no
// missing padding, no stray bits at the end.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace guatu::crypto {

std::string to_base64(std::string_view bytes);
std::optional<std::string> parse_base64(std::string_view text);

}  // namespace guatu::crypto

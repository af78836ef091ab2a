// SPDX-License-Identifier: Apache-2.0
// Percent-encoding (百分号编码) of RFC 3986 section 2.1. A percent sign without two hexadecimal digits gives nothing;
// what the bytes mean is for the caller to judge.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace guatu::http {

enum class Plus { is_plus, is_space };  // in forms and queries a plus sign stands for a space

std::optional<std::string> decode_percent(std::string_view text, Plus plus);
// Everything but letters, digits and - . _ ~ is encoded.
std::string encode_percent(std::string_view text);

}  // namespace guatu::http

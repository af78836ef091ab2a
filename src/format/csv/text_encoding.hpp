// SPDX-License-Identifier: Apache-2.0
// Finds out how a plain text is encoded (编码) and makes UTF-8 of it: UTF-8, UTF-16 of both orders, GB18030.
// Refuses bytes that fit none of them and files glued together from two, with line and byte: a file read in
// the wrong encoding is worse than none.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace guatu::csv {

enum class Encoding : std::uint8_t { utf8, utf16_le, utf16_be, gb18030 };

struct DecodedText {
  std::string text;  // UTF-8 without a mark
  Encoding encoding = Encoding::utf8;
};

// Refuses csv.bad_encoding, csv.mixed_encoding.
Result<DecodedText> decode_text(std::string_view bytes, std::string_view place);

}  // namespace guatu::csv

// SPDX-License-Identifier: Apache-2.0
// Text as UTF-8: what offices type is trimmed and folded from full width (１２．５％) before it is
// read, and counted in characters, not bytes. Invalid UTF-8 is refused where text enters the program.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace guatu {

bool is_valid_utf8(std::string_view text);
std::u32string decode_utf8(std::string_view text);  // invalid bytes become U+FFFD
std::string encode_utf8(char32_t character);
std::string encode_utf8(std::u32string_view text);
std::size_t character_count(std::string_view text);

// Spaces of every kind (also U+3000, U+00A0, BOM) at both ends.
std::string_view trim(std::string_view text);
// Full-width ASCII to half width, ideographic space to space. Chinese punctuation without an ASCII twin stays.
std::string fold_width(std::string_view text);
// fold_width, then every space and line break taken out: the form in which headers and names are compared.
std::string squeeze(std::string_view text);

std::vector<std::string> split(std::string_view text,
                               std::string_view separators);  // any of these; empty parts dropped
std::string join(const std::vector<std::string>& parts, std::string_view separator);
std::string replace_all(std::string text, std::string_view from, std::string_view to);
// The largest number of `character` on one line. A parser that recurses on nested keys (a.b.c in TOML) is guarded by
// it.
std::size_t most_on_a_line(std::string_view text, char character);
std::string to_hex(std::string_view bytes);

}  // namespace guatu

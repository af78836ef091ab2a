// SPDX-License-Identifier: Apache-2.0
// Pieces of header fields (请求头字段, RFC 9110 section 5): names without case, optional spaces, lists, q-values.
// Nothing is refused here; who reads a field judges it.
#pragma once

#include <string>
#include <string_view>

namespace guatu::http {

bool same_name(std::string_view one, std::string_view other);  // ASCII case does not matter
std::string lower_case(std::string_view text);
bool is_token(std::string_view text);
bool has_control(std::string_view text);  // other than tabs
// Spaces and tabs at both ends.
std::string_view trim_field(std::string_view text);
// Cuts the first item off the front, without its separator.
std::string_view next_item(std::string_view& rest, char separator);
// The q of a list item "gzip;q=0.5" in thousandths; 1000 without one, 0 when malformed.
int quality_of(std::string_view item);

}  // namespace guatu::http

// SPDX-License-Identifier: Apache-2.0
// Compression (压缩): whether a client takes gzip (RFC 9110 12.5.3), which types gain by it, and doing it
// with zlib at a middling level. Throws when memory is out.
#pragma once

#include <string>
#include <string_view>

namespace guatu::http {

bool accepts_gzip(std::string_view accept_encoding);
bool is_compressible(std::string_view content_type);
std::string gzip(std::string_view bytes);

}  // namespace guatu::http

// SPDX-License-Identifier: Apache-2.0
// Content-Disposition (文件名) of RFC 6266: a file with a Chinese name, as RFC 5987 writes it, beside a plain one for
// those who do not read that.
#pragma once

#include <string>
#include <string_view>

namespace guatu::http {

enum class Showing { in_the_page, as_a_download };

// `plain` must be letters, digits and - . _ only.
std::string disposition(Showing showing, std::string_view plain, std::string_view name);

}  // namespace guatu::http

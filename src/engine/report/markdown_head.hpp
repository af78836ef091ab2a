// SPDX-License-Identifier: Apache-2.0
// The head of a Markdown document (文头): one field a line, Chinese names as the standard has them. Refuses fields that
// do not exist, and secrecy grades above all.
#pragma once

#include <string>
#include <string_view>

#include "base/document.hpp"
#include "base/result.hpp"

namespace guatu::report {

Result<void> read_head_field(document::Official& document, std::string_view line, const std::string& place);
bool has_secrecy_mark(std::string_view line);  // 机密★1年, 秘密★

}  // namespace guatu::report

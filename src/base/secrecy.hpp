// SPDX-License-Identifier: Apache-2.0
// Secrecy markings (密级标志): 绝密, 机密 or 秘密 with a ★, as a line of their own, or after 密级. The system is not
// classified and takes no text that carries one; words such as 商业秘密, 保守秘密, 秘书 are none.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace guatu {

// The first marking, as it is named to whoever wrote it: 机密★, 密级秘密, 绝密.
std::optional<std::string> find_secrecy_marking(std::string_view text);

}  // namespace guatu

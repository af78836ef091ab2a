// SPDX-License-Identifier: Apache-2.0
// How a stored column of any register is shown (存储值的显示): money, which is stored in whole fen, as 元, telephone
// numbers masked, everything else as it is. For previews and undo, which show rows of every register.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace guatu::undo {

std::optional<std::string> shown_text(std::string_view column, const std::optional<std::string>& stored);

}  // namespace guatu::undo

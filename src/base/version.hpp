// SPDX-License-Identifier: Apache-2.0
// The version of the program (版本). It stands here once: CMake reads it, and papers and snapshots carry it, so that
// a page can be traced to the program that made it.
#pragma once

#include <string_view>

namespace guatu {

inline constexpr std::string_view kProgramVersion = "0.1.0";

}  // namespace guatu

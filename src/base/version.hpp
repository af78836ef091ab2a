// SPDX-License-Identifier: Apache-2.0
// The version of the program; CMake reads it from here. Papers and snapshots carry it.
#pragma once

#include <string_view>

namespace guatu {

inline constexpr std::string_view kProgramVersion = "0.1.0";

}  // namespace guatu
